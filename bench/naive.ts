import type { Usage } from './usage.ts';

/** The loop that everybody writes first: wait, ask, choose, begin again. */
const waits = [...Array<number>(3).fill(2), ...Array<number>(7).fill(5)];
const LAST_WAIT = 10;

/** How often the naive loop asks about work that takes so many seconds: the first question after the end is the last. */
export function naivePolls(seconds: number): number {
  let polls = 0;
  for (let elapsed = 0; elapsed < seconds || polls === 0; polls += 1) elapsed += waits[polls] ?? LAST_WAIT;
  return polls;
}

/** What the naive loop takes for the same work: Submit, then Wait, Query and Choice a poll, then Finalize. */
export function naiveCounts(seconds: number): { polls: number; transitions: number; invocations: number } {
  const polls = naivePolls(seconds);
  // create, submit and finalize are calls as well
  return { polls, transitions: 2 + 3 * polls, invocations: 3 + polls };
}

/**
 * The naive loop's use, made as kind to it as can be: it writes no more than ours, needs no callback, reads one item a
 * poll, and asks as quickly as our query function does.
 */
export function naiveUsage(ours: Usage, seconds: number, query: { gigabyteSeconds: number }): Usage {
  const { polls, transitions, invocations } = naiveCounts(seconds);
  return {
    ...ours,
    transitions,
    invocations,
    apiRequests: 1,
    readUnits: ours.readUnits + polls,
    gigabyteSeconds: ours.gigabyteSeconds + polls * query.gigabyteSeconds,
  };
}
