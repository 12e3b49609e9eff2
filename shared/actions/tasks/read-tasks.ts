import { Failure } from '#domain/error.ts';
import { isTaskId, type Owner } from '#domain/ids.ts';
import { externalIdOf } from '#domain/tasks/job.ts';
import type { Priority, TaskSnapshot, TaskStatus } from '#domain/tasks/task.ts';
import { mayFit, type ListPosition } from '#storage/tasks/list-entry.ts';
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

/** One request reads at most this many tasks, however few of them fit the filter; the rest is behind the cursor … */
const MOST_LOOKED_AT = 1000;
/** … and goes through at most so many that the list says do not fit. */
const MOST_LISTED = 20_000;
/** Where the list tells which tasks fit, so many of it are read for each that is wanted, to begin with. */
const LISTED_FOR_ONE = 50;

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

/** Whether the list itself tells of most tasks that they do not fit. */
const isToldByList = ({ promptId, model, service, media, priority }: TaskFilter): boolean =>
  [promptId, model, service, media, priority].some((part) => part !== undefined);

/** How much of the list is read next: more where most of it has not fitted so far. */
function sizeOfBatch({ filter, limit }: TaskPage, listed: number): number {
  if (!isToldByList(filter)) return limit;
  return listed === 0 ? limit * LISTED_FOR_ONE : MOST_LISTED - listed;
}

/** What was found in a part of the list. */
interface Found {
  readonly fitting: readonly TaskSnapshot[];
  readonly lookedAt: number;
  /** Where the reading stopped, before the end of the part: more may fit behind. */
  readonly cutAt?: ListPosition;
}

/** How much may be found, and looked at for it. */
interface Room {
  readonly items: number;
  readonly looks: number;
}

const goingOnAt = (after: ListPosition | undefined): { next?: ListPosition } =>
  after === undefined ? {} : { next: { createdAt: after.createdAt, id: after.id } };

/** Lists an owner's tasks, newest first; `next` is there when more may follow. */
export const listTasks = ({ tasks }: { tasks: TaskStore }) => {
  const nextBatch = (
    owner: Owner,
    page: TaskPage,
    { after, size }: { after: ListPosition | undefined; size: number },
  ) =>
    tasks.list(owner, {
      ...(page.from === undefined ? {} : { from: page.from }),
      ...(page.to === undefined ? {} : { to: page.to }),
      ...(after === undefined ? {} : { after }),
      limit: size,
    });

  const load = async (owner: Owner, { id }: ListPosition): Promise<TaskSnapshot | undefined> =>
    isTaskId(id) ? tasks.load(owner, id) : undefined;

  /** Reads tasks that may fit, a page at a time, until there are enough of those that do. */
  const find = async (
    owner: Owner,
    { filter, limit }: TaskPage,
    { candidates, room }: { candidates: readonly ListPosition[]; room: Room },
  ): Promise<Found> => {
    const fitting: TaskSnapshot[] = [];
    const upTo = (lookedAt: number): Found => {
      const last = lookedAt < candidates.length ? candidates[lookedAt - 1] : undefined;
      return { fitting, lookedAt, ...(last === undefined ? {} : { cutAt: last }) };
    };
    const most = Math.min(candidates.length, room.looks);
    for (let begin = 0; begin < most; begin += limit) {
      const few = candidates.slice(begin, Math.min(begin + limit, most));
      const snapshots = await Promise.all(few.map((one) => load(owner, one)));
      for (const [i, snapshot] of snapshots.entries()) {
        if (snapshot !== undefined && fits(snapshot, filter)) fitting.push(snapshot);
        if (fitting.length === room.items) return upTo(begin + i + 1);
      }
    }
    return upTo(most);
  };

  return async (owner: Owner, page: TaskPage): Promise<{ items: TaskSnapshot[]; next?: ListPosition }> => {
    const items: TaskSnapshot[] = [];
    const mayMatch = mayFit(page.filter);
    let after = page.after;
    let [lookedAt, listed] = [0, 0];
    while (lookedAt < MOST_LOOKED_AT && listed < MOST_LISTED) {
      const size = sizeOfBatch(page, listed);
      const batch = await nextBatch(owner, page, { size, after });
      const candidates = batch.filter(mayMatch);
      const room = { items: page.limit - items.length, looks: MOST_LOOKED_AT - lookedAt };
      const found = await find(owner, page, { candidates, room });
      items.push(...found.fitting);
      if (found.cutAt !== undefined) return { items, ...goingOnAt(found.cutAt) };
      after = batch.at(-1) ?? after;
      if (batch.length < size) return { items };
      if (items.length === page.limit) break;
      lookedAt += found.lookedAt;
      listed += batch.length;
    }
    return { items, ...goingOnAt(after) };
  };
};
