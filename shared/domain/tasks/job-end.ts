import type { MilliCredits } from '../money/money.ts';
import { estimatedAs, type Settlement } from '../money/settlement.ts';
import type { Task, TaskFailure } from './task.ts';

/** What the jobs of a task came to, and what that costs. */

/** What the provider has said that it took for a job. */
interface Taken {
  readonly credits?: MilliCredits;
  /** True where it cannot be asked later. */
  readonly isLastWord?: true;
}

/** What one job came to. */
export type JobEnd =
  | (Taken & { readonly type: 'succeeded' })
  | (Taken & {
      readonly type: 'failed';
      readonly failure: TaskFailure;
      /** True where the provider may have been paid all the same. */
      readonly maybePaid?: boolean;
    });

/** True for a job of which it is not known whether the provider takes anything for it. */
export const isOpen = (end: JobEnd): boolean => end.type === 'failed' && end.maybePaid === true;

/** True for what the provider calls a success, without a word of what it took. */
export const isEstimated = (end: JobEnd): boolean =>
  end.credits === undefined && (end.type === 'succeeded' || end.failure.code === 'empty_result');

/**
 * The price of one job: the provider's own figure, else nothing for a definite failure, else the estimate. A success
 * without a file is paid like any other.
 */
function priceOf(end: JobEnd, estimateOfOne: MilliCredits): MilliCredits {
  if (end.credits !== undefined) return end.credits;
  return isOpen(end) || isEstimated(end) ? estimateOfOne : 0;
}

/** What a task costs, from the ends of its jobs. */
export const settlementOf = (task: Task, ends: readonly JobEnd[]): Settlement => ({
  prices: ends.map((end) => priceOf(end, Math.round(task.estimate / task.jobs))),
  final: !ends.some(isOpen),
  ...estimatedAs(ends.flatMap((end, i) => (isEstimated(end) ? [i + 1] : []))),
});
