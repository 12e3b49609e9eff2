import type { Retrier } from './definition.ts';
import type { StateError } from './failure.ts';

const uncatchable = new Set(['States.Runtime']);
const onlyByName = new Set(['States.DataLimitExceeded']);

/** Whether an ErrorEquals list matches an error, with AWS's two wildcards. */
export function matches(names: readonly string[], { error, heartbeat }: StateError): boolean {
  if (uncatchable.has(error)) return false;
  if (names.includes(error)) return true;
  if (heartbeat === true && names.includes('States.HeartbeatTimeout')) return true;
  if (onlyByName.has(error)) return false;
  return names.includes('States.ALL') || (names.includes('States.TaskFailed') && error !== 'States.Timeout');
}

/** A retry that is due: which entry of the list grants it, and after how long. */
export interface Retry {
  readonly index: number;
  readonly delayMs: number;
}

/** The retries used so far, by place in the list, and the source of jitter. */
export interface RetryState {
  readonly used: Readonly<Record<string, number>>;
  readonly random: () => number;
}

/**
 * The retry a failure is granted, if any. The first entry that matches decides alone: when its attempts are
 * used up, later entries are not asked.
 */
export function retryFor(
  retriers: readonly Retrier[],
  failure: StateError,
  { used, random }: RetryState,
): Retry | undefined {
  const index = retriers.findIndex((retrier) => matches(retrier.ErrorEquals, failure));
  const retrier = retriers[index];
  const attempts = used[String(index)] ?? 0;
  if (retrier === undefined || attempts >= retrier.MaxAttempts) return undefined;
  const grown = retrier.IntervalSeconds * retrier.BackoffRate ** attempts;
  const capped = Math.min(grown, retrier.MaxDelaySeconds ?? Infinity);
  const seconds = retrier.JitterStrategy === 'FULL' ? capped * random() : capped;
  return { index, delayMs: Math.round(seconds * 1000) };
}
