import * as z from 'zod';

/** A place in a list, as the opaque text that clients hand back. */
const position = z.tuple([z.iso.datetime(), z.string().regex(/^[0-9a-f]{32}$/)]);

/** Makes the opaque cursor of a position. */
export const writeCursor = (at: { createdAt: string; id: string }): string =>
  btoa(JSON.stringify([at.createdAt, at.id]))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

/** Reads a cursor of ours; undefined for any other text. */
export function readCursor(cursor: string): { createdAt: string; id: string } | undefined {
  try {
    const parsed = position.safeParse(JSON.parse(atob(cursor.replaceAll('-', '+').replaceAll('_', '/'))));
    return parsed.success ? { createdAt: parsed.data[0], id: parsed.data[1] } : undefined;
  } catch {
    return undefined;
  }
}
