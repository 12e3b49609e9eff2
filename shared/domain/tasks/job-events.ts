import type { FailCode } from '../error.ts';
import type { ClaimId, RemoteJobId } from '../ids.ts';
import type { JobResult } from './job-result.ts';
import {
  isClaimed,
  isUnanswered,
  type AcceptedJob,
  type Claim,
  type ClaimedJob,
  type Job,
  type JobRecord,
  type UnansweredJob,
} from './job.ts';
import type { EventType } from './event-types.ts';
import type { Note, Occasion } from './timeline.ts';

export type JobEvent =
  | { readonly type: 'slot-taken'; readonly slotAt: string }
  /** The provider refuses our key, or an input is out of reach: nothing is sent until `until`. */
  | { readonly type: 'held'; readonly until: string; readonly cause?: 'input' }
  | { readonly type: 'claimed'; readonly claim: Claim; readonly taskToken: string }
  | { readonly type: 'execution-changed'; readonly taskToken: string }
  | {
      readonly type: 'accepted';
      readonly claimId: ClaimId;
      readonly externalId: RemoteJobId;
      readonly at: string;
    }
  | {
      readonly type: 'answered';
      readonly claimId: ClaimId;
      readonly result: JobResult;
      readonly externalId?: RemoteJobId;
      readonly at: string;
    }
  | { readonly type: 'released'; readonly claimId: ClaimId; readonly notBefore: string }
  | {
      readonly type: 'refused';
      readonly claimId: ClaimId;
      readonly failCode: FailCode;
      readonly failMsg: string;
    }
  /** Its inputs cannot be had: it is over before it was ever claimed. */
  | { readonly type: 'input-unavailable'; readonly failCode: FailCode; readonly failMsg: string }
  | { readonly type: 'outcome-unknown'; readonly claimId: ClaimId }
  | { readonly type: 'callback-received'; readonly at: string; readonly externalId?: RemoteJobId }
  | { readonly type: 'completed-at-provider'; readonly at: string }
  | { readonly type: 'result-empty'; readonly at: string }
  | { readonly type: 'result-refreshed'; readonly result: JobResult }
  | { readonly type: 'adopted'; readonly externalId: RemoteJobId; readonly at: string }
  /** Ids from callbacks that the provider's own records show to be another job's. */
  | { readonly type: 'callback-id-rejected'; readonly externalIds: readonly RemoteJobId[] }
  | { readonly type: 'canceled' };

/** One callback is the rule; more ids than this are more than a provider can mix up by accident. */
const MOST_UNVERIFIED_IDS = 4;

const recordOf = ({ n, attempt, releases, firstClaimedAt, history }: Job): JobRecord => ({
  n,
  attempt,
  releases,
  ...(firstClaimedAt === undefined ? {} : { firstClaimedAt }),
  history,
});

/** What stays of a claimed job when its state changes. */
const claimedRecord = (job: ClaimedJob) => ({
  ...recordOf(job),
  firstClaimedAt: job.firstClaimedAt,
  claim: job.claim,
  taskToken: job.taskToken,
});

/** True for a job that is being sent under this very claim. */
const isSubmittingBy = (job: Job, claimId: ClaimId): job is Extract<Job, { state: 'submitting' }> =>
  job.state === 'submitting' && job.claim.claimId === claimId;

function reported(job: Extract<Job, { state: 'submitted' }>, reportedAt: string): AcceptedJob {
  return { ...job, state: 'reported', reportedAt };
}

function afterCallback(job: Job, { at, externalId }: Extract<JobEvent, { type: 'callback-received' }>): Job {
  if (job.state === 'submitted') return reported(job, at);
  if (!isUnanswered(job)) return job;
  // Our own record of the create call is not there yet: the id waits for the query to verify it. It may be somebody
  // else's, so it must not keep a later one out.
  const known = job.unverifiedIds;
  return externalId === undefined || known.includes(externalId)
    ? job
    : { ...job, unverifiedIds: [...known, externalId].slice(-MOST_UNVERIFIED_IDS) };
}

function afterAcceptance(
  job: UnansweredJob,
  { externalId, at }: Extract<JobEvent, { type: 'accepted' }>,
): AcceptedJob {
  const accepted = { ...claimedRecord(job), state: 'submitted', externalId, submittedAt: at } as const;
  // A callback that overtook this write has already said that the provider is through.
  return job.unverifiedIds.includes(externalId) ? reported(accepted, at) : accepted;
}

type Transition<Type extends JobEvent['type']> = (job: Job, event: Extract<JobEvent, { type: Type }>) => Job;

