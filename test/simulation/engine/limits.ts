/** When a run begins, and how long it may last. */

export const START = Date.parse('2026-01-05T09:00:00.000Z');
/** Covers both late checks (after 6 and 24 hours), with a day to spare. */
export const HORIZON_MS = 50 * 3600_000;
/** … and walks through the bucket, a week apart. */
export const WALKS_HORIZON_MS = 24 * 24 * 3600_000;

const MOST_STEPS = 20_000;
const MOST_STEPS_A_TASK = 5000;

/** A simulation of so many tasks that needs more events than this counts as never coming to rest. */
export const mostStepsFor = (tasks: number): number => MOST_STEPS + tasks * MOST_STEPS_A_TASK;
