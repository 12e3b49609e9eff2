import type { FailCode } from '../error.ts';
import type { ClaimId, RemoteJobId } from '../ids.ts';
import type { JobResult } from './job-result.ts';
import type { Note, Occasion } from './timeline.ts';

/**
 * One paid call of a task.
 * `queued` may be sent · `submitting` is claimed, its call may be under way · `submitted` has an external id ·
 * `unknown` may or may not have been sent and is never sent again · `refused` was turned down, nothing was paid ·
 * `canceled` will never be sent.
 */
export type JobState = 'queued' | 'submitting' | 'submitted' | 'unknown' | 'refused' | 'canceled';

/** A claim on the right to make the paid call. It never expires. */
export interface Claim {
  readonly claimId: ClaimId;
  readonly claimedAt: string;
  /** Hex SHA-256 of the secret in the job's callback URL. */
  readonly tokenHash: string;
}

export interface Job {
  readonly n: number;
  readonly state: JobState;
  /** Claims so far. */
  readonly attempt: number;
  /** How often it was proven that a call took nothing, and the job went back to `queued`. */
  readonly releases: number;
  /** Not to be sent before this time: an admission slot, or a backoff. */
  readonly notBefore?: string;
  /** A slot of the admission gate that the job holds and has not used. */
  readonly slotAt?: string;
  readonly claim?: Claim;
  readonly firstClaimedAt?: string;
  readonly taskToken?: string;
  readonly externalId?: RemoteJobId;
  readonly submittedAt?: string;
  /** When somebody (callback or query) first said that the provider is through with it. */
  readonly readyAt?: string;
  /** External ids that callbacks brought before ours was stored, the newest last, at most `MOST_MAIL`. */
  readonly mailbox?: readonly RemoteJobId[];
  /** The provider's word, as it was asked for anew when an output could not be had: from then on it is not asked again. */
  readonly result?: JobResult;
  readonly failCode?: FailCode;
  readonly failMsg?: string;
  /** Everything that has happened to it, the oldest first. */
  readonly history: readonly Note[];
}

