/**
 * The rules for objects of ours that no row knows. They are leftovers only as long as table and bucket belong together:
 * beside a table that is new, was restored to an earlier time, or is another stage's, all that was ever paid for has no
 * row. So nothing is removed on the first sight of it, and never much of what is there.
 */

/** Whoever writes an object before its row has long written the row by then. */
const YOUNG_MS = 24 * 3600_000;
/** An object without a row is noted, and removed so much later at the earliest, if it still has none. */
export const NOTICE_MS = 7 * 24 * 3600_000;
/** Notes are kept for so long: a walk through a large bucket takes weeks. */
export const NOTE_LIFE_MS = 90 * 24 * 3600_000;
/** Of all objects that a walk has seen; more without a row are no leftovers. */
const MOST_SHARE = 0.02;
/** As many may always go: in a small bucket a few leftovers are a large share. */
const ALWAYS_FEW = 20;

/** What a walk has seen since its beginning. */
export interface WalkCounts {
  readonly looked: number;
  /** Objects without a row among them. */
  readonly found: number;
}

export const isYoung = (writtenAt: number, now: number): boolean => now - writtenAt < YOUNG_MS;

export const isDue = (notedAt: number, now: number): boolean => now - notedAt >= NOTICE_MS;

const isSmallShare = ({ looked, found }: WalkCounts): boolean => found <= looked * MOST_SHARE;

/** Whether so few objects are without a row that they can be leftovers. */
export const areLeftovers = (counts: WalkCounts): boolean =>
  counts.found <= ALWAYS_FEW || isSmallShare(counts);

/** Whether a bucket that names no table is this table's: it is empty, or nearly all of its objects have a row. */
export const isOurs = isSmallShare;
