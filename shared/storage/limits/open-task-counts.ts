import { isOwner, isTaskId, type Owner } from '#domain/ids.ts';
import { whenSeen } from '../table/versioned-row.ts';
import type { Condition, IndexEntry, Table, Write } from '../table/table-port.ts';
import { DUE_SHARDS, duePartition } from '../tasks/due-tasks.ts';
import { readVersion, taskKey, type TaskAddress } from '../tasks/task-rows.ts';
import { keyCount } from './key-counts.ts';
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

/** The numbers of a count that are not those of the places, as they are to be. */
function wrongIn(seen: SeenCount, placed: readonly Placed[]): Record<string, number> {
  const known = Object.keys(seen.ofKeys).map((keyId) => [keyId, 0] as const);
  const ofKeys = new Map<string, number>(known);
  for (const { keyId } of placed) if (keyId !== undefined) ofKeys.set(keyId, (ofKeys.get(keyId) ?? 0) + 1);
  const wrong = [...ofKeys].filter(([keyId, open]) => (seen.ofKeys[keyId] ?? 0) !== open);
  return {
    ...(placed.length === seen.open ? {} : { open: placed.length }),
    ...Object.fromEntries(wrong.map(([keyId, open]) => [keyCount(keyId), open])),
  };
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
    return rows.map(({ sk, keyId }): Placed => {
      const [id = '', incarnation = ''] = sk.split('#');
      return {
        owner,
        id: id as Placed['id'],
        ...(incarnation === '' ? {} : { incarnation }),
        ...(typeof keyId === 'string' ? { keyId } : {}),
      };
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

  /** Puts numbers right that are not those of the places, provided that nobody has moved them since. */
  async correct(owner: Owner, seen: SeenCount, placed: readonly Placed[]): Promise<void> {
    const wrong = wrongIn(seen, placed);
    if (Object.keys(wrong).length === 0) return;
    const when = { equals: { moves: seen.moves } };
    await table.write({ type: 'add', key: countKey(owner), add: { moves: 1 }, set: wrong, when });
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
