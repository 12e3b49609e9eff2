/** Bytes that no model takes begin so. */
export const ODD = 'odd';
export const isOdd = (content: string): boolean => content.startsWith(ODD);
