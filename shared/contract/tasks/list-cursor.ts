import * as z from 'zod';

/** A place in a list, as the opaque text that clients hand back. */
const position = z.tuple([z.iso.datetime(), z.string().regex(/^[0-9a-f]{32}$/)]);

/** Where a page ended: the task that stood last. */
export interface ListPosition {
  readonly createdAt: string;
  readonly id: string;
}

/** Makes the opaque cursor of a position. */
export const writeCursor = (at: ListPosition): string =>
  btoa(JSON.stringify([at.createdAt, at.id]))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

/** Reads a cursor of ours; undefined for any other text. */
export function readCursor(cursor: string): ListPosition | undefined {
  try {
    const parsed = position.safeParse(JSON.parse(atob(cursor.replaceAll('-', '+').replaceAll('_', '/'))));
    return parsed.success ? { createdAt: parsed.data[0], id: parsed.data[1] } : undefined;
  } catch {
    return undefined;
  }
}
