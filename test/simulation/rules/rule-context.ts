import type { Claim } from '#domain/tasks/job.ts';
import type { StoredFile } from '#domain/tasks/output.ts';
import type { Task } from '#domain/tasks/task.ts';
import type { Note } from '#domain/tasks/timeline.ts';
import type { Row } from '#storage/table/table-port.ts';
import type { Machine } from '../machine/machine.ts';
import type { MemoryMedia } from '../ports/media.ts';
import type { MemoryTable } from '../ports/memory-table.ts';
import type { ProviderJob } from '../provider/provider-job.ts';
import type { Provider } from '../provider/provider.ts';

/** What the checks read. */
export interface Watched {
  readonly now: () => number;
  readonly table: MemoryTable;
  readonly media: MemoryMedia;
  readonly provider: Provider;
  readonly machine: Machine;
  /** Gives out turns at the provider. */
  readonly dispatcher: Machine;
  /** Whether something was made to fail so far. */
  readonly hasFaults: () => boolean;
}

/** What the rules read, and where a violation is reported. */
export interface RuleContext extends Watched {
  /** Accepted creates for each job of ours, by `task/n`. */
  readonly taken: ReadonlyMap<string, readonly ProviderJob[]>;
  /** Uploads whose removal a client has asked for. */
  readonly discarding: ReadonlySet<string>;
  /** Whether a version is at work that knows of no places. */
  readonly isBesideEarlier: boolean;
  readonly problem: (what: string) => void;
}

/** The row of a job: the members that rules read. */
export interface JobRow {
  readonly n: number;
  readonly state: 'queued' | 'submitting' | 'submitted' | 'answered' | 'unknown' | 'refused' | 'canceled';
  readonly attempt: number;
  readonly releases: number;
  readonly claim?: Claim;
  readonly externalId?: string;
  readonly readyAt?: string;
  readonly mailbox?: readonly string[];
  readonly history: readonly Note[];
}

/** The row of an output: the members that rules read. */
export interface OutputRow {
  readonly n: number;
  readonly job: number;
  /** Counts the files of its job from 1. */
  readonly index: number;
  /** Absent for a result. */
  readonly role?: string;
  /** Absent where it came within an answer. */
  readonly sourceUrl?: string;
  readonly lost?: { readonly code: string; readonly provisional?: object };
  readonly stored?: StoredFile;
}

/** A row as the stores wrote it; unparsed, since it is the written form that is checked. */
export const asTask = (row: Row): Task => row as unknown as Task;
export const asJob = (row: Row): JobRow => row as unknown as JobRow;
export const asOutput = (row: Row): OutputRow => row as unknown as OutputRow;

export const same = (left: unknown, right: unknown): boolean =>
  JSON.stringify(left) === JSON.stringify(right);

type Address = Pick<Task, 'owner' | 'id' | 'incarnation'>;

/** Rows of this very task, without those that an invocation has written for an earlier one with its id. */
const rowsOf = ({ table }: Watched, { owner, id, incarnation }: Address, kind: string): Row[] =>
  table.partition(`task#${owner}#${id}`, kind).filter((row) => row['incarnation'] === incarnation);

export const jobsOf = (watched: Watched, task: Address): JobRow[] => rowsOf(watched, task, 'job#').map(asJob);

export const outputsOf = (watched: Watched, task: Address): OutputRow[] =>
  rowsOf(watched, task, 'output#').map(asOutput);

const areOne = (left: Row, right: Row): boolean => left['incarnation'] === right['incarnation'];

/**
 * The row of a job or an output as it changes for the task that has the id now: what an invocation for an earlier one
 * writes is none of its business, unless it takes away or replaces what is. Undefined where nothing is left to check.
 */
export function ownChange(
  context: RuleContext,
  before: Row | undefined,
  after: Row | undefined,
): { readonly before: Row | undefined; readonly after: Row } | undefined {
  const row = after ?? before;
  const task = row === undefined ? undefined : context.table.get({ pk: row.pk, sk: 'task' });
  const isOwn = (one: Row): boolean => task === undefined || areOne(one, task);
  const isTaken = after === undefined || !isOwn(after);
  if (isTaken && task?.['status'] === 'PENDING' && before !== undefined && isOwn(before))
    context.problem(`${before.sk} of an open task was removed, or replaced for a deleted one`);
  if (isTaken) return undefined;
  return { before: before !== undefined && areOne(before, after) ? before : undefined, after };
}

/** How many results of a job are kept. */
export const resultsKept = (context: Watched, task: Address, job: number): number =>
  outputsOf(context, task).filter(
    (output) => output.job === job && output.role === undefined && output.stored !== undefined,
  ).length;

/** Our own reading of a callback address: which job it is for, and by what secret. */
export interface CallbackAddress {
  readonly taskId: string;
  readonly owner: string;
  readonly n: number;
  readonly secret: string;
}

export function readAddress(url: string): CallbackAddress {
  const [taskId = '', token = ''] = url.split('/').slice(-2);
  const [n = '', owner = '', secret = ''] = token.split('.');
  return { taskId, owner, n: Number(n), secret };
}

/** A row is replaced by its next version, and never by one that did not see it. */
export function checkVersion(context: RuleContext, before: Row, after: Row): void {
  if (Number(after['rev']) !== Number(before['rev']) + 1) context.problem(`${after.sk} skipped a version`);
}
