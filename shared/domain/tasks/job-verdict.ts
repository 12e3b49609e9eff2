import { isoTime } from '../ports.ts';
import type { JobResult } from './job-result.ts';
import {
  inFlightUntil,
  type AnsweredJob,
  type CanceledJob,
  type Job,
  type QueuedJob,
  type RefusedJob,
  type SubmittingJob,
} from './job.ts';
import type { JobEnd } from './job-end.ts';
import { isEnded, isOverdue, type Task, type TaskFailure } from './task.ts';

/**
 * Where one job stands, by its record and, where one exists, by the provider's own word. `pending`: to be looked at again
 * after so many whole seconds · `resubmit`: may be sent from that time (ISO) on.
 */
export type Verdict =
  | { readonly type: 'pending'; readonly seconds: number }
  | { readonly type: 'resubmit'; readonly until: string }
  | { readonly type: 'ended'; readonly end: JobEnd; readonly outputs: JobResult['outputs'] };

export type EndedVerdict = Extract<Verdict, { type: 'ended' }>;

/** A task, and when it is looked at in epoch milliseconds. */
export interface Look {
  readonly task: Task;
  readonly now: number;
}

/** Seconds between looks at a job that only a callback can bring back. */
export const UNKNOWN_LOOK_SECONDS = 60;
/** … and, at most, at one whose call may be under way. */
const IN_FLIGHT_LOOK_SECONDS = 30;

export const failedVerdict = (
  failure: TaskFailure,
  extra: { readonly credits?: number; readonly maybePaid?: boolean; readonly isLastWord?: true } = {},
): EndedVerdict => ({ type: 'ended', end: { type: 'failed', failure, ...extra }, outputs: [] });

export const succeededVerdict = ({ outputs, credits }: JobResult): Verdict => ({
  type: 'ended',
  end: { type: 'succeeded', ...(credits === undefined ? {} : { credits }) },
  outputs,
});

/** Seconds until the deadline; below zero when it has passed. */
export const leftSeconds = ({ task, now }: Look): number => (Date.parse(task.deadlineAt) - now) / 1000;

/** To be looked at again after so many seconds: whole ones, at least one, and not beyond the deadline. */
export const pendingVerdict = (look: Look, seconds: number): Verdict => ({
  type: 'pending',
  seconds: Math.max(1, Math.ceil(Math.min(seconds, Math.max(1, leftSeconds(look))))),
});

export const overdueVerdict = ({ deadlineAt }: Task): EndedVerdict =>
  failedVerdict(
    { code: 'timeout', message: `The provider had not finished by ${deadlineAt}`, stage: 'generating' },
    { maybePaid: true },
  );

/** A job that waits to be sent: may be sent again, unless its task has ended or is past its deadline. */
export function queuedVerdict(job: QueuedJob, look: Look): Verdict {
  const { task, now } = look;
  if (isEnded(task)) {
    const failure = { code: 'generation_failed', message: 'It was never sent', stage: 'submitting' } as const;
    return failedVerdict(failure, { credits: 0 });
  }
  // Whoever waits for his turn may ask for it at any time.
  const until = job.wait?.type === 'turn' ? undefined : job.wait?.until;
  if (!isOverdue(look, now)) return { type: 'resubmit', until: until ?? isoTime(now) };
  const code = job.releases > 0 || job.wait?.type === 'backoff' ? 'provider_unavailable' : 'timeout';
  const message = `The job could not be submitted by ${task.deadlineAt} (${job.releases} refusals for load or reach)`;
  return failedVerdict({ code, message, stage: 'submitting' });
}

/** A job whose call may still be under way: to be looked at again; undefined when it was lost. */
export function inFlightVerdict({ claim }: SubmittingJob, now: number): Verdict | undefined {
  const left = (inFlightUntil(claim) - now) / 1000;
  return left > 0
    ? { type: 'pending', seconds: Math.ceil(Math.min(left, IN_FLIGHT_LOOK_SECONDS)) }
    : undefined;
}

/** A job whose call was answered with the result itself. */
export function answeredVerdict({ result }: AnsweredJob): Verdict {
  const { credits, outputs } = result;
  const taken = credits === undefined ? ({ isLastWord: true } as const) : { credits };
  if (outputs.length > 0) return { type: 'ended', end: { type: 'succeeded', ...taken }, outputs };
  const message = 'The provider answered with success and without a file';
  return failedVerdict({ code: 'empty_result', message, stage: 'generating' }, taken);
}

/** A call of which nobody can say whether the provider has taken it, and of which nothing can be learned. */
export const unknowableVerdict = (): Verdict => {
  const message = 'It is not known whether the provider took the job; it was not sent again';
  return failedVerdict({ code: 'outcome_unknown', message, stage: 'submitting' }, { maybePaid: true });
};

/**
 * A job of which nobody can say whether the provider has taken it: awaited until the deadline. `isUndecided`: an id that
 * may be its own could not be looked up; a task that is settled has time for that.
 */
export function unknownVerdict(look: Look, isUndecided: boolean): Verdict {
  const hasTime = isUndecided && look.task.settlement !== undefined;
  if (hasTime || !isOverdue(look, look.now)) return pendingVerdict(look, UNKNOWN_LOOK_SECONDS);
  return unknowableVerdict();
}

/** A job of which nothing more can come. */
export function overVerdict(job: RefusedJob | CanceledJob): Verdict {
  const failure: TaskFailure =
    job.state === 'refused'
      ? { code: job.failCode, message: job.failMsg, stage: 'submitting' }
      : { code: 'generation_failed', message: 'Canceled before it was sent', stage: 'submitting' };
  return failedVerdict(failure, { credits: 0 });
}

/** Where a job of an overdue task ends by its record alone: nobody is asked any more. */
export function recordedVerdict(job: Job, look: Look): EndedVerdict {
  const verdict = verdictOnRecord(job, look);
  return verdict.type === 'ended' ? verdict : overdueVerdict(look.task);
}

function verdictOnRecord(job: Job, look: Look): Verdict {
  switch (job.state) {
    case 'queued':
      return queuedVerdict(job, look);
    case 'submitting':
    case 'unknown':
    case 'unrecognized':
      return unknowableVerdict();
    case 'submitted':
      return overdueVerdict(look.task);
    case 'reported':
      return job.result === undefined ? overdueVerdict(look.task) : succeededVerdict(job.result);
    case 'answered':
      return answeredVerdict(job);
    case 'refused':
    case 'canceled':
      return overVerdict(job);
  }
}

/** What became of all jobs of a task: the earliest thing to do, or all their ends. */
export type Summary =
  | Exclude<Verdict, { type: 'ended' }>
  | { readonly type: 'ended'; readonly verdicts: readonly EndedVerdict[] };

/** Folds the verdicts of a task's jobs: a job that can be sent goes first, then the shortest wait. */
export function summarize(verdicts: readonly Verdict[]): Summary {
  const resubmits = verdicts.flatMap((verdict) => (verdict.type === 'resubmit' ? [verdict.until] : []));
  const until = resubmits.sort()[0];
  if (until !== undefined) return { type: 'resubmit', until };
  const waits = verdicts.flatMap((verdict) => (verdict.type === 'pending' ? [verdict.seconds] : []));
  if (waits.length > 0) return { type: 'pending', seconds: Math.min(...waits) };
  return { type: 'ended', verdicts: verdicts.filter((verdict) => verdict.type === 'ended') };
}
