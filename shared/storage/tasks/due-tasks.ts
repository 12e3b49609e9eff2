import { isOwner, isTaskId, type TaskId } from '#domain/ids.ts';
import type { Task } from '#domain/tasks/task.ts';
import type { IndexEntry, Key, Row, Table } from '../table/table-port.ts';
import { belongingOfRow, jobKey, partitionOf, readTask, taskKey, type TaskAddress } from './task-rows.ts';

/** How the sweeper finds tasks that somebody has to look at. */

/** A task that somebody has to look at; `gone`: one that was removed while visits may still have been under way. */
export interface DueTask extends TaskAddress {
  readonly gone: boolean;
  /** ISO time since which somebody has to. */
  readonly dueAt: string;
}

/** Tasks are due to the sweeper through one index, spread over this many partitions: a later version may write to any of them … */
export const DUE_SHARDS = 64;
/** … and this one does to the first few, which the version before looks at (docs/decisions/rows-of-other-versions.md). */
export const WRITTEN_SHARDS = 4;
export const duePartition = (shard: number): string => `task#${shard}`;
const shardOf = (id: TaskId): number => Number.parseInt(id.slice(-2), 16) % WRITTEN_SHARDS;

/** What makes a row of a task due at a time (ISO). */
export const dueFrom = (id: TaskId, dueAt: string) => ({ duePk: duePartition(shardOf(id)), dueAt });

/** So many of the shards that this version writes nothing to are looked at in one minute, in turn. */
const OTHERS_A_MINUTE = 4;

/** The shards to look at now (epoch milliseconds): our own, and some of the others, each within a quarter of an hour. */
export function shardsAt(now: number): readonly number[] {
  const others = DUE_SHARDS - WRITTEN_SHARDS;
  const first = (Math.floor(now / 60_000) * OTHERS_A_MINUTE) % others;
  const turn = Array.from({ length: OTHERS_A_MINUTE }, (_, i) => WRITTEN_SHARDS + ((first + i) % others));
  return [...Array.from({ length: WRITTEN_SHARDS }, (_, shard) => shard), ...turn];
}

/** Tells that a task was removed … */
export const traceKey = ({ owner, id }: TaskAddress): Key => ({ pk: `gone#${owner}#${id}`, sk: 'gone' });

/** … and when somebody has to see to what was written for it since. */
export const traceOf = (address: TaskAddress, dueAt: string): Row => ({
  ...traceKey(address),
  ...dueFrom(address.id, dueAt),
});

/** As much of a task as tells whether somebody has to look at it closely. */
export interface Glance {
  readonly task: Task;
  /** Its execution was heard of: a job has a row. */
  readonly isBegun: boolean;
}

function readTaskOrNone(row: Row): Task | undefined {
  try {
    return readTask(row);
  } catch {
    return undefined;
  }
}

/** Reads the index of what is due. It may lag behind the rows. */
export const dueTasks = (table: Table) => ({
  /** Tasks that somebody has to look at by `now`, the most overdue first, from one shard; `after` where there may be more. */
  async due(
    shard: number,
    now: string,
    { limit, after }: { readonly limit: number; readonly after?: IndexEntry | undefined },
  ): Promise<{ readonly due: readonly DueTask[]; readonly after?: IndexEntry }> {
    const partition = duePartition(shard);
    const goingOn = after === undefined ? {} : { after };
    const entries = await table.index({ index: 'due', partition, to: now, limit, ...goingOn });
    const due = entries.flatMap((entry) => {
      const [kind, owner = '', id = ''] = entry.pk.split('#');
      return isOwner(owner) && isTaskId(id) ? [{ owner, id, gone: kind === 'gone', dueAt: entry.sort }] : [];
    });
    const last = entries.length < limit ? undefined : entries.at(-1);
    return { due, ...(last === undefined ? {} : { after: last }) };
  },

  /** Many tasks without what belongs to them, by the partitions of their rows, and whether an execution has touched their first job. */
  async glances(addresses: readonly TaskAddress[]): Promise<ReadonlyMap<string, Glance>> {
    // One that has just moved in the index may be listed twice; a row is asked for once.
    const each = new Map(addresses.map((one) => [partitionOf(one.owner, one.id), one]));
    const rows = await table.many(
      [...each.values()].flatMap(({ owner, id }) => [taskKey(owner, id), jobKey(owner, id, 1)]),
    );
    return new Map(
      [...Map.groupBy(rows, ({ pk }) => pk)].flatMap(([pk, own]) => {
        const row = own.find(({ sk }) => sk === taskKey('', '').sk);
        const task = row === undefined ? undefined : readTaskOrNone(row);
        if (task === undefined) return [];
        const job = own.find((one) => one !== row);
        const isBegun = job !== undefined && belongingOfRow(job, task) === 'own';
        return [[pk, { task, isBegun }] as const];
      }),
    );
  },
});
