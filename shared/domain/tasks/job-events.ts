import type { ClaimId, RemoteJobId } from '../ids.ts';
import type { JobEvent } from './job-event.ts';
import { noteDataOf, noteTypes } from './job-notes.ts';
import {
  isClaimed,
  isUnanswered,
  type AcceptedJob,
  type ClaimedJob,
  type Job,
  type JobRecord,
  type UnansweredJob,
} from './job.ts';
import type { Occasion } from './timeline.ts';

/** One callback is the rule; more ids than this are more than a provider can mix up by accident. */
const MOST_UNVERIFIED_IDS = 4;

const unverified = (ids: readonly RemoteJobId[]): readonly RemoteJobId[] =>
  [...new Set(ids)].slice(-MOST_UNVERIFIED_IDS);

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
    : { ...job, unverifiedIds: unverified([...known, externalId]) };
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

  queued: (job, { until, due, ticket, account }) =>
    job.state === 'queued'
      ? { ...job, wait: { type: 'turn', until, due, ticket, ...(account === undefined ? {} : { account }) } }
      : job,

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

  'outcome-unknown': (job, { claimId, candidateIds = [] }) =>
    isSubmittingBy(job, claimId)
      ? { ...job, state: 'unknown', unverifiedIds: unverified([...candidateIds, ...job.unverifiedIds]) }
      : job,

  'callback-received': afterCallback,

  'completed-at-provider': (job, { at }) => (job.state === 'submitted' ? reported(job, at) : job),

  'result-empty': (job, { at }) =>
    job.state === 'reported' && job.emptySince === undefined ? { ...job, emptySince: at } : job,

  'result-undocumented': (job) =>
    job.state === 'reported' && !job.history.some(({ type }) => type === 'result-undocumented')
      ? { ...job }
      : job,

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

/** The one place where a job changes. Returns the same object when the event comes late or from a stale claim. */
export function advanceJob(job: Job, event: JobEvent, occasion: Occasion): Job {
  const transition = transitions[event.type] as Transition<JobEvent['type']>;
  const next = transition(job, event);
  const type = noteTypes[event.type];
  if (next === job || type === undefined) return next;
  const note = { ...occasion, type, attempt: next.attempt, data: noteDataOf(job, event) };
  return { ...next, history: [...job.history, note] };
}
