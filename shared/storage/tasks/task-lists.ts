import { isOwner, isTaskId, type Owner, type TaskId } from '#domain/ids.ts';
import type { Face } from '#domain/tasks/shown-task.ts';
import type { Task, TaskSnapshot } from '#domain/tasks/task.ts';
import type { IndexEntry, Key, Row, Table } from '../table/table-port.ts';
import { entryOf, listSort, readEntry, type ListEntry, type ListPosition } from './list-entry.ts';
import { readFace } from './face-member.ts';
import {
  jobKey,
  partitionOf,
  readTask,
  requestKey,
  snapshotOf,
  taskKey,
  type TaskAddress,
} from './task-rows.ts';

/** How tasks are found whose id nobody gives: in their owner's list, and among those that are due. */

/** A task that somebody has to look at; `gone`: one that was removed while visits may still have been under way. */
export interface DueTask extends TaskAddress {
  readonly gone: boolean;
  /** ISO time since which somebody has to. */
  readonly dueAt: string;
}

/** The list of an owner's tasks, by creation time. */
const listPartition = (ownerName: string): string => `tasks#${ownerName}`;

/** Tasks are due to the sweeper through one index, spread over this many partitions. */
export const DUE_SHARDS = 4;
export const duePartition = (shard: number): string => `task#${shard}`;
const shardOf = (id: TaskId): number => Number.parseInt(id.slice(-2), 16) % DUE_SHARDS;

/** What puts a task's row into the indexes. The due index holds it exactly as long as somebody has to look at it. */
export const indexedBy = (task: Task) => ({
  listPk: listPartition(task.owner),
  listSk: entryOf(task),
  ...(task.lookAt === undefined ? {} : { duePk: duePartition(shardOf(task.id)), dueAt: task.lookAt }),
});

/** Tells that a task was removed … */
export const traceKey = ({ owner, id }: TaskAddress): Key => ({ pk: `gone#${owner}#${id}`, sk: 'gone' });

/** … and when somebody has to see to what was written for it since. */
export const traceOf = (address: TaskAddress, dueAt: string): Row => ({
  ...traceKey(address),
  duePk: duePartition(shardOf(address.id)),
  dueAt,
});

/** A task without what belongs to it. */
export interface Head {
  readonly task: Task;
  /** What is shown of it besides; undefined where its row does not tell. */
  readonly face: () => Face | undefined;
}

function readable<Result>(read: () => Result): Result | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

/** Reads the indexes. They may lag behind the rows. */
export const taskLists = (table: Table) => ({
  /** Tasks that somebody has to look at by `now`, the most overdue first, from one shard. */
  async due(shard: number, now: string, limit: number): Promise<readonly DueTask[]> {
    const entries = await table.index({ index: 'due', partition: duePartition(shard), to: now, limit });
    return entries.flatMap((entry) => {
      const [kind, owner = '', id = ''] = entry.pk.split('#');
      return isOwner(owner) && isTaskId(id) ? [{ owner, id, gone: kind === 'gone', dueAt: entry.sort }] : [];
    });
  },

  /** What the list has of an owner's tasks, newest first, created within [from, to] (ISO times), after `position`. */
  async list(
    owner: Owner,
    page: { from?: string; to?: string; after?: ListPosition; limit: number },
  ): Promise<readonly ListEntry[]> {
    const partition = listPartition(owner);
    const after: IndexEntry | undefined =
      page.after === undefined
        ? undefined
        : {
            ...taskKey(owner, page.after.id),
            partition,
            sort: listSort(page.after.createdAt, page.after.id),
          };
    const entries = await table.index({
      index: 'byOwner',
      partition,
      ...(page.from === undefined ? {} : { from: page.from }),
      // The sort key goes on after the time: everything of that very millisecond is included.
      ...(page.to === undefined ? {} : { to: `${page.to}~` }),
      descending: true,
      limit: page.limit,
      ...(after === undefined ? {} : { after }),
    });
    return entries.map(({ sort }) => readEntry(sort));
  },

  /** Many of an owner's tasks, by id, without what belongs to them. Those are missing that are gone or cannot be read. */
  async heads(owner: Owner, ids: readonly string[]): Promise<ReadonlyMap<string, Head>> {
    const rows = await table.many(ids.map((id) => taskKey(owner, id)));
    return new Map(
      rows.flatMap((row) => {
        const task = readable(() => readTask(row));
        return task === undefined
          ? []
          : [[task.id, { task, face: () => readable(() => readFace(row)) }] as const];
      }),
    );
  },

  /** What belongs to many open tasks of an owner, but for their outputs, of which nothing is shown so far. */
  async openOnes(owner: Owner, tasks: readonly Task[]): Promise<ReadonlyMap<string, TaskSnapshot>> {
    const rows = await table.many(
      tasks.flatMap(({ id, jobs }) => [
        requestKey(owner, id),
        ...Array.from({ length: jobs }, (_, i) => jobKey(owner, id, i + 1)),
      ]),
    );
    const byTask = Map.groupBy(rows, ({ pk }) => pk);
    return new Map(
      tasks.flatMap((task) => {
        const own = byTask.get(partitionOf(owner, task.id)) ?? [];
        const request = own.find((row) => row.sk === requestKey(owner, task.id).sk);
        return request === undefined ? [] : [[task.id, snapshotOf(task, request, own)] as const];
      }),
    );
  },
});
