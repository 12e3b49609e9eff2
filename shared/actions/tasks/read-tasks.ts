import { Failure } from '#domain/error.ts';
import { isTaskId, type Owner } from '#domain/ids.ts';
import { externalIdOf } from '#domain/tasks/job.ts';
import type { Priority, TaskSnapshot, TaskStatus } from '#domain/tasks/task.ts';
import type { ListPosition } from '#storage/tasks/task-lists.ts';
import type { TaskStore } from '#storage/tasks/task-store.ts';

/** Reads one task of an owner. Another owner's task is as unknown as one that never was. */
export const readTask =
  ({ tasks }: { tasks: TaskStore }) =>
  async (owner: Owner, id: string): Promise<TaskSnapshot> => {
    const snapshot = isTaskId(id) ? await tasks.load(owner, id) : undefined;
    if (snapshot === undefined) throw new Failure('not_found', 'There is no such task');
    return snapshot;
  };

/** Waits until a task has ended, for at most so long, looking at it twice a second. */
export const awaitTask =
  ({ tasks, clock }: { tasks: TaskStore; clock: { now(): number; sleep(ms: number): Promise<void> } }) =>
  async (first: TaskSnapshot, seconds: number): Promise<TaskSnapshot> => {
    const until = clock.now() + seconds * 1000;
    let snapshot = first;
    while (snapshot.task.status === 'PENDING' && clock.now() < until) {
      await clock.sleep(Math.min(500, Math.max(1, until - clock.now())));
      snapshot = (await tasks.load(first.task.owner, first.task.id)) ?? snapshot;
    }
    return snapshot;
  };

export interface TaskFilter {
  readonly promptId?: string;
  /** The provider's id of any of its jobs. */
  readonly externalTaskId?: string;
  readonly status?: TaskStatus;
  readonly model?: string;
  readonly service?: string;
  readonly media?: string;
  readonly priority?: Priority;
}

export interface TaskPage {
  readonly filter: TaskFilter;
  /** ISO times, both inclusive, of creation. */
  readonly from?: string;
  readonly to?: string;
  readonly limit: number;
  readonly after?: ListPosition;
}

/** One request reads at most this many tasks, however few of them fit the filter; the rest is behind the cursor. */
const MOST_LOOKED_AT = 1000;

const isCalled = ({ jobs }: TaskSnapshot, externalTaskId: string): boolean =>
  jobs.some((job) => externalIdOf(job) === externalTaskId);

const fits = (snapshot: TaskSnapshot, filter: TaskFilter): boolean =>
  exactly.every((name) => filter[name] === undefined || snapshot.task[name] === filter[name]) &&
  isOfModel(snapshot.task, filter) &&
  (filter.externalTaskId === undefined || isCalled(snapshot, filter.externalTaskId));

/** Filters that a member of the task itself has to equal. */
const exactly = ['priority', 'promptId', 'status', 'service', 'media'] as const;

const isOfModel = (task: TaskSnapshot['task'], filter: TaskFilter): boolean =>
  filter.model === undefined || task.model === filter.model || task.wireModel === filter.model;

/** Lists an owner's tasks, newest first; `next` is there when more may follow. */
export const listTasks = ({ tasks }: { tasks: TaskStore }) => {
  const nextBatch = async (owner: Owner, page: TaskPage, after: ListPosition | undefined) => {
    const positions = await tasks.list(owner, {
      ...(page.from === undefined ? {} : { from: page.from }),
      ...(page.to === undefined ? {} : { to: page.to }),
      ...(after === undefined ? {} : { after }),
      limit: page.limit,
    });
    const load = async (position: ListPosition) => ({
      position,
      snapshot: isTaskId(position.id) ? await tasks.load(owner, position.id) : undefined,
    });
    return Promise.all(positions.map(load));
  };

  /** As many of the batch as fit, up to the limit, and where the reading stopped. */
  const take = (batch: Awaited<ReturnType<typeof nextBatch>>, page: TaskPage, room: number) => {
    const fitting: TaskSnapshot[] = [];
    let last: ListPosition | undefined;
    for (const { position, snapshot } of batch) {
      if (fitting.length === room) return { fitting, last, cut: true };
      last = position;
      if (snapshot !== undefined && fits(snapshot, page.filter)) fitting.push(snapshot);
    }
    return { fitting, last, cut: false };
  };

  return async (owner: Owner, page: TaskPage): Promise<{ items: TaskSnapshot[]; next?: ListPosition }> => {
    const items: TaskSnapshot[] = [];
    let after = page.after;
    let more = true;
    for (let lookedAt = 0; more && lookedAt < MOST_LOOKED_AT; lookedAt += page.limit) {
      const batch = await nextBatch(owner, page, after);
      const taken = take(batch, page, page.limit - items.length);
      items.push(...taken.fitting);
      after = taken.last ?? after;
      more = taken.cut || batch.length === page.limit;
      if (items.length === page.limit) break;
    }
    return { items, ...(more && after !== undefined ? { next: after } : {}) };
  };
};
