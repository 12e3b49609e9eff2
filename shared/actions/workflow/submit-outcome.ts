import type { ClaimId, RemoteJobId } from '#domain/ids.ts';
import { isoTime } from '#domain/ports.ts';
import { refusalInOurWords } from '#domain/tasks/closure.ts';
import type { JobEvent } from '#domain/tasks/job-event.ts';
import type { JobResult } from '#domain/tasks/job-result.ts';
import { backoffSeconds } from '#domain/tasks/schedule.ts';
import type { StartOutcome } from '#providers/dialect.ts';
import type { Prepared } from '#domain/tasks/prepared-inputs.ts';

/** What is recorded of a job when it was sent, or could not be. Pure. */

/** A call that was made: under which claim, after how many releases, and when it was answered in epoch milliseconds. */
export interface CallMade {
  readonly claimId: ClaimId;
  readonly releases: number;
  readonly now: number;
  /** Chance in [0, 1), for the jitter of the backoff. */
  readonly fraction: number;
}

/** The answer to a paid call, with its files described and without their bytes. */
export type SubmitOutcome =
  | Exclude<StartOutcome, { type: 'completed' }>
  | {
      readonly type: 'completed';
      readonly result: JobResult;
      readonly externalId?: RemoteJobId;
    };

export function eventOf(outcome: SubmitOutcome, { claimId, releases, now, fraction }: CallMade): JobEvent {
  switch (outcome.type) {
    case 'accepted':
      return { type: 'accepted', claimId, externalId: outcome.externalId, at: isoTime(now) };
    case 'completed': {
      const { result, externalId } = outcome;
      const named = externalId === undefined ? {} : { externalId };
      return { type: 'answered', claimId, result, ...named, at: isoTime(now) };
    }
    case 'not-sent':
    case 'busy': {
      const atLeast = outcome.type === 'busy' ? outcome.retryAfterSeconds : 0;
      const notBefore = isoTime(now + backoffSeconds(releases, atLeast, fraction) * 1000);
      return { type: 'released', claimId, notBefore };
    }
    case 'refused': {
      const { failCode, message } = outcome;
      return { type: 'refused', claimId, failCode, failMsg: refusalInOurWords(failCode, message) };
    }
    case 'ambiguous': {
      const { candidateIds } = outcome;
      return { type: 'outcome-unknown', claimId, ...(candidateIds === undefined ? {} : { candidateIds }) };
    }
  }
}

/** Why it came out as it did, for the timeline. */
export function reasonOf(outcome: SubmitOutcome): string | undefined {
  switch (outcome.type) {
    case 'accepted':
    case 'completed':
      return undefined;
    case 'refused':
      return refusalInOurWords(outcome.failCode, outcome.message);
    default:
      return outcome.reason;
  }
}

/** What inputs that are not ready mean for the jobs that need them. */
export function unpreparedEvent(prepared: Exclude<Prepared, { type: 'ready' }>): {
  event: JobEvent;
  reason: string;
} {
  if (prepared.type === 'failed') {
    const { code, message } = prepared;
    return { event: { type: 'input-unavailable', failCode: code, failMsg: message }, reason: message };
  }
  const { until, cause, reason } = prepared;
  return { event: { type: 'held', until, ...(cause === undefined ? {} : { cause }) }, reason };
}