/** What each event does to a job. A transition that does not apply returns the job as it is. */
const transitions: { readonly [Type in JobEvent['type']]: Transition<Type> } = {
  'slot-taken': (job, { slotAt }) =>
    job.state === 'queued' ? { ...job, wait: { type: 'slot', until: slotAt } } : job,

  held: (job, { until }) => (job.state === 'queued' ? { ...job, wait: { type: 'backoff', until } } : job),

  claimed: (job, { claim, taskToken }) =>
    job.state === 'queued'
      ? {
          ...recordOf(job),
          state: 'submitting',
          attempt: job.attempt + 1,
          claim,
          firstClaimedAt: job.firstClaimedAt ?? claim.claimedAt,
          taskToken,
          unverifiedIds: [],
        }
      : job,

  'execution-changed': (job, { taskToken }) =>
    isClaimed(job) && job.taskToken !== taskToken ? { ...job, taskToken } : job,

  accepted: (job, event) =>
    isUnanswered(job) && job.claim.claimId === event.claimId ? afterAcceptance(job, event) : job,

  answered: (job, { claimId, result, externalId, at }) =>
    isUnanswered(job) && job.claim.claimId === claimId
      ? {
          ...claimedRecord(job),
          state: 'answered',
          answeredAt: at,
          result,
          ...(externalId === undefined ? {} : { externalId }),
        }
      : job,

  released: (job, { claimId, notBefore }) =>
    isSubmittingBy(job, claimId)
      ? {
          ...recordOf(job),
          state: 'queued',
          releases: job.releases + 1,
          wait: { type: 'backoff', until: notBefore },
        }
      : job,

  refused: (job, { claimId, failCode, failMsg }) =>
    isSubmittingBy(job, claimId)
      ? { ...recordOf(job), state: 'refused', claim: job.claim, failCode, failMsg }
      : job,

  'input-unavailable': (job, { failCode, failMsg }) =>
    job.state === 'queued'
      ? { ...recordOf(job), state: 'refused', claim: undefined, failCode, failMsg }
      : job,

  'outcome-unknown': (job, { claimId }) =>
    isSubmittingBy(job, claimId) ? { ...job, state: 'unknown' } : job,

  'callback-received': afterCallback,

  'completed-at-provider': (job, { at }) => (job.state === 'submitted' ? reported(job, at) : job),

  'result-empty': (job, { at }) =>
    job.state === 'reported' && job.emptySince === undefined ? { ...job, emptySince: at } : job,

  'result-refreshed': (job, { result }) =>
    job.state === 'reported' && job.result === undefined ? { ...job, result } : job,

  adopted: (job, { externalId, at }) =>
    isUnanswered(job)
      ? {
          ...claimedRecord(job),
          state: 'reported',
          externalId,
          submittedAt: job.claim.claimedAt,
          reportedAt: at,
        }
      : job,

  'callback-id-rejected': (job, { externalIds }) => {
    if (!isUnanswered(job)) return job;
    const unverifiedIds = job.unverifiedIds.filter((id) => !externalIds.includes(id));
    return unverifiedIds.length === job.unverifiedIds.length ? job : { ...job, unverifiedIds };
  },

  canceled: (job) => (job.state === 'queued' ? { ...recordOf(job), state: 'canceled' } : job),
};

const idData = ({ externalId }: { readonly externalId?: RemoteJobId }) =>
  externalId === undefined ? {} : { externalTaskId: externalId };

/** What the timeline tells of an event: never a claim, a token or an address. */
function dataOf(job: Job, event: JobEvent): NonNullable<Note['data']> {
  switch (event.type) {
    case 'slot-taken':
      return { job: job.n, startsAt: event.slotAt };
    case 'released':
      return { job: job.n, startsAt: event.notBefore };
    case 'held':
      return {
        job: job.n,
        startsAt: event.until,
        ...(event.cause === undefined ? {} : { cause: event.cause }),
      };
    case 'refused':
    case 'input-unavailable':
      return { job: job.n, failCode: event.failCode };
    case 'callback-received':
      return { job: job.n, ...idData(event) };
    case 'answered':
      return { job: job.n, outputs: event.result.outputs.length, ...idData(event) };
    case 'accepted':
    case 'adopted':
      return { job: job.n, externalTaskId: event.externalId };
    default:
      return { job: job.n };
  }
}

/** How the timeline calls each event. That another execution waits for a job is not told. */
const told: { readonly [Type in JobEvent['type']]: EventType | undefined } = {
  'slot-taken': 'job-slot-taken',
  held: 'job-held',
  claimed: 'job-claimed',
  'execution-changed': undefined,
  accepted: 'job-accepted',
  answered: 'job-answered',
  released: 'job-released',
  refused: 'job-refused',
  'input-unavailable': 'input-unavailable',
  'outcome-unknown': 'outcome-unknown',
  'callback-received': 'callback-received',
  'completed-at-provider': 'completed-at-provider',
  'result-empty': 'result-empty',
  'result-refreshed': 'result-refreshed',
  adopted: 'job-adopted',
  'callback-id-rejected': 'callback-id-rejected',
  canceled: 'job-canceled',
};

/** The one place where a job changes. Returns the same object when the event comes late or from a stale claim. */
export function advanceJob(job: Job, event: JobEvent, occasion: Occasion): Job {
  const transition = transitions[event.type] as Transition<JobEvent['type']>;
  const next = transition(job, event);
  const type = told[event.type];
  if (next === job || type === undefined) return next;
  const note = { ...occasion, type, attempt: next.attempt, data: dataOf(job, event) };
  return { ...next, history: [...job.history, note] };
}
