import type { FailCode, FailureStage } from '../error.ts';
import type { Owner, RemoteJobId, TaskId } from '../ids.ts';
import type { AssetMedia, PathContext } from '../files/archive-key.ts';
import type { Job } from './job.ts';
import type { MilliCredits } from '../money/money.ts';
import type { Preview } from '../files/preview.ts';
import type { PollProfile } from './schedule.ts';
import type { Hold, Settlement } from '../money/settlement.ts';
import type { Note } from './timeline.ts';

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

/** How a task ended. Written once; only an operator, who gives a reason, may take it back. */
export interface Ending {
  readonly at: string;
  readonly failure?: TaskFailure;
  /** A task canceled while the provider may still deliver: it runs out, and is settled then. */
  readonly detached?: true;
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
  /** What it came to cost; missing until the first settlement. */
  readonly settlement?: Settlement;
  /** What there is to show of its outputs. */
  readonly previews?: readonly Preview[];
  /** What is held of the owner's budget, where one is set: released or spent by the settlement. */
  readonly hold?: Hold;
  /** When the sweeper is to look at it; missing when nothing can come any more. */
  readonly lookAt?: string;
  /** What has happened to the task itself, the oldest first; its jobs have histories of their own. */
  readonly history: readonly Note[];
}

/** What the model takes where a file was given. */
export interface InputLimits {
  readonly url: string;
  /** Media types; `image/*` stands for all pictures. */
  readonly accept?: readonly string[];
  readonly maxMegabytes?: number;
}

/** What was asked: never changes. */
export interface TaskRequest {
  readonly providerParams: Readonly<Record<string, unknown>>;
  /** Which texts in `input` are files: an upload's id, or an address. The provider gets copies of its own. */
  readonly inputs?: readonly string[];
  /** What the model takes of them, where it says: of a stranger's file it is known only when it has been fetched. */
  readonly limits?: readonly InputLimits[];
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
  /** Counts the outputs of its job from 1. */
  readonly index: number;
  readonly sourceUrl: string;
  readonly stored?: StoredFile;
  readonly lost?: { readonly code: 'archive_failed' | 'output_rejected'; readonly reason: string };
  readonly late?: boolean;
  /** Neither stored nor lost yet: when the first try failed. */
  readonly failingSince?: string;
  /** … and how many have failed since. */
  readonly failures?: number;
  /** When it was recorded. */
  readonly at: string;
}

/** True when it is known what became of an output. */
export const isRecorded = (output: Output): boolean =>
  output.stored !== undefined || output.lost !== undefined;

export interface StoredFile {
  readonly key: string;
  readonly media: AssetMedia;
  readonly contentType: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly width?: number;
  readonly height?: number;
  readonly durationSeconds?: number;
  /** How a film's pictures, or a sound, are encoded: `avc`, `vp9`, `mp3` … */
  readonly codec?: string;
}

/** A task with everything that belongs to it. `jobs` holds only those to which something has happened. */
export interface TaskSnapshot {
  readonly task: Task;
  readonly request: TaskRequest;
  readonly jobs: readonly Job[];
  readonly outputs: readonly Output[];
}

/** True when the status can no longer change. */
export const isEnded = (task: Pick<Task, 'status'>): boolean => task.status !== 'PENDING';

/** True when nothing about a task can change any more: it has ended, and its cost is final. */
export const isSettled = (task: Pick<Task, 'status' | 'settlement'>): boolean =>
  isEnded(task) && task.settlement?.final === true;

/** True while the provider may still deliver: a task removed by then would leave an output that nobody owns. */
export const mayDeliver = (task: Pick<Task, 'status' | 'settlement' | 'lookAt'>): boolean =>
  !isEnded(task) || (task.settlement?.final !== true && task.lookAt !== undefined);

/** True past the deadline. */
export const isOverdue = ({ task }: Pick<TaskSnapshot, 'task'>, now: number): boolean =>
  Date.parse(task.deadlineAt) <= now;

/** The external id shown to the client: the first job's. */
export const firstExternalId = (jobs: readonly Job[]): RemoteJobId | undefined =>
  jobs.find((job) => job.n === 1)?.externalId;

/** The task as it was the moment it was created: what a repeated request is answered with. */
export function asCreated(snapshot: TaskSnapshot): TaskSnapshot {
  const { ending, settlement, ...task } = snapshot.task;
  const unchanged = ending === undefined && settlement === undefined && snapshot.jobs.length === 0;
  return unchanged
    ? snapshot
    : {
        task: { ...task, status: 'PENDING', run: 1, history: task.history.slice(0, 1) },
        request: snapshot.request,
        jobs: [],
        outputs: [],
      };
}
