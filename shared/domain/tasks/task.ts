import type { FailCode, FailureStage } from '../error.ts';
import type { Owner, RemoteJobId, TaskId } from '../ids.ts';
import type { AssetMedia, PathContext } from '../files/archive-key.ts';
import { externalIdOf, type Job } from './job.ts';
import type { MilliCredits } from '../money/money.ts';
import type { Output } from './output.ts';
import type { Preview } from '../files/preview.ts';
import type { PollProfile } from './schedule.ts';
import type { Hold, Settlement } from '../money/settlement.ts';
import type { Told } from '../webhooks/told.ts';
import type { Note } from './timeline.ts';

/** The state of a task as its owner sees it; `billed` says what one that has ended costs, where no fail code does. */
interface StatusMeaning {
  readonly what: string;
  readonly billed?: string;
}

/** PENDING becomes one of the others, once. */
export const taskStatuses = {
  PENDING: { what: 'being worked on' },
  SUCCESS: { what: 'every output is in the archive', billed: 'yes' },
  FAILED: { what: 'ended without all its outputs; `failCode` says why' },
  CANCELED: {
    what: 'ended by its owner; where the provider had taken it already it runs out, and is settled then',
    billed: 'what was made',
  },
} as const satisfies Record<string, StatusMeaning>;

export type TaskStatus = keyof typeof taskStatuses;

/** How far a task is. */
export const stages = {
  queued: 'not yet sent to the provider',
  held: 'waits for its turn at the provider until `startsAt`',
  submitting: 'being sent to the provider',
  generating: 'the provider is at work',
  archiving: 'outputs are being copied into the archive',
  done: 'ended',
  outcome_unknown: 'the provider may or may not have taken the call; it is being asked',
} as const;

export type Stage = keyof typeof stages;

/** In which order tasks are sent where several wait. */
export const priorities = { high: 'first', normal: 'the usual', low: 'last' } as const;

export type Priority = keyof typeof priorities;

/** Why a task ended badly. */
export interface TaskFailure {
  readonly code: FailCode;
  readonly message: string;
  readonly stage: FailureStage;
}

/**
 * How a task ended. Only an operator, who gives a reason, may take it back; only outputs that come home after all, or are
 * lost for good, may change the failure that they were.
 */
export interface Ending {
  readonly at: string;
  readonly failure?: TaskFailure;
  /** A task canceled while the provider may still deliver: it runs out, and is settled then. */
  readonly detached?: true;
  /** How many outputs are given up only provisionally: they are looked at again, and may put the status right. */
  readonly openOutputs?: number;
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
  /** Tells it from earlier tasks that had its id; absent where an earlier version created it. */
  readonly incarnation?: string;
  /** Number of the execution that drives it; rises when somebody starts it again. */
  readonly run: number;
  /** Hex SHA-256 of what was asked, where an idempotency key was given. */
  readonly requestHash?: string;
  readonly createdAt: string;
  readonly deadlineAt: string;
  /** What it may take from its turn on, where the deadline was moved because it had to wait for that. */
  readonly allowedSeconds?: number;
  readonly expectedSeconds: number;
  readonly firstLookSeconds: number;
  readonly polls: PollProfile;
  readonly ending?: Ending;
  /** What it came to cost; missing until the first settlement. */
  readonly settlement?: Settlement;
  /** What there is to show of its outputs. */
  readonly previews?: readonly Preview[];
  /** How often outputs without previews were tried again after the settlement; absent where none lacks them. */
  readonly undrawn?: number;
  /** What is held of the owner's budget, where one is set: released or spent by the settlement. */
  readonly hold?: Hold;
  /** It has one of the places that its owner's limit leaves to open tasks: counted until it ends. */
  readonly placed?: true;
  /** The id of the API key that ordered it; absent where that was a token or an operator, or an earlier version took the order. */
  readonly keyId?: string;
  /** Where it is told how the task ended; absent where nobody has asked for that. */
  readonly callbackUrl?: string;
  /** Since when the sweeper has known it past its deadline without a settlement (ISO). */
  readonly overdueSince?: string;
  /** When the sweeper is to look at it; missing when nothing can come any more. */
  readonly lookAt?: string;
  /** What has happened to the task itself, the oldest first; its jobs have histories of their own. */
  readonly history: readonly Note[];
  /**
   * Its status or its media is a word that this version has no name for, written by a newer one: it is shown as what its
   * ending says, and nothing is done to it.
   */
  readonly unrecognized?: true;
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
  /** What differs between the jobs: a field of `input`, and its value for each of them in their order. */
  readonly seeds?: { readonly field: string; readonly values: readonly (string | number)[] };
  readonly metadata?: Readonly<Record<string, unknown>>;
  readonly path?: PathContext;
  readonly keepOutputs?: boolean;
  /** What stands in the keys of its files beside its id; absent where an earlier version created it. */
  readonly keyPart?: string;
  /** The gateway's id of the request that created it, for the log. */
  readonly requestId?: string;
}

/** What the dialect sends for the nth job, counted from 1. */
export function inputOf(
  { input, seeds }: Pick<TaskRequest, 'input' | 'seeds'>,
  n: number,
): TaskRequest['input'] {
  const seed = seeds?.values[n - 1];
  return seeds === undefined || seed === undefined ? input : { ...input, [seeds.field]: seed };
}

/** A task with everything that belongs to it. `jobs` holds only those to which something has happened. */
export interface TaskSnapshot {
  readonly task: Task;
  readonly request: TaskRequest;
  readonly jobs: readonly Job[];
  readonly outputs: readonly Output[];
  /** Who was told of it, as far as that is kept; absent where nobody was. */
  readonly told?: readonly Told[];
  /** Where it stands among those that wait for their turn at its provider; absent where nobody has looked. */
  readonly queued?: Queued;
}

/** A place in a queue: how many have their turn before it in its class, and it, and when it is likely to have its own (ISO). */
export interface Queued {
  readonly position: number;
  readonly startsAt: string;
}

/** True when the status can no longer change. */
export const isEnded = (task: Pick<Task, 'status'>): boolean => task.status !== 'PENDING';

/** True when nothing about a task can change any more: it has ended, its cost is final, and no output is looked for. */
export const isSettled = (task: Pick<Task, 'status' | 'settlement' | 'ending'>): boolean =>
  isEnded(task) && task.settlement?.final === true && task.ending?.openOutputs === undefined;

/** True while the provider may still deliver: a task removed by then would leave an output that nobody owns. */
export const mayDeliver = (task: Pick<Task, 'status' | 'settlement' | 'lookAt' | 'unrecognized'>): boolean =>
  !isEnded(task) ||
  task.unrecognized === true ||
  (task.settlement?.final !== true && task.lookAt !== undefined);

/** True past the deadline. */
export const isOverdue = ({ task }: Pick<TaskSnapshot, 'task'>, now: number): boolean =>
  Date.parse(task.deadlineAt) <= now;

/** The external id shown to the client: the first job's. */
export function firstExternalId(jobs: readonly Job[]): RemoteJobId | undefined {
  const first = jobs.find((job) => job.n === 1);
  return first === undefined ? undefined : externalIdOf(first);
}

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
