import { Failure } from '#domain/error.ts';
import { isTaskId, type Owner } from '#domain/ids.ts';
import type { ShownTask } from '#domain/tasks/shown-task.ts';
import type { Priority, Task, TaskSnapshot, TaskStatus } from '#domain/tasks/task.ts';
import { mayFit, type ListEntry, type ListPosition } from '#storage/tasks/list-entry.ts';
import type { Head } from '#storage/tasks/task-lists.ts';
import type { TaskStore } from '#storage/tasks/task-store.ts';
import { readShown } from './read-shown.ts';

export const noSuchTask = (): Failure => new Failure('not_found', 'There is no such task');

/** Reads one task of an owner. Another owner's task is as unknown as one that never was. */
export const readTask =
  ({ tasks }: { tasks: TaskStore }) =>
  async (owner: Owner, id: string): Promise<TaskSnapshot> => {
    const snapshot = isTaskId(id) ? await tasks.load(owner, id) : undefined;
    if (snapshot === undefined) throw noSuchTask();
    return snapshot;
  };

/** Waits until a task has ended, for at most so long, looking at it twice a second. */
export const awaitTask =
  ({
    tasks,
    clock,
  }: {
    tasks: Pick<TaskStore, 'load'>;
    clock: { now(): number; sleep(ms: number): Promise<void> };
  }) =>
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

/** One request looks at this many tasks at most, however few of them fit the filter; the rest is behind the cursor … */
const MOST_LOOKED_AT = 4000;
/** … at so many where each may have to be read whole … */
const MOST_READ = 1000;
/** Tasks whose own rows are read together, after the first few. */
const HEADS_AT_ONCE = 800;
/** A single task is read whole at once: its own row alone may not tell enough. */
const TOO_FEW_FOR_HEADS = 1;
/** … and goes through at most so many that the list says do not fit. */
const MOST_LISTED = 20_000;
/** Where the list tells which tasks fit, so many of it are read for each that is wanted, to begin with. */
const LISTED_FOR_ONE = 50;

/** What of a filter the task's own row tells. */
const isMeant = (task: Task, filter: TaskFilter): boolean =>
  exactly.every((name) => filter[name] === undefined || task[name] === filter[name]) &&
  isOfModel(task, filter);

const fits = ({ task, externalIds }: ShownTask, filter: TaskFilter): boolean =>
  isMeant(task, filter) &&
  (filter.externalTaskId === undefined || externalIds.includes(filter.externalTaskId));

/** Filters that a member of the task itself has to equal. */
const exactly = ['priority', 'promptId', 'status', 'service', 'media'] as const;

const isOfModel = (task: Task, filter: TaskFilter): boolean =>
  filter.model === undefined || task.model === filter.model || task.wireModel === filter.model;

/** Whether the list itself tells of most tasks that they do not fit. */
const isToldByList = ({ promptId, model, service, media, priority }: TaskFilter): boolean =>
  [promptId, model, service, media, priority].some((part) => part !== undefined);

const mostLookedAt = ({ externalTaskId }: TaskFilter): number =>
  externalTaskId === undefined ? MOST_LOOKED_AT : MOST_READ;

/** How far a request has come. */
interface Progress {
  /** Tasks that it has looked at. */
  readonly lookedAt: number;
  /** Entries of the list that it has gone through. */
  readonly listed: number;
}

/** How much of the list is read next: more where most of it has not fitted so far. */
function sizeOfBatch({ filter, limit }: TaskPage, { lookedAt, listed }: Progress): number {
  if (isToldByList(filter)) return listed === 0 ? limit * LISTED_FOR_ONE : MOST_LISTED - listed;
  const isNarrow = filter.status !== undefined || filter.externalTaskId !== undefined;
  // One more than is shown tells whether a page follows.
  if (!isNarrow) return limit + 1;
  return listed === 0 ? limit : mostLookedAt(filter) - lookedAt;
}

/** What was found in a part of the list. */
interface Found {
  readonly fitting: readonly ShownTask[];
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

/** What is looked for, and whose. */
interface Wanted {
  readonly owner: Owner;
  readonly filter: TaskFilter;
  /** So many tasks are read whole at once. */
  readonly limit: number;
}

/** Finds tasks that fit in parts of a list. */
function finder(tasks: TaskStore) {
  const shown = readShown(tasks);

  const headsOf = async (owner: Owner, few: readonly ListEntry[]): Promise<ReadonlyMap<string, Head>> =>
    few.length <= TOO_FEW_FOR_HEADS
      ? new Map()
      : tasks.heads(
          owner,
          few.map(({ id }) => id),
        );

  /** Adds those that fit to what was found, until there are `most`; says at which that was. */
  const readFitting = async (
    { owner, filter, limit }: Wanted,
    few: readonly ListEntry[],
    { fitting, most }: { fitting: ShownTask[]; most: number },
  ): Promise<ListEntry | undefined> => {
    const heads = await headsOf(owner, few);
    // Leaves those out of whom their own rows tell that they do not fit.
    const likely = few.filter(({ id }) => {
      const head = heads.get(id);
      return head === undefined || isMeant(head.task, filter);
    });
    for (let first = 0; first < likely.length; first += limit) {
      const some = likely.slice(first, first + limit);
      const tasksById = await shown(
        owner,
        some.map(({ id }) => id),
        heads,
      );
      for (const entry of some) {
        const one = tasksById.get(entry.id);
        if (one !== undefined && fits(one, filter)) fitting.push(one);
        if (fitting.length === most) return entry;
      }
    }
    return undefined;
  };

  /** Looks at tasks that may fit, until there are enough of those that do. */
  return async (wanted: Wanted, candidates: readonly ListEntry[], room: Room): Promise<Found> => {
    const fitting: ShownTask[] = [];
    const upTo = (lookedAt: number): Found => {
      const last = lookedAt < candidates.length ? candidates[lookedAt - 1] : undefined;
      return { fitting, lookedAt, ...(last === undefined ? {} : { cutAt: last }) };
    };
    const most = Math.min(candidates.length, room.looks);
    for (let begin = 0, end; begin < most; begin = end) {
      end = Math.min(begin === 0 ? wanted.limit : begin + HEADS_AT_ONCE, most);
      const last = await readFitting(wanted, candidates.slice(begin, end), { fitting, most: room.items });
      if (last !== undefined) return upTo(candidates.indexOf(last) + 1);
    }
    return upTo(most);
  };
}

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
  const find = finder(tasks);

  return async (owner: Owner, page: TaskPage): Promise<{ items: ShownTask[]; next?: ListPosition }> => {
    const items: ShownTask[] = [];
    const mayMatch = mayFit(page.filter);
    let after = page.after;
    let [lookedAt, listed] = [0, 0];
    const mostLooks = mostLookedAt(page.filter);
    while (lookedAt < mostLooks && listed < MOST_LISTED) {
      const size = sizeOfBatch(page, { lookedAt, listed });
      const batch = await nextBatch(owner, page, { size, after });
      const candidates = batch.filter(mayMatch);
      const room = { items: page.limit - items.length, looks: mostLooks - lookedAt };
      const found = await find({ owner, ...page }, candidates, room);
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
