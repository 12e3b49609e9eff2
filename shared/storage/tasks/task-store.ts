import type { Owner, TaskId } from '#domain/ids.ts';
import { isFinal, type Output } from '#domain/tasks/output.ts';
import type { Task, TaskRequest, TaskSnapshot } from '#domain/tasks/task.ts';
import { outputMembers, readOutput } from './output-rows.ts';
import { rewrittenRow } from '../table/rewritten-row.ts';
import type { Key, Row, Table, Write } from '../table/table-port.ts';
import { recognized, taskChanges, taskRow } from './task-changes.ts';
import { taskLists } from './task-lists.ts';
import { taskRemoval } from './task-removal.ts';
import {
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

  /** The task alone, as it is now. */
  async find(owner: Owner, id: TaskId): Promise<Task | undefined> {
    const row = await table.get(taskKey(owner, id));
    return row === undefined ? undefined : readTask(row);
  },
});

const outputRow = (key: Key, output: Output): Row => ({
  ...key,
  ...outputMembers(output),
  recorded: isFinal(output) ? 1 : 0,
});

const taskWriting = ({ table, nonce }: Pick<Rewriting, 'table' | 'nonce'>) => ({
  /** Stores a new task with its request and its extra writes, in one transaction. */
  async create(task: Task, request: TaskRequest, extraWrites: readonly Write[] = []): Promise<Creation> {
    const version = { rev: 1, by: nonce() };
    const result = await table.transact([
      { type: 'put', row: { ...taskRow(task), ...version }, when: isAbsent },
      { type: 'put', row: { ...requestKey(task.owner, task.id), ...request } },
      ...extraWrites,
    ]);
    if (result.type === 'done') return 'created';
    if (result.type === 'conflict') return 'conflict';
    if (!result.failed.includes(0)) return 'refused';
    const stored = await table.get(taskKey(task.owner, task.id));
    return stored !== undefined && readVersion(stored).by === version.by ? 'created' : 'taken';
  },

  /**
   * Records what became of one output, or that it is failing. Once it is stored, or lost for good, that stands: the answer is
   * what is stored in the end, ours or that of somebody faster.
   */
  async saveOutput({ owner, id }: TaskAddress, output: Output): Promise<Output> {
    const key = outputKey(owner, id, output.n);
    const next = outputRow(key, output);
    if ((await table.write({ type: 'put', row: next, when: isAbsent })).type === 'done') return output;
    const failing = await table.get(key);
    if (failing === undefined) return output;
    const row = rewrittenRow(failing, outputRow(key, readOutput(failing)), next);
    const when = { equals: { recorded: 0 } };
    if ((await table.write({ type: 'put', row, when })).type === 'done') return output;
    const stored = await table.get(key);
    return stored === undefined ? output : readOutput(stored);
  },
});

/** Keeps tasks. `nonce` marks our own writes, so that a repeated one knows itself. */
export function taskStore(table: Table, nonce: () => string, backoff: (tries: number) => Promise<void>) {
  const rewriting = { table, nonce, backoff };
  return {
    ...taskLists(table),
    ...taskReading(table),
    ...taskWriting(rewriting),
    ...taskChanges(rewriting),
    ...taskRemoval(rewriting),
  };
}

export type TaskStore = ReturnType<typeof taskStore>;
