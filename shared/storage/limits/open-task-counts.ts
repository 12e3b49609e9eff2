import { isOwner, isTaskId, type Owner } from '#domain/ids.ts';
import { whenSeen } from '../table/versioned-row.ts';
import type { Condition, IndexEntry, Table, Write } from '../table/table-port.ts';
import { DUE_SHARDS, duePartition } from '../tasks/task-lists.ts';
import { readVersion, taskKey, type TaskAddress } from '../tasks/task-rows.ts';
import type { SeenCount } from './open-tasks.ts';
import {
  countKey,
  DUE_COUNTS,
  dueFrom,
  givingWrites,
  placeKey,
  placesOf,
  type Placed,
} from './place-rows.ts';

/** So many keys are read of an index at once. */
const PAGE = 1000;

/** The next page of all that is due in a shard, now or later. */
const pageOfShard = (
  table: Table,
  shard: number,
  after: IndexEntry | undefined,
): Promise<readonly IndexEntry[]> => {
  const query = { index: 'due', partition: duePartition(shard), limit: PAGE } as const;
  return table.index(after === undefined ? query : { ...query, after });
};

/** The task that an entry is about; none where it was removed. */
function taskIn({ pk }: IndexEntry): TaskAddress[] {
  const [kind, owner = '', id = ''] = pk.split('#');
  return kind === 'task' && isOwner(owner) && isTaskId(id) ? [{ owner, id }] : [];
}

/** What is done about counts of open tasks that are due: every write says which count it has seen. */
export const openTaskCounts = (table: Table) => ({
  /** Tasks of these owners that somebody has to look at, now or later: all that are open are among them. The index may lag. */
  async driven(owners: ReadonlySet<Owner>): Promise<ReadonlyMap<Owner, readonly TaskAddress[]>> {
    const driven: TaskAddress[] = [];
    for (let shard = 0; shard < DUE_SHARDS; shard += 1) {
      let page: readonly IndexEntry[] = [];
      do {
        page = await pageOfShard(table, shard, page.at(-1));
        driven.push(...page.flatMap(taskIn).filter(({ owner }) => owners.has(owner)));
      } while (page.length === PAGE);
    }
    return Map.groupBy(driven, ({ owner }) => owner);
  },

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

export type OpenTaskCounts = ReturnType<typeof openTaskCounts>;

/** What has a count looked at: limits have changed, and there may be tasks that it does not hold. */
export const lookingWrite = (owner: Owner, at: string): Write => ({
  type: 'add',
  key: countKey(owner),
  add: { open: 0, moves: 0 },
  set: dueFrom(at),
});
