import { isOwner, type Owner } from '#domain/ids.ts';
import { isIncomplete, takesPlace, type OpenTasks } from '#domain/limits/open-tasks.ts';
import type { Task } from '#domain/tasks/task.ts';
import type { Condition, Row, Table, Write } from '../table/table-port.ts';
import { readVersion, taskKey } from '../tasks/task-rows.ts';
import { whenSeen } from '../table/versioned-row.ts';
import { limitsOf, limitsKey } from './limit-store.ts';
import {
  countKey,
  DUE_COUNTS,
  dueFrom,
  givingWrites,
  placeKey,
  placesOf,
  takingWrites,
  type Placed,
} from './place-rows.ts';

/** A count as it was seen: what it held, after how many moves, and when it was to be looked at. */
export interface SeenCount extends OpenTasks {
  readonly moves: number;
  readonly dueAt: string;
}

const numberIn = (row: Row | undefined, name: string): number => {
  const value = row?.[name];
  return typeof value === 'number' ? value : 0;
};

function stateOf(row: Row | undefined): OpenTasks['state'] {
  if (row === undefined) return 'none';
  return numberIn(row, 'ending') === 1 ? 'ending' : 'counted';
}

/** What a new task writes to be counted. */
function newTaskWrites(task: Task, places: OpenTasks): readonly Write[] {
  if (!takesPlace(places)) return [];
  const { limit } = places;
  return takingWrites(task, {
    ...(limit === undefined ? {} : { limit }),
    ...(isIncomplete(places) ? { dueAt: task.createdAt } : {}),
  });
}

/** What is done about counts that are due: every write says which count it has seen. */
const counting = (table: Table) => ({
  /** Owners whose counts are due by `now` (ISO), the most overdue first. */
  async due(now: string, limit: number): Promise<readonly Owner[]> {
    const entries = await table.index({ index: 'due', partition: DUE_COUNTS, to: now, limit });
    return entries.map(({ pk }) => pk.slice(pk.indexOf('#') + 1)).filter(isOwner);
  },

  /** Who has a place. */
  async places(owner: Owner): Promise<readonly Placed[]> {
    const rows = await table.partition(placesOf(owner));
    return rows.map(({ sk }): Placed => {
      const [id = '', incarnation = ''] = sk.split('#');
      return { owner, id: id as Placed['id'], ...(incarnation === '' ? {} : { incarnation }) };
    });
  },

  /** Takes a place away from a task that is gone, or is another one by now. False where it has to be tried again. */
  async takeAway(place: Placed): Promise<boolean> {
    const key = taskKey(place.owner, place.id);
    const row = await table.get(key);
    if (row?.['placed'] === true && row['incarnation'] === place.incarnation) return true;
    const asSeen = whenSeen(row === undefined ? undefined : readVersion(row));
    const [removal, ...count] = givingWrites(place);
    const isThere: Condition = { equals: { id: place.id } };
    const result = await table.transact([
      { type: 'check', key, when: asSeen },
      { type: 'remove', key: placeKey(place), when: isThere },
      ...(removal === undefined ? [] : count),
    ]);
    return result.type === 'done';
  },

  /** Puts a number right that is not the number of places, provided that nobody has moved it since. */
  async correct(owner: Owner, { moves }: SeenCount, open: number): Promise<void> {
    const when = { equals: { moves } };
    await table.write({ type: 'add', key: countKey(owner), add: { moves: 1 }, set: { open }, when });
  },

  /** No limit is in force: from now on nobody takes a place. */
  async end(owner: Owner, { dueAt }: SeenCount): Promise<void> {
    await table.write({ type: 'add', key: countKey(owner), set: { ending: 1 }, when: { equals: { dueAt } } });
  },

  /** Lets a count be until `next` (ISO), or goes without it where it counts nothing; not where it is asked for again. */
  async leave(owner: Owner, { dueAt }: SeenCount, next: string): Promise<void> {
    const key = countKey(owner);
    const gone = await table.write({ type: 'remove', key, when: { equals: { open: 0, dueAt } } });
    if (gone.type === 'done') return;
    await table.write({ type: 'add', key, set: dueFrom(next), when: { equals: { dueAt } } });
  },
});

/** Counts the tasks that owners have open, where a limit is in force for them. `usual` holds where none is set for them. */
export const openTasks = (table: Table, usual: number | undefined) => ({
  newTaskWrites,
  ...counting(table),

  /** What holds for an owner, and what he has. */
  async read(owner: Owner): Promise<SeenCount> {
    const { pk, sk } = limitsKey(owner);
    const rows = await table.partition(pk);
    const limit = limitsOf(rows.find((row) => row.sk === sk) ?? {}).openTasks ?? usual;
    const row = rows.find((one) => one.sk === countKey(owner).sk);
    return {
      ...(limit === undefined ? {} : { limit }),
      open: numberIn(row, 'open'),
      moves: numberIn(row, 'moves'),
      dueAt: typeof row?.['dueAt'] === 'string' ? row['dueAt'] : '',
      state: stateOf(row),
    };
  },
});

export type OpenTaskStore = ReturnType<typeof openTasks>;

/** What has a count looked at: limits have changed, and there may be tasks that it does not hold. */
export const lookingWrite = (owner: Owner, at: string): Write => ({
  type: 'add',
  key: countKey(owner),
  add: { open: 0, moves: 0 },
  set: dueFrom(at),
});
