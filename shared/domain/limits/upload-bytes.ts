/** How many bytes of uploads an owner may bring in a day, and has brought, as far as they are counted. */
export interface UploadBytes {
  /** The day of UTC, as in `2026-11-30`. */
  readonly day: string;
  /** None where absent: then nothing is counted. */
  readonly limit?: number;
  readonly taken: number;
}

const DAY_MS = 24 * 3600_000;

/** The day of a time (ISO). */
export const dayOf = (time: string): string => time.slice(0, 10);

/** True where a file of so many bytes may come in. */
export const fits = ({ limit, taken }: UploadBytes, bytes: number): boolean =>
  limit === undefined || taken + bytes <= limit;

/** How many seconds a day of UTC has left. */
export const secondsToNextDay = (now: number): number => Math.ceil((DAY_MS - (now % DAY_MS)) / 1000);

/** The count of a day is of no use any more when nobody can take it for today; in seconds since 1970. */
export const countEndsAt = (day: string): number => (Date.parse(day) + 3 * DAY_MS) / 1000;

/** Why a file has to come another day, or never can. */
export const overWords = ({ limit = 0, taken }: UploadBytes, bytes: number): string =>
  bytes > limit
    ? `${limit} bytes of uploads a day are allowed: a file of ${bytes} bytes never fits`
    : `${limit} bytes of uploads a day are allowed, ${taken} have come today, and this would be ${bytes} more`;
