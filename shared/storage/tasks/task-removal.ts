import { markOf } from '#domain/tasks/incarnation.ts';
import type { Row, Table, Write } from '../table/table-port.ts';
import { traceKey, traceOf } from './due-tasks.ts';
import {
  belongingOfRow,
  isHead,
  outputKey,
  partitionOf,
  readTask,
  requestKey,
  taskKey,
  type TaskAddress,
} from './task-rows.ts';
import { MOST_RACES, type Rewriting } from '../table/versioned-row.ts';
import { Contention } from '../unavailable.ts';

/** Removes a row that was read, but not what a task that was made anew under the same id has put in its place. */
const removalOf = ({ pk, sk, incarnation }: Row): Write => ({
  type: 'remove',
  key: { pk, sk },
  ...(typeof incarnation === 'string' ? { when: { equals: { incarnation } } } : {}),
});

/** Removes jobs and outputs, but for these outputs: what is left of the task can still be found. */
const removeParts =
  (table: Table) =>
  async (address: TaskAddress, but: readonly number[] = []): Promise<void> => {
    const { owner, id } = address;
    const spared = new Set(but.map((n) => outputKey(owner, id, n).sk));
    for (const row of await table.partition(partitionOf(owner, id))) {
      const isOther = address.incarnation !== undefined && belongingOfRow(row, address) === 'later';
      if (!isHead(row) && !spared.has(row.sk) && !isOther) await table.write(removalOf(row));
    }
  };

/** Removes what was written for a task since it was removed, and nothing of one that was made anew under its id. */
const removeLate =
  (table: Table) =>
  async ({ owner, id }: TaskAddress): Promise<void> => {
    const rows = await table.partition(partitionOf(owner, id));
    const head = rows.find((row) => row.sk === taskKey(owner, id).sk);
    const task = head === undefined ? undefined : readTask(head);
    for (const row of rows) {
      if (task === undefined || belongingOfRow(row, task) === 'earlier') await table.write(removalOf(row));
    }
  };

/** Removes tasks, in an order in which a removal that broke off can be repeated. */
export const taskRemoval = ({ table, backoff }: Pick<Rewriting, 'table' | 'backoff'>) => ({
  removeParts: removeParts(table),
  removeLate: removeLate(table),

  /**
   * What removes the rest of a task whose parts are gone, and these outputs. Task and request go together: a task without its request
   * could not be found again, nor removed. Refused where somebody else was faster.
   */
  removalWrites: (address: TaskAddress, outputs: readonly number[]): readonly Write[] => {
    const { owner, id } = address;
    return [
      { type: 'remove', key: taskKey(owner, id), when: { equals: { id, ...markOf(address) } } },
      { type: 'remove', key: requestKey(owner, id) },
      ...outputs.map((n): Write => ({ type: 'remove', key: outputKey(owner, id, n) })),
    ];
  },

  /**
   * Removes every row of a task, the task and its request last, so that a removal that broke off can be repeated.
   * `lookAt` (ISO) where a visit may be under way: then it is due once more, for what is written until then.
   */
  async remove(address: TaskAddress, lookAt?: string): Promise<void> {
    await removeParts(table)(address);
    const { owner, id, incarnation } = address;
    const when = incarnation === undefined ? {} : { when: { equals: { incarnation } } };
    const writes: Write[] = [
      { type: 'remove', key: taskKey(owner, id), ...when },
      { type: 'remove', key: requestKey(owner, id) },
      ...(lookAt === undefined ? [] : [{ type: 'put', row: traceOf(address, lookAt) } as const]),
    ];
    for (let tries = 0; ; tries += 1) {
      // Refused: it has been removed already, and another may have its id by now.
      // Who was told of it may have been written down meanwhile.
      if ((await table.transact(writes)).type !== 'conflict') return removeLate(table)(address);
      if (tries === MOST_RACES) throw new Contention(`Gave up removing a task after ${MOST_RACES} conflicts`);
      await backoff(tries);
    }
  },

  /** Removes what a visit has written since the task was removed, and the trace that led here. */
  async clear(address: TaskAddress): Promise<void> {
    await removeLate(table)(address);
    await table.write({ type: 'remove', key: traceKey(address) });
  },
});
