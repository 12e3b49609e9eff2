import type { FailCode, FailureStage } from './error.ts';
import type { Owner, RemoteJobId, TaskId } from './ids.ts';
import type { AssetMedia, PathContext } from './archive-key.ts';
import type { Job } from './job.ts';
import { toCredits, type MilliCredits } from './money.ts';
import type { PollProfile } from './schedule.ts';
import type { Note, Occasion } from './timeline.ts';

export type TaskStatus = 'PENDING' | 'SUCCESS' | 'FAILED' | 'CANCELED';
export type Stage =
  'queued' | 'held' | 'submitting' | 'generating' | 'archiving' | 'done' | 'outcome_unknown';
export type Priority = 'high' | 'normal' | 'low';

/** Why a task ended badly. */
export interface TaskFailure {
  readonly code: FailCode;
  readonly message: string;
  readonly stage: FailureStage;
}

/** How a task ended: written once, in the transaction that closes it. */
export interface Ending {
  readonly at: string;
  readonly failure?: TaskFailure;
  readonly actual: MilliCredits;
  /** False while the provider may still tell us another price. */
  readonly costFinal: boolean;
}

/** The small, often written part of a task. What it asks for is in its `TaskRequest`, what it has done in its jobs and outputs. */
export interface Task {
  readonly id: TaskId;
  readonly owner: Owner;
  readonly status: TaskStatus;
  readonly service: string;
  readonly model: string;
  readonly wireModel: string;
  readonly dialect: string;
  readonly media: AssetMedia;
  /** How many paid calls it takes, 1 to 4. */
  readonly jobs: number;
  readonly estimate: MilliCredits;
  readonly priority: Priority;
  readonly promptId?: string;
  readonly parentTaskId?: TaskId;
  readonly retryCount: number;
  /** Number of the execution that drives it; rises when somebody starts it again. */
  readonly run: number;
  /** Hex SHA-256 of what was asked, where an idempotency key was given. */
  readonly requestHash?: string;
  readonly createdAt: string;
  readonly deadlineAt: string;
  readonly expectedSeconds: number;
  readonly firstLookSeconds: number;
  readonly polls: PollProfile;
  readonly ending?: Ending;
  /** What has happened to the task itself, the oldest first; its jobs have histories of their own. */
  readonly history: readonly Note[];
}

/** What was asked: never changes. */
export interface TaskRequest {
  readonly providerParams: Readonly<Record<string, unknown>>;
  /** What the dialect sends for each job. */
  readonly input: Readonly<Record<string, unknown>>;
  readonly metadata?: Readonly<Record<string, unknown>>;
  readonly path?: PathContext;
  readonly keepOutputs?: boolean;
}

/** One archived file, or the reason why there is none. */
export interface Output {
  /** Counts the outputs of a task from 1. */
  readonly n: number;
  readonly job: number;
  readonly sourceUrl: string;
  readonly stored?: StoredFile;
  readonly lost?: { readonly code: 'archive_failed' | 'output_rejected'; readonly reason: string };
  readonly late?: boolean;
  /** When it was recorded. */
  readonly at: string;
}

export interface StoredFile {
  readonly key: string;
  readonly media: AssetMedia;
  readonly contentType: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly width?: number;
  readonly height?: number;
  readonly durationSeconds?: number;
}

/** A task with everything that belongs to it. `jobs` holds only those to which something has happened. */
export interface WholeTask {
  readonly task: Task;
  readonly request: TaskRequest;
  readonly jobs: readonly Job[];
  readonly outputs: readonly Output[];
}

/** True when the status can no longer change. */
export const isEnded = (task: Pick<Task, 'status'>): boolean => task.status !== 'PENDING';

/** The external id shown to the client: the first job's. */
export const firstExternalId = (jobs: readonly Job[]): RemoteJobId | undefined =>
  jobs.find((job) => job.n === 1)?.externalId;

/** What one job came to, as far as closing the task is concerned. */
export type JobEnd =
  | { readonly type: 'succeeded'; readonly credits?: MilliCredits }
  | {
      readonly type: 'failed';
      readonly failure: TaskFailure;
      readonly credits?: MilliCredits;
      /** True where the provider may have been paid all the same. */
      readonly maybePaid?: boolean;
    };

interface Closing {
  readonly occasion: Occasion;
  readonly attempt: number;
  readonly ends: readonly JobEnd[];
  readonly outputs: readonly Output[];
}

function lossOf(outputs: readonly Output[]): TaskFailure | undefined {
  const lost = outputs.filter((output) => output.stored === undefined);
  const first = lost[0]?.lost;
  if (first === undefined) return undefined;
  const all = lost.length === outputs.length;
  const code = all ? first.code : 'partial_result';
  const message = `${lost.length} of ${outputs.length} outputs could not be kept: ${first.reason}`;
  return { code, message, stage: 'archiving' };
}

function failureOf({ ends, outputs }: Closing): TaskFailure | undefined {
  const failed = ends.flatMap((end) => (end.type === 'failed' ? [end.failure] : []));
  const first = failed[0];
  if (first === undefined) return lossOf(outputs);
  const kept = outputs.filter((output) => output.stored !== undefined).length;
  if (kept === 0) return first;
  return {
    code: 'partial_result',
    message: `${failed.length} of ${ends.length} jobs failed (${first.code}: ${first.message}); ${kept} outputs are kept`,
    stage: first.stage,
  };
}

/** The price of one job: the provider's own figure, else nothing for a definite failure, else the estimate. */
function priceOf(end: JobEnd, estimateOfOne: MilliCredits): MilliCredits {
  if (end.credits !== undefined) return end.credits;
  if (end.type === 'failed' && end.maybePaid !== true) return 0;
  return estimateOfOne;
}

/** Ends a task: SUCCESS only when every job succeeded and every output is stored. Falls through when it has ended already. */
export function closeTask(task: Task, closing: Closing): Task {
  if (isEnded(task)) return task;
  const failure = failureOf(closing);
  const estimateOfOne = Math.round(task.estimate / task.jobs);
  const actual = closing.ends.reduce((sum, end) => sum + priceOf(end, estimateOfOne), 0);
  const costFinal = closing.ends.every((end) => end.type === 'succeeded' || end.maybePaid !== true);
  const status = failure === undefined ? 'SUCCESS' : 'FAILED';
  const note: Note = {
    ...closing.occasion,
    type: 'task-ended',
    attempt: closing.attempt,
    ...(failure === undefined ? {} : { reason: failure.message }),
    data: {
      status,
      actualCredits: toCredits(actual),
      ...(failure === undefined ? {} : { failCode: failure.code }),
    },
  };
  return {
    ...task,
    status,
    ending: { at: closing.occasion.at, actual, costFinal, ...(failure === undefined ? {} : { failure }) },
    history: [...task.history, note],
  };
}
