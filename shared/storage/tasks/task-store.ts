import type { Owner, TaskId } from '#domain/ids.ts';
import { markOf } from '#domain/tasks/incarnation.ts';
import { isFinal, type Output } from '#domain/tasks/output.ts';
import type { Task, TaskRequest, TaskSnapshot } from '#domain/tasks/task.ts';
import type { Told } from '#domain/webhooks/told.ts';
import { outputMembers, readOutput } from './output-rows.ts';
import { toldMembers } from './told-rows.ts';
import { rewrittenRow } from '../table/rewritten-row.ts';
import type { Condition, Row, Table, Write } from '../table/table-port.ts';
import { recognized, taskChanges, taskRow } from './task-changes.ts';
import { dueTasks } from './due-tasks.ts';
import { taskLists } from './task-lists.ts';
import { taskRemoval } from './task-removal.ts';
import {
  belongingOfRow,
  isAnother,
  outputKey,
  partitionOf,
  readTask,
  readVersion,
  readSnapshot,
  requestKey,
  taskKey,
  type TaskAddress,
} from './task-rows.ts';
import { isAbsent, type Rewriting } from '../table/versioned-row.ts';
import { silent, type Outbox } from '../webhooks/outbox.ts';

/**
 * `taken`: the id is in use · `refused`: a condition of an extra write did not hold · `conflict`: another transaction was
 * in the way. Then nothing is written.
 */
export type Creation = 'created' | 'taken' | 'refused' | 'conflict';

const taskReading = (table: Table) => ({
  load: async (owner: Owner, id: TaskId): Promise<TaskSnapshot | undefined> =>
    readSnapshot(await table.partition(partitionOf(owner, id))),

  /** The same for who drives it. Throws where a newer version wrote it in words that this one does not understand. */
  async loadToDrive(owner: Owner, id: TaskId): Promise<TaskSnapshot | undefined> {
    const snapshot = readSnapshot(await table.partition(partitionOf(owner, id)));
    if (snapshot !== undefined) recognized(snapshot.task);
    return snapshot;
  },

  /** This very task as it is now; undefined where it is gone, also if another has its id by now. */
  async reload(task: Task): Promise<TaskSnapshot | undefined> {
    const snapshot = readSnapshot(await table.partition(partitionOf(task.owner, task.id)));
    return snapshot?.task.incarnation === task.incarnation ? snapshot : undefined;
  },

  /** The same without what belongs to it. */
  async refind(task: Task): Promise<Task | undefined> {
    const row = await table.get(taskKey(task.owner, task.id));
    const found = row === undefined ? undefined : readTask(row);
    return found?.incarnation === task.incarnation ? found : undefined;
  },
});

const outputRow = (address: TaskAddress, output: Output): Row => ({
  ...outputKey(address.owner, address.id, output.n),
  ...outputMembers(output),
  ...markOf(address),
  recorded: isFinal(output) ? 1 : 0,
});

const taskCreating = ({ table, nonce }: Pick<Rewriting, 'table' | 'nonce'>, outbox: Outbox) => ({
  /** Stores a new task with its request, its extra writes and what is told of it, in one transaction. */
  async create(task: Task, request: TaskRequest, extraWrites: readonly Write[] = []): Promise<Creation> {
    const version = { rev: 1, by: nonce() };
    const notices = outbox.notices(task.owner);
    const told = await notices.writes({ task, type: 'task.created', sequence: version.rev, by: version.by });
    const result = await table.transact([
      { type: 'put', row: { ...taskRow(task), ...version }, when: isAbsent },
      { type: 'put', row: { ...requestKey(task.owner, task.id), ...request } },
      ...extraWrites,
      ...told,
    ]);
    if (result.type === 'done') {
      await notices.sendOn();
      return 'created';
    }
    if (result.type === 'conflict') return 'conflict';
    if (!result.failed.includes(0)) return 'refused';
    const stored = await table.get(taskKey(task.owner, task.id));
    return stored !== undefined && readVersion(stored).by === version.by ? 'created' : 'taken';
  },
});

const taskWriting = (table: Table) => ({
  /**
   * Records that somebody was told of a task, or was not. Of a task that is gone by then nothing stays: whoever removes one looks
   * after it has gone, and whoever writes this looks after it has written, so that one of them sees the other.
   */
  async noteTold(address: TaskAddress, told: Told): Promise<void> {
    const { owner, id } = address;
    const row = { pk: partitionOf(owner, id), ...toldMembers(told), ...markOf(address) };
    await table.write({ type: 'put', row });
    const task = await table.get(taskKey(owner, id));
    if (task === undefined || isAnother(task, address))
      await table.write({ type: 'remove', key: { pk: row.pk, sk: row.sk } });
  },

  /** Has a task looked at later than it says: for one whose rows cannot be read, and so not written either. */
  async postpone({ owner, id }: TaskAddress, dueAt: string): Promise<void> {
    const when = { atLeast: { rev: 1 } };
    await table.write({ type: 'add', key: taskKey(owner, id), add: { rev: 1 }, set: { dueAt }, when });
  },

  /**
   * Records what became of one output, or that it is failing. Once it is stored, or lost for good, that stands: the answer is
   * what is stored in the end, ours or that of somebody faster.
   */
  async saveOutput(address: TaskAddress, output: Output): Promise<Output> {
    const next = outputRow(address, output);
    const isWritten = async (row: Row, when: Condition): Promise<boolean> =>
      (await table.write({ type: 'put', row, when })).type === 'done';
    if (await isWritten(next, isAbsent)) return output;
    const stored = await table.get(next);
    if (stored === undefined) return output;
    const belonging = belongingOfRow(stored, address);
    if (belonging === 'later') return output;
    if (belonging === 'own' && stored['recorded'] === 1) return readOutput(stored);
    const before = belonging === 'own' ? outputRow(address, readOutput(stored)) : undefined;
    const row = before === undefined ? next : rewrittenRow(stored, before, next);
    // Somebody else may have written since this was read: what he has added must stay.
    const { incarnation, at } = stored;
    const seen = typeof incarnation === 'string' ? { incarnation } : {};
    if (
      await isWritten(row, { equals: before === undefined ? seen : { ...seen, recorded: 0, at: String(at) } })
    )
      return output;
    const faster = await table.get(next);
    return faster === undefined ? output : readOutput(faster);
  },
});

/** Keeps tasks, and tells of their changes through the outbox. */
export function taskStore(rewriting: Rewriting, outbox: Outbox = silent) {
  const { table } = rewriting;
  return {
    ...taskLists(table),
    ...dueTasks(table),
    ...taskReading(table),
    ...taskCreating(rewriting, outbox),
    ...taskWriting(table),
    ...taskChanges(rewriting, outbox),
    ...taskRemoval(rewriting),
  };
}

export type TaskStore = ReturnType<typeof taskStore>;

/** As much of it as creating tasks takes: the function that creates most of them has to be small. */
export type NewTaskStore = Pick<TaskStore, 'load' | 'create'>;

export const newTaskStore = (
  parts: Pick<Rewriting, 'table' | 'nonce'>,
  outbox: Outbox = silent,
): NewTaskStore => ({
  ...taskReading(parts.table),
  ...taskCreating(parts, outbox),
});
