import type { Stage } from './task.ts';

/** How far a task is, as far as it tells when its end can be expected. Times are ISO. */
export interface Outlook {
  readonly stage: Stage;
  readonly createdAt: string;
  /** When the paid call was first claimed. */
  readonly startedAt?: string;
  /** When a held task has its turn. */
  readonly startsAt?: string;
  /** How long the model usually takes. */
  readonly expectedSeconds: number;
}

/** Parts of what its model usually takes before which few tasks end: nobody asks in between, but for the first look. */
const SELDOM_SOONER = [0.4, 2 / 3] as const;
/** From then on the pauses are this part of the time waited: an end is told after at most a fifth of the whole wait. */
const PART_OF_WAIT = 1 / 4;
/** Added to every such pause, or the first seconds would be asked after without end. */
const LEAST_PAUSE = 1.5;
/** Copying results takes moments as a rule, and longer for what took long. */
const ARCHIVING = { pause: 2, partOfWait: 1 / 20 } as const;

/** Soon after the creation comes one look: most of what is refused is refused by then. */
const firstLook = (expectedSeconds: number): number => Math.min(10, Math.max(2, expectedSeconds / 10));

function pauseOf({ stage, expectedSeconds }: Outlook, waited: number): number {
  const backingOff = waited * PART_OF_WAIT + LEAST_PAUSE;
  const likelyAt = SELDOM_SOONER.map((part) => part * expectedSeconds).find(
    (seconds) => seconds > waited + 1,
  );
  const untilLikely = Math.max(backingOff, (likelyAt ?? 0) - waited);
  switch (stage) {
    case 'queued':
    case 'held':
    case 'submitting':
      return Math.min(untilLikely, Math.max(backingOff, firstLook(expectedSeconds)));
    case 'archiving':
      return Math.min(untilLikely, Math.max(ARCHIVING.pause, waited * ARCHIVING.partOfWait));
    case 'generating':
    case 'outcome_unknown':
    case 'done':
      return untilLikely;
  }
}

/**
 * Whole seconds, at least 1, after which to ask again for a task that has not ended. Who obeys asks at most five times
 * for a task that takes what its model usually takes; an end after two thirds of that time or later is found within a
 * fifth of the whole wait (and 2 s), a sooner one at the first look or one of two more. Of a held task nothing is
 * expected before its turn.
 */
export function nextCheckSeconds(outlook: Outlook, now: number): number {
  const { stage, createdAt, startedAt, startsAt, expectedSeconds } = outlook;
  const since = Date.parse((stage === 'held' ? startsAt : startedAt) ?? createdAt);
  const waited = (now - since) / 1000;
  const pause = waited < 0 ? expectedSeconds * SELDOM_SOONER[0] - waited : pauseOf(outlook, waited);
  return Math.max(1, Math.round(pause));
}
