import type { RemoteJobId } from '#domain/ids.ts';
import { isoTime } from '#domain/ports.ts';
import type { JobEvent } from '#domain/tasks/job-event.ts';
import {
  failedVerdict,
  leftSeconds,
  overdueVerdict,
  pendingVerdict,
  succeededVerdict,
  type Look,
  type Verdict,
} from '#domain/tasks/job-verdict.ts';
import type { AcceptedJob } from '#domain/tasks/job.ts';
import { EMPTY_PATIENCE_MS, NOT_FOUND_GRACE_SECONDS } from '#domain/tasks/limits.ts';
import { nextPollSeconds } from '#domain/tasks/schedule.ts';
import { isOverdue } from '#domain/tasks/task.ts';
import type { CheckOutcome, EchoedRequest } from '#providers/dialect.ts';

/** What the provider's answers to status questions mean. Pure: whoever asked records, counts and waits. */

/** Seconds between questions about a success that names no file. */
const EMPTY_LOOK_SECONDS = 30;

/** A job that the provider was asked about. */
export interface CheckedJob extends Look {
  readonly job: AcceptedJob;
  /** Questions asked in this loop so far. */
  readonly polls: number;
  /** Chance in [0, 1), for the jitter of the next question. */
  readonly fraction: number;
  /** True where the link of an output is no longer good. */
  readonly isFailing: boolean;
}

export interface Judgement {
  readonly verdict: Verdict;
  /** What is to be recorded of the job, in order. */
  readonly events: readonly JobEvent[];
  /** Metrics to be counted. */
  readonly counts: readonly string[];
}

/** The provider still works on it, or has not found it: asked again until the deadline. */
function poll(checked: CheckedJob): Verdict {
  const { task, job, polls, fraction, now } = checked;
  if (isOverdue(checked, now)) return overdueVerdict(task);
  const waitedSeconds = (now - Date.parse(job.submittedAt)) / 1000;
  const moment = { profile: task.polls, polls, waitedSeconds, leftSeconds: leftSeconds(checked) };
  return pendingVerdict(checked, nextPollSeconds(moment, fraction));
}

/** True for a task past its deadline that was never settled: it ends now, whatever is still to be learned. */
const isOpenAndOverdue = (checked: CheckedJob): boolean =>
  isOverdue(checked, checked.now) && checked.task.settlement === undefined;

const completed = ({ job, now }: CheckedJob): JobEvent[] =>
  job.state === 'submitted' ? [{ type: 'completed-at-provider', at: isoTime(now) }] : [];

/**
 * A link that is dead may have a fresh one, so a result is recorded when an output could not be had: once, and what it
 * says then is what all further tries go by.
 */
function succeeded(checked: CheckedJob, outcome: Extract<CheckOutcome, { type: 'succeeded' }>): Judgement {
  const { outputs, credits, record } = outcome;
  const result = { outputs, ...(credits === undefined ? {} : { credits }) };
  const odd: JobEvent[] = record === undefined ? [] : [{ type: 'result-undocumented', record }];
  const refreshed: JobEvent[] = checked.isFailing ? [{ type: 'result-refreshed', result }] : [];
  return {
    verdict: succeededVerdict(result),
    events: [...completed(checked), ...odd, ...refreshed],
    counts: [],
  };
}

/** For how many milliseconds the provider has said by now that a job succeeded, without naming a file. */
const emptyMs = ({ job, now }: CheckedJob): number =>
  job.state === 'reported' && job.emptySince !== undefined ? now - Date.parse(job.emptySince) : 0;

/** The files of a success may be told a little later than the success itself. */
function emptyAsYet(checked: CheckedJob, record: string | undefined): Judgement {
  const kept = record === undefined ? {} : { record };
  return {
    verdict: isOpenAndOverdue(checked)
      ? overdueVerdict(checked.task)
      : pendingVerdict(checked, EMPTY_LOOK_SECONDS),
    events: [...completed(checked), { type: 'result-empty', at: isoTime(checked.now), ...kept }],
    counts: ['ResultEmpty'],
  };
}

