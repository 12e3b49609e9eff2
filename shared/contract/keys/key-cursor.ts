/** Where a page of keys ended: the key that was looked at last. */
interface KeyPosition {
  readonly createdAt: string;
  readonly id: string;
}

/** Makes the cursor of a position. */
export const writeKeyCursor = ({ createdAt, id }: KeyPosition): string => `${Date.parse(createdAt)}-${id}`;

/** Reads a cursor of ours; undefined for any other text. */
export function readKeyCursor(cursor: string): KeyPosition | undefined {
  const [, time, id] = /^(\d{1,13})-([0-9a-f]{16})$/.exec(cursor) ?? [];
  if (time === undefined || id === undefined) return undefined;
  return { createdAt: new Date(Number(time)).toISOString(), id };
}
