/** How many bytes of uploads an owner may bring in a day, and has brought, as far as they are counted. */
export interface UploadBytes {
  /** The day of UTC, as in `2026-11-30`. */
  readonly day: string;
  /** None where absent. */
  readonly limit?: number;
  /** How many each API key may bring; none where absent. */
  readonly keyLimit?: number;
  readonly taken: number;
  /** What has come of it with each key, by its id: none where it is missing. */
  readonly ofKeys: Readonly<Record<string, number>>;
}

/** A file, and the API key that it was ordered with. */
export interface CountedFile {
  readonly bytes: number;
  readonly keyId?: string;
}

const DAY_MS = 24 * 3600_000;

/** The day of a time (ISO). */
export const dayOf = (time: string): string => time.slice(0, 10);

/** True where bytes are counted. */
export const countsBytes = ({ limit, keyLimit }: UploadBytes): boolean =>
  limit !== undefined || keyLimit !== undefined;

/** A limit that leaves no room for a file. */
export interface Over {
  readonly exceeded: 'upload-bytes' | 'key-upload-bytes';
  readonly limit: number;
  readonly taken: number;
}

/** What forbids a file to come in. */
export function overFor(
  { limit, keyLimit, taken, ofKeys }: UploadBytes,
  { bytes, keyId }: CountedFile,
): Over | undefined {
  if (limit !== undefined && taken + bytes > limit) return { exceeded: 'upload-bytes', limit, taken };
  if (keyLimit === undefined || keyId === undefined) return undefined;
  const own = ofKeys[keyId] ?? 0;
  return own + bytes > keyLimit ? { exceeded: 'key-upload-bytes', limit: keyLimit, taken: own } : undefined;
}

/** How many seconds a day of UTC has left. */
export const secondsToNextDay = (now: number): number => Math.ceil((DAY_MS - (now % DAY_MS)) / 1000);

/** The count of a day is of no use any more when nobody can take it for today; in seconds since 1970. */
export const countEndsAt = (day: string): number => (Date.parse(day) + 3 * DAY_MS) / 1000;

/** Why a file has to come another day, or never can. */
export function overWords({ exceeded, limit, taken }: Over, bytes: number): string {
  const uploads = exceeded === 'upload-bytes' ? 'uploads' : 'uploads with one key';
  return bytes > limit
    ? `${limit} bytes of ${uploads} a day are allowed: a file of ${bytes} bytes never fits`
    : `${limit} bytes of ${uploads} a day are allowed, ${taken} have come today, and this would be ${bytes} more`;
}
