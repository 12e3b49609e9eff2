/** What the edge sends with every request, so that functions know it has come through it. */
export const EDGE_HEADER = 'x-darkroom-edge';
