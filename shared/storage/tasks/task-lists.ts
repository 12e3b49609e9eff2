import type { Owner } from '#domain/ids.ts';
import type { Face } from '#domain/tasks/shown-task.ts';
import type { Task, TaskSnapshot } from '#domain/tasks/task.ts';
import type { IndexEntry, Table } from '../table/table-port.ts';
import { dueFrom } from './due-tasks.ts';
import { entryOf, listSort, readEntry, type ListEntry, type ListPosition } from './list-entry.ts';
import { readFace } from './face-member.ts';
import { jobKey, partitionOf, readTask, requestKey, snapshotOf, taskKey } from './task-rows.ts';

/** How tasks are found whose id nobody gives: in their owner's list. */

/** The list of an owner's tasks, by creation time. */
const listPartition = (ownerName: string): string => `tasks#${ownerName}`;

/** What puts a task's row into the indexes. The due index holds it exactly as long as somebody has to look at it. */
export const indexedBy = (task: Task) => ({
  listPk: listPartition(task.owner),
  listSk: entryOf(task),
  ...(task.lookAt === undefined ? {} : dueFrom(task.id, task.lookAt)),
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

/** Reads the index of owners' tasks. It may lag behind the rows. */
export const taskLists = (table: Table) => ({
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
