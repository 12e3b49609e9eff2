import type { Owner } from '#domain/ids.ts';
import type { OwnerLimits } from '#domain/limits/owner-limits.ts';
import { isIncomplete, takesPlace, type OpenTasks } from '#domain/limits/open-tasks.ts';
import type { Task } from '#domain/tasks/task.ts';
import type { Row, Table, Write } from '../table/table-port.ts';
import { limitsOf, limitsKey } from './limit-store.ts';
import { keyCountsIn } from './key-counts.ts';
import { countKey, takingWrites } from './place-rows.ts';

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
  const { limit, keyLimit } = places;
  return takingWrites(task, {
    ...(limit === undefined ? {} : { limit }),
    ...(keyLimit === undefined ? {} : { keyLimit }),
    ...(isIncomplete(places) ? { dueAt: task.createdAt } : {}),
  });
}

/** Counts the tasks that owners have open, where a limit is in force for them. `usual` holds where none is set for them. */
export const openTasks = (table: Table, usual: OwnerLimits) => ({
  newTaskWrites,

  /** What holds for an owner, and what he has. */
  async read(owner: Owner): Promise<SeenCount> {
    const { pk, sk } = limitsKey(owner);
    const rows = await table.partition(pk);
    const own = limitsOf(rows.find((row) => row.sk === sk) ?? {});
    const { openTasks: limit, keyOpenTasks: keyLimit } = { ...usual, ...own };
    const row = rows.find((one) => one.sk === countKey(owner).sk);
    return {
      ...(limit === undefined ? {} : { limit }),
      ...(keyLimit === undefined ? {} : { keyLimit }),
      open: numberIn(row, 'open'),
      ofKeys: keyCountsIn(row ?? {}),
      moves: numberIn(row, 'moves'),
      dueAt: typeof row?.['dueAt'] === 'string' ? row['dueAt'] : '',
      state: stateOf(row),
    };
  },
});

export type OpenTaskStore = ReturnType<typeof openTasks>;