export type JobEvent =
  | { readonly type: 'slot-taken'; readonly slotAt: string }
  /** The provider refuses our key, or an input is out of reach: nothing is sent until `until`. */
  | { readonly type: 'held'; readonly until: string; readonly cause?: 'input' }
  | { readonly type: 'claimed'; readonly claim: Claim; readonly taskToken: string }
  | { readonly type: 'driver-changed'; readonly taskToken: string }
  | {
      readonly type: 'accepted';
      readonly claimId: ClaimId;
      readonly externalId: RemoteJobId;
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
  | { readonly type: 'input-lost'; readonly failCode: FailCode; readonly failMsg: string }
  | { readonly type: 'lost-sight'; readonly claimId: ClaimId }
  | { readonly type: 'called-back'; readonly at: string; readonly externalId?: RemoteJobId }
  | { readonly type: 'found-ended'; readonly at: string }
  | { readonly type: 'asked-anew'; readonly result: JobResult }
  | { readonly type: 'adopted'; readonly externalId: RemoteJobId; readonly at: string }
  /** Ids from the mailbox that the provider's own records show to be another job's. */
  | { readonly type: 'mail-misled'; readonly externalIds: readonly RemoteJobId[] }
  | { readonly type: 'canceled' };

/** One callback is the rule; more ids than this are more than a provider can mix up by accident. */
const MOST_MAIL = 4;

/** A job that nobody has touched yet. It is stored only once something happens to it. */
export const newJob = (n: number): Job => ({ n, state: 'queued', attempt: 0, releases: 0, history: [] });

/** True when nothing more can come of the job. */
export const isJobOver = (job: Job): boolean => job.state === 'refused' || job.state === 'canceled';

/** True when the provider has, or may have, been paid for the job. */
export const mayBePaid = (job: Job): boolean =>
  job.state === 'submitting' || job.state === 'submitted' || job.state === 'unknown';

/** True when waiting for the job's callback is over: it has come, nothing can come, or it brought the id of a lost call. */
export const isJobReady = (job: Job): boolean =>
  isJobOver(job) || job.readyAt !== undefined || (job.state === 'unknown' && job.mailbox !== undefined);

/** Since when the job has been kept from its next claim by inputs out of reach. */
export function inputsLateSince({ history }: Job): string | undefined {
  const claimed = history.findLastIndex(({ type }) => type === 'job-claimed');
  const late = history.slice(claimed + 1).find(({ data }) => data?.['cause'] === 'input');
  return late?.at;
}

function without<Key extends keyof Job>(job: Job, ...keys: readonly Key[]): Job {
  return Object.fromEntries(
    Object.entries(job).filter(([key]) => !keys.some((gone) => gone === key)),
  ) as unknown as Job;
}

const claimedBy = (job: Job, claimId: ClaimId): boolean => job.claim?.claimId === claimId;

function afterCallback(job: Job, event: Extract<JobEvent, { type: 'called-back' }>): Job {
  if (isJobOver(job) || job.readyAt !== undefined) return job;
  if (job.state === 'submitted') return { ...job, readyAt: event.at };
  if (job.state === 'queued') return job;
  // Our own record of the create call is not there yet: the id waits in the mailbox for the query to confirm it. It may
  // be somebody else's, so it must not keep a later one out.
  const { mailbox = [] } = job;
  return event.externalId === undefined || mailbox.includes(event.externalId)
    ? job
    : { ...job, mailbox: [...mailbox, event.externalId].slice(-MOST_MAIL) };
}

type Transition<Type extends JobEvent['type']> = (job: Job, event: Extract<JobEvent, { type: Type }>) => Job;

/** What each event does to a job. A transition that does not apply returns the job as it is. */
const transitions: { readonly [Type in JobEvent['type']]: Transition<Type> } = {
  'slot-taken': (job, { slotAt }) => (job.state === 'queued' ? { ...job, slotAt, notBefore: slotAt } : job),

  held: (job, { until }) => (job.state === 'queued' ? { ...without(job, 'slotAt'), notBefore: until } : job),

  claimed: (job, { claim, taskToken }) =>
    job.state === 'queued'
      ? {
          ...without(job, 'slotAt', 'notBefore'),
          state: 'submitting',
          attempt: job.attempt + 1,
          claim,
          firstClaimedAt: job.firstClaimedAt ?? claim.claimedAt,
          taskToken,
        }
      : job,

  'driver-changed': (job, { taskToken }) =>
    isJobOver(job) || job.state === 'queued' || job.taskToken === taskToken ? job : { ...job, taskToken },

  accepted: (job, { claimId, externalId, at }) =>
    claimedBy(job, claimId) && (job.state === 'submitting' || job.state === 'unknown')
      ? {
          ...without(job, 'mailbox'),
          state: 'submitted',
          externalId,
          submittedAt: at,
          // A callback that overtook this write has already said that the job is through.
          ...(job.mailbox?.includes(externalId) === true ? { readyAt: at } : {}),
        }
      : job,

  released: (job, { claimId, notBefore }) =>
    claimedBy(job, claimId) && job.state === 'submitting'
      ? {
          ...without(job, 'claim', 'taskToken', 'mailbox'),
          state: 'queued',
          releases: job.releases + 1,
          notBefore,
        }
      : job,

  refused: (job, { claimId, failCode, failMsg }) =>
    claimedBy(job, claimId) && job.state === 'submitting'
      ? { ...without(job, 'taskToken'), state: 'refused', failCode, failMsg }
      : job,

  'input-lost': (job, { failCode, failMsg }) =>
    job.state === 'queued'
      ? { ...without(job, 'slotAt', 'notBefore'), state: 'refused', failCode, failMsg }
      : job,

  'lost-sight': (job, { claimId }) =>
    claimedBy(job, claimId) && job.state === 'submitting' ? { ...job, state: 'unknown' } : job,

  'called-back': afterCallback,

  'found-ended': (job, { at }) =>
    job.state === 'submitted' && job.readyAt === undefined ? { ...job, readyAt: at } : job,

  'asked-anew': (job, { result }) =>
    job.state === 'submitted' && job.result === undefined ? { ...job, result } : job,

  adopted: (job, { externalId, at }) =>
    job.state === 'unknown' || job.state === 'submitting'
      ? {
          ...without(job, 'mailbox'),
          state: 'submitted',
          externalId,
          submittedAt: job.claim?.claimedAt ?? at,
          readyAt: at,
        }
      : job,

  'mail-misled': (job, { externalIds }) => {
    const mailbox = (job.mailbox ?? []).filter((id) => !externalIds.includes(id));
    if (mailbox.length === (job.mailbox ?? []).length) return job;
    return { ...without(job, 'mailbox'), ...(mailbox.length === 0 ? {} : { mailbox }) };
  },

  canceled: (job) =>
    job.state === 'queued' ? { ...without(job, 'slotAt', 'notBefore'), state: 'canceled' } : job,
};

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
    case 'input-lost':
      return { job: job.n, failCode: event.failCode };
    case 'called-back':
      return { job: job.n, ...(event.externalId === undefined ? {} : { externalTaskId: event.externalId }) };
    case 'accepted':
    case 'adopted':
      return { job: job.n, externalTaskId: event.externalId };
    default:
      return { job: job.n };
  }
}

/** Changes of the driver are the machine's own business; everything else is told. */
const isTold = (event: JobEvent): boolean => event.type !== 'driver-changed';

/** The one place where a job changes. Returns the same object when the event comes late or from a stale claim. */
export function advanceJob(job: Job, event: JobEvent, occasion: Occasion): Job {
  const transition = transitions[event.type] as Transition<JobEvent['type']>;
  const next = transition(job, event);
  if (next === job || !isTold(event)) return next;
  const note = { ...occasion, type: `job-${event.type}`, attempt: next.attempt, data: dataOf(job, event) };
  return { ...next, history: [...job.history, note] };
}
