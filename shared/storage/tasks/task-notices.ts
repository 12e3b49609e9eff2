import { isMeant } from '#domain/tasks/incarnation.ts';
import type { Job } from '#domain/tasks/job.ts';
import { stageOf } from '#domain/tasks/task-progress.ts';
import { isEnded, type Task, type TaskSnapshot } from '#domain/tasks/task.ts';
import { eventOfChange, type VisibleTask } from '#domain/webhooks/event-of-change.ts';
import type { Row, Table, Write } from '../table/table-port.ts';
import { whenSeen } from '../table/versioned-row.ts';
import type { Notices } from '../webhooks/outbox.ts';
import {
  partitionOf,
  readSnapshot,
  readVersion,
  taskKey,
  UnreadableTask,
  type TaskAddress,
  type Version,
} from './task-rows.ts';

/**
 * Who is told of a change, and as what: found before it is written, for it is written with it. Nothing is read where its owner
 * would see nothing of the change, nor more than his webhooks where nobody listens.
 */

/** Something before and after a change. */
interface Changed<Part> {
  readonly before: Part;
  readonly next: Part;
}

async function told(
  notices: Notices,
  { before, next }: Changed<VisibleTask>,
  { rev, by }: Version,
): Promise<readonly Write[]> {
  const type = eventOfChange(before, next);
  return type === undefined ? [] : notices.writes({ task: next.task, type, sequence: rev, by });
}

const visible = (snapshot: Pick<TaskSnapshot, 'task' | 'jobs'>): VisibleTask => ({
  task: snapshot.task,
  stage: stageOf(snapshot),
});

/** The change of a task without its jobs: only its end, or that it was taken back, moves its stage. */
const byItself = (task: Task): VisibleTask => ({ task, stage: isEnded(task) ? 'done' : 'queued' });

export const taskNotices = (notices: Notices, { before, next }: Changed<Task>, version: Version) =>
  told(notices, { before: byItself(before), next: byItself(next) }, version);

export const snapshotNotices = (
  notices: Notices,
  { before, next }: Changed<TaskSnapshot>,
  version: Version,
) => told(notices, { before: visible(before), next: visible(next) }, version);

/** Whether a job may have moved the stage of its task. */
const isFurther = ({ before, next }: Changed<Job>): boolean =>
  before.state !== next.state || isWaiting(before) !== isWaiting(next);

const isWaiting = (job: Job): boolean => job.state === 'queued' && job.wait !== undefined;

/** A task whose rows cannot be read is shown to nobody; its jobs go on all the same. */
function readableSnapshot(rows: readonly Row[]): TaskSnapshot | undefined {
  try {
    return readSnapshot(rows);
  } catch (error) {
    if (error instanceof UnreadableTask) return undefined;
    throw error;
  }
}

/** The version of a task's row among all its rows. */
export function revOf(rows: readonly Row[]): number {
  const head = rows.find(({ sk }) => sk === 'task');
  return head === undefined ? 0 : readVersion(head).rev;
}

/**
 * What the change of a job is written with: its task's row gets another version, which is the event's number, and which holds
 * only where no other job has moved since.
 */
export async function jobNotices(
  {
    table,
    notices,
    address,
  }: { readonly table: Table; readonly notices: Notices; readonly address: TaskAddress },
  changed: Changed<Job>,
  by: string,
): Promise<readonly Write[]> {
  if (!isFurther(changed) || !(await notices.isListenedTo())) return [];
  const rows = await table.partition(partitionOf(address.owner, address.id));
  const snapshot = readableSnapshot(rows);
  const head = rows.find(({ sk }) => sk === 'task');
  if (snapshot === undefined || head === undefined || !isMeant(snapshot.task, address)) return [];
  const others = snapshot.jobs.filter(({ n }) => n !== changed.next.n);
  const withJob = (job: Job) => visible({ task: snapshot.task, jobs: [...others, job] });
  const seen = readVersion(head);
  const writes = await told(
    notices,
    { before: withJob(changed.before), next: withJob(changed.next) },
    { rev: seen.rev + 1, by },
  );
  // Two jobs that move at once move the stage together, which neither sees unless one of them has to look again.
  if (writes.length === 0 && snapshot.task.jobs === 1) return [];
  const key = taskKey(address.owner, address.id);
  return [{ type: 'add', key, add: { rev: 1 }, when: whenSeen(seen) }, ...writes];
}
