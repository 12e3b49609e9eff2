import type { FailCode } from '../error.ts';
import type { ClaimId, RemoteJobId } from '../ids.ts';
import type { JobResult } from './job-result.ts';
import { IN_FLIGHT_SECONDS } from './limits.ts';
import type { Note } from './timeline.ts';

/** One paid call of a task: the states it can be in, and what is known in each. `job-events.ts` says how it changes. */

/** A claim on the right to make the paid call. It never expires. */
export interface Claim {
  readonly claimId: ClaimId;
  readonly claimedAt: string;
  /** Hex SHA-256 of the secret in the job's callback URL. */
  readonly tokenHash: string;
  /** For how many seconds the invocation that made it may be at work; `IN_FLIGHT_SECONDS` where absent. */
  readonly inFlightSeconds?: number;
  /** The account at the provider that the call is made with, and all that follows from it; `DEFAULT_ACCOUNT` where absent. */
  readonly account?: string;
}

/** When the invocation that made a claim is surely over, in epoch milliseconds. */
export const inFlightUntil = ({ claimedAt, inFlightSeconds = IN_FLIGHT_SECONDS }: Claim): number =>
  Date.parse(claimedAt) + inFlightSeconds * 1000;

/** What is known of a job in every state. */
export interface JobRecord {
  /** Counts the jobs of a task from 1. */
  readonly n: number;
  /** Claims so far. */
  readonly attempt: number;
  /** How often it was proven that a call took nothing, and the job went back to `queued`. */
  readonly releases: number;
  /** ISO time of the first claim; missing before. */
  readonly firstClaimedAt?: string;
  /** Everything that has happened to it, the oldest first. */
  readonly history: readonly Note[];
}

/** Why a queued job is not sent before `until` (ISO time). */
export type SendWait =
  /** `slot`: it holds a slot of the admission gate · `backoff`: the provider or an input is out of reach. */
  | { readonly type: 'slot' | 'backoff'; readonly until: string }
  /**
   * It waits for its turn, which comes about then; `due` is when first come, first served would have let it through,
   * `ticket` that it was the so many-th to join its line, `account` where it waits: `DEFAULT_ACCOUNT` where absent.
   */
  | {
      readonly type: 'turn';
      readonly until: string;
      readonly due: string;
      readonly ticket?: number;
      readonly account?: string;
    };

/** May be sent. */
export interface QueuedJob extends JobRecord {
  readonly state: 'queued';
  readonly wait?: SendWait;
}

interface ClaimedRecord extends JobRecord {
  readonly firstClaimedAt: string;
  readonly claim: Claim;
  /** Wakes the execution that waits for the job. */
  readonly taskToken: string;
}

interface UnansweredRecord extends ClaimedRecord {
  /** External ids that callbacks named and that are yet to be verified as the job's own, the newest last. */
  readonly unverifiedIds: readonly RemoteJobId[];
}

/** Is claimed; its call may be under way. */
export interface SubmittingJob extends UnansweredRecord {
  readonly state: 'submitting';
}

/** May or may not have been sent, and is never sent again. */
export interface UnknownJob extends UnansweredRecord {
  readonly state: 'unknown';
}

interface AcceptedRecord extends ClaimedRecord {
  readonly externalId: RemoteJobId;
  readonly submittedAt: string;
}

/** Was accepted by the provider, which works on it. */
export interface SubmittedJob extends AcceptedRecord {
  readonly state: 'submitted';
}

/** Was accepted, and a callback or a query has said that the provider is through with it. Only the query tells how. */
export interface ReportedJob extends AcceptedRecord {
  readonly state: 'reported';
  readonly reportedAt: string;
  /** ISO time at which the provider first said that it had succeeded and named no file. */
  readonly emptySince?: string;
  /** The provider's answer of the one time it was asked again because an output could not be had: it stands from then on. */
  readonly result?: JobResult;
}

/** Was answered with the result itself: there is nothing to wait for, and nothing to ask. */
export interface AnsweredJob extends ClaimedRecord {
  readonly state: 'answered';
  readonly answeredAt: string;
  readonly result: JobResult;
  /** The provider's name for the call, where it has one. */
  readonly externalId?: RemoteJobId;
}

/** Was turned down, or its inputs cannot be had: nothing was paid. */
export interface RefusedJob extends JobRecord {
  readonly state: 'refused';
  readonly failCode: FailCode;
  readonly failMsg: string;
  /** Undefined where it was over before it could be claimed. */
  readonly claim: Claim | undefined;
}

/** Will never be sent. */
export interface CanceledJob extends JobRecord {
  readonly state: 'canceled';
}

/**
 * Is in a state that this version has no name for: written by a newer one, during a deployment, or its row cannot be read.
 * Nothing is done to it, and it counts as paid.
 */
export interface UnrecognizedJob extends JobRecord {
  readonly state: 'unrecognized';
}

/** A job whose create call has no recorded answer. */
export type UnansweredJob = SubmittingJob | UnknownJob;
/** A job that the provider has accepted. */
export type AcceptedJob = SubmittedJob | ReportedJob;
/** A job that is claimed and not known to have been turned down. */
export type ClaimedJob = UnansweredJob | AcceptedJob | AnsweredJob;
export type Job = QueuedJob | ClaimedJob | RefusedJob | CanceledJob | UnrecognizedJob;
export type JobState = Job['state'];

/** A job that nobody has touched yet. It is stored only once something happens to it. */
export const newJob = (n: number): Job => ({ n, state: 'queued', attempt: 0, releases: 0, history: [] });

export const isUnanswered = (job: Job): job is UnansweredJob =>
  job.state === 'submitting' || job.state === 'unknown';

export const isAccepted = (job: Job): job is AcceptedJob =>
  job.state === 'submitted' || job.state === 'reported';

export const isClaimed = (job: Job): job is ClaimedJob =>
  isUnanswered(job) || isAccepted(job) || job.state === 'answered';

/** True when nothing more can come of the job. */
export const isJobOver = (job: Job): job is RefusedJob | CanceledJob =>
  job.state === 'refused' || job.state === 'canceled';

/** True when the provider has, or may have, been paid for the job. */
export const mayBePaid = (job: Job): boolean => isClaimed(job) || job.state === 'unrecognized';

/** True when waiting for the job's callback is over: it has come, nothing can come, or it brought the id of a lost call. */
export const isJobReady = (job: Job): boolean =>
  isJobOver(job) ||
  job.state === 'reported' ||
  job.state === 'answered' ||
  (job.state === 'unknown' && job.unverifiedIds.length > 0);

/** The provider's id of the job, where the provider has accepted it, or named it in its answer. */
export const externalIdOf = (job: Job): RemoteJobId | undefined =>
  isAccepted(job) || job.state === 'answered' ? job.externalId : undefined;

/** The job's last claim, where it has one. */
export const claimOf = (job: Job): Claim | undefined =>
  isClaimed(job) || job.state === 'refused' ? job.claim : undefined;

/** Since when the job has been kept from its next claim by inputs out of reach. */
export function inputsLateSince({ history }: Job): string | undefined {
  const claimed = history.findLastIndex(({ type }) => type === 'job-claimed');
  const late = history.slice(claimed + 1).find(({ data }) => data?.['cause'] === 'input');
  return late?.at;
}
