import type { Table, Write } from '../table/table-port.ts';
import { traceKey, traceOf } from './task-lists.ts';
import { isHead, outputKey, partitionOf, requestKey, taskKey, type TaskAddress } from './task-rows.ts';
import { MOST_RACES, type Rewriting } from '../table/versioned-row.ts';
import { Contention } from '../unavailable.ts';

/** Removes jobs and outputs, but for these outputs: what is left of the task can still be found. */
const removeParts =
  (table: Table) =>
  async ({ owner, id }: TaskAddress, but: readonly number[] = []): Promise<void> => {
    const spared = new Set(but.map((n) => outputKey(owner, id, n).sk));
    for (const row of await table.partition(partitionOf(owner, id))) {
      if (!isHead(row) && !spared.has(row.sk))
        await table.write({ type: 'remove', key: { pk: row.pk, sk: row.sk } });
    }
  };

/** Removes tasks, in an order in which a removal that broke off can be repeated. */
export const taskRemoval = ({ table, backoff }: Pick<Rewriting, 'table' | 'backoff'>) => ({
  removeParts: removeParts(table),

  /**
   * What removes the rest of a task whose parts are gone, and these outputs. Task and request go together: a task without its request
   * could not be found again, nor removed. Refused where somebody else was faster.
   */
  removalWrites: ({ owner, id }: TaskAddress, outputs: readonly number[]): readonly Write[] => [
    { type: 'remove', key: taskKey(owner, id), when: { equals: { id } } },
    { type: 'remove', key: requestKey(owner, id) },
    ...outputs.map((n): Write => ({ type: 'remove', key: outputKey(owner, id, n) })),
  ],

  /**
   * Removes every row of a task, the task and its request last, so that a removal that broke off can be repeated.
   * `lookAt` (ISO) where a visit may be under way: then it is due once more, for what is written until then.
   */
  async remove(address: TaskAddress, lookAt?: string): Promise<void> {
    await removeParts(table)(address);
    const { owner, id } = address;
    const writes: Write[] = [
      { type: 'remove', key: taskKey(owner, id) },
      { type: 'remove', key: requestKey(owner, id) },
      ...(lookAt === undefined ? [] : [{ type: 'put', row: traceOf(address, lookAt) } as const]),
    ];
    for (let tries = 0; ; tries += 1) {
      if ((await table.transact(writes)).type === 'done') return;
      if (tries === MOST_RACES) throw new Contention(`Gave up removing a task after ${MOST_RACES} conflicts`);
      await backoff(tries);
    }
  },

  /** Removes what was written for a task since it was removed. One that was made anew under its key is left alone. */
  async clear(address: TaskAddress): Promise<void> {
    const rows = await table.partition(partitionOf(address.owner, address.id));
    for (const { pk, sk } of rows.some(isHead) ? [] : rows) {
      await table.write({ type: 'remove', key: { pk, sk } });
    }
    await table.write({ type: 'remove', key: traceKey(address) });
  },
});