function failed(checked: CheckedJob, outcome: Extract<CheckOutcome, { type: 'failed' }>): Judgement {
  const isEmpty = outcome.failCode === 'empty_result';
  if (isEmpty && emptyMs(checked) < EMPTY_PATIENCE_MS) return emptyAsYet(checked, outcome.record);
  const failure = { code: outcome.failCode, message: outcome.message, stage: 'generating' } as const;
  const extra = outcome.credits === undefined ? {} : { credits: outcome.credits };
  return { verdict: failedVerdict(failure, extra), events: completed(checked), counts: [] };
}

function notFound(checked: CheckedJob): Judgement {
  const ageSeconds = (checked.now - Date.parse(checked.job.submittedAt)) / 1000;
  const counts = ageSeconds > NOT_FOUND_GRACE_SECONDS ? ['RecordNotFound'] : [];
  return { verdict: poll(checked), events: [], counts };
}

/** Who could not be asked has not said no: a task that is settled has time for another try. */
function unavailable(
  checked: CheckedJob,
  outcome: Extract<CheckOutcome, { type: 'unavailable' }>,
): Judgement {
  const isOver = isOpenAndOverdue(checked);
  return {
    verdict: isOver ? overdueVerdict(checked.task) : pendingVerdict(checked, outcome.retryAfterSeconds),
    events: [],
    counts: [outcome.auth === true ? 'ProviderAuthRefused' : 'QueryUnavailable'],
  };
}

/** Reads what the provider says of a job. */
export function judgeCheck(checked: CheckedJob, outcome: CheckOutcome): Judgement {
  switch (outcome.type) {
    case 'pending': {
      const counts = outcome.unknownWord === undefined ? [] : ['UnknownStateWord'];
      return { verdict: poll(checked), events: [], counts };
    }
    case 'succeeded':
      return succeeded(checked, outcome);
    case 'failed':
      return failed(checked, outcome);
    case 'not-found':
      return notFound(checked);
    case 'unavailable':
      return unavailable(checked, outcome);
  }
}

/** What the provider's records say of ids that callbacks named. */
export interface Verification {
  /** The id that is the job's own. */
  readonly own: RemoteJobId | undefined;
  /** Ids of other jobs. */
  readonly foreign: readonly RemoteJobId[];
  /** True where the provider could not be asked about one of them. */
  readonly isUndecided: boolean;
}

/** How a job's own id is known. */
export interface Recognition {
  /** True for the callback URL that the job was made with. */
  readonly isOwn: (callbackUrl: string) => boolean;
  /** True for what the job was asked for. */
  readonly isSame: (request: EchoedRequest) => boolean;
}

const echoIn = (outcome: CheckOutcome): string | undefined =>
  'callbackUrl' in outcome ? outcome.callbackUrl : undefined;

/** The one id whose record tells no address and repeats what was asked for; undefined where several do. */
function likeOwn(
  ids: readonly RemoteJobId[],
  outcomes: readonly CheckOutcome[],
  { isSame }: Recognition,
): RemoteJobId | undefined {
  const alike = ids.filter((_, i) => {
    const outcome = outcomes[i];
    return outcome !== undefined && 'request' in outcome && outcome.request !== undefined
      ? isSame(outcome.request)
      : false;
  });
  return alike.length === 1 ? alike[0] : undefined;
}

/**
 * Sorts ids that callbacks with the job's secret named, by what the provider has on record for each. What was made for
 * another address will never be ours. What tells no address is ours where it alone repeats what was asked for; else it
 * may still be.
 */
export function verifyIds(
  ids: readonly RemoteJobId[],
  outcomes: readonly CheckOutcome[],
  recognition: Recognition,
): Verification {
  const echoes = outcomes.map(echoIn);
  const own = ids.find((_, i) => recognition.isOwn(echoes[i] ?? ''));
  return {
    own: own ?? likeOwn(ids, outcomes, recognition),
    foreign: ids.filter((_, i) => echoes[i] !== undefined),
    isUndecided: outcomes.some(({ type }) => type === 'unavailable'),
  };
}
