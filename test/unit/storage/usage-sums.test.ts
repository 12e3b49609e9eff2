import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { isTaskId, type TaskId } from '#domain/ids.ts';
import { ledgerLines, type Settlement } from '#domain/money/settlement.ts';
import type { Task } from '#domain/tasks/task.ts';
import { entryKey, type LedgerSum } from '#storage/money/ledger-lines.ts';
import { ledgerStore } from '#storage/money/ledger-store.ts';
import { ledgerBooks } from '#storage/money/ledger-sums.ts';
import { addUnsummed } from '#storage/money/unsummed-lines.ts';
import type { Table } from '#storage/table/table-port.ts';
import { MemoryTable, memoryTable } from '../../simulation/ports/memory-table.ts';
import { owner, sampleTask, MINUTE_MS, START } from '../domain/samples.ts';

let table: Table;
let memory: MemoryTable;
let now: number;
beforeEach(() => {
  memory = new MemoryTable();
  table = memoryTable(memory);
  now = START;
});

const iso = (): string => new Date(now).toISOString();
function idOf(n: number): TaskId {
  const id = n.toString(16).padStart(32, '0');
  if (!isTaskId(id)) throw new Error(`${id} is no id`);
  return id;
}

const settlementOf = (prices: readonly number[]): Settlement => ({ prices, final: true });

interface Settling {
  readonly prices: readonly number[];
  readonly before?: readonly number[];
  readonly model?: string;
}

/** Settles task `n` as this version does. */
async function settle(n: number, { prices, before, model = 'IMAGEN4' }: Settling): Promise<void> {
  const task: Task = sampleTask({ id: idOf(n), model });
  const from = before === undefined ? task : { ...task, settlement: settlementOf(before) };
  const settled = { ...from, settlement: settlementOf(prices) };
  const writes = await ledgerStore(table).settleWrites(settled, from, iso());
  // The same prices again change nothing; the row of the task, which goes with these writes, is not looked at here.
  if (writes.length > 0) await table.transact(writes);
}

/** The same as a version does that knows nothing of sums. */
async function settleEarlier(n: number, { prices, before, model = 'IMAGEN4' }: Settling): Promise<void> {
  const from = before === undefined ? undefined : settlementOf(before);
  const about = { at: iso(), taskId: idOf(n), model };
  for (const line of ledgerLines(from, settlementOf(prices), about))
    await table.write({ type: 'put', row: { ...entryKey(owner, line), ...line } });
}

const usage = async (): Promise<readonly LedgerSum[]> =>
  (await ledgerStore(table).sums(owner, iso())).toSorted((left, right) =>
    left.model < right.model ? -1 : 1,
  );

const tick = (): Promise<number> => addUnsummed(table)(owner, now);
/** Everything that has been written is looked through. */
async function tickLater(): Promise<number> {
  now += 20 * MINUTE_MS;
  return tick();
}

/** Rows that are read for usage, which must not be lines of the ledger. */
async function linesRead(): Promise<number> {
  let lines = 0;
  const count = (pk: string, rows: number): void => void (lines += pk.startsWith('ledger#') ? rows : 0);
  const watched: Table = {
    ...table,
    partition: async (pk, prefix) => {
      const rows = await table.partition(pk, prefix);
      count(pk, rows.length);
      return rows;
    },
    page: async (pk, after, limit) => {
      const rows = await table.page(pk, after, limit);
      count(pk, rows.length);
      return rows;
    },
  };
  await ledgerStore(watched).sums(owner, iso());
  return lines;
}

describe('what an owner has spent', () => {
  it('is read from sums, and without the lines that were looked through', async () => {
    for (let n = 0; n < 50; n += 1) await settle(n, { prices: [4000, 4000] });
    expect(await linesRead()).toBe(100);
    expect(await tickLater()).toBe(0);
    expect(await linesRead()).toBe(0);
    expect(await usage()).toEqual([{ model: 'IMAGEN4', tasks: 50, amount: 400_000 }]);
  });

  it('counts a charge for the day on which it was settled, an adjustment for its own, and nothing for a failure', async () => {
    await settle(1, { prices: [4000, 0] });
    await settle(2, { prices: [0] });
    now += 24 * 3600_000;
    await settle(1, { prices: [1000, 0], before: [4000, 0] });
    await tickLater();
    expect(await usage()).toEqual([{ model: 'IMAGEN4', tasks: 1, amount: 1000 }]);
    expect(await ledgerStore(table).spent(owner, iso())).toEqual({ month: 1000, day: 0 });
    expect(memory.partition(`usage#${owner}`).map(({ sk }) => sk)).toEqual([
      '2026-11-28#1',
      '2026-11-29#1',
      'progress',
    ]);
  });

  it('is read from the ledger while a version without sums is at work, and its charges are added once', async () => {
    await settle(1, { prices: [4000] });
    await tickLater();
    await settleEarlier(2, { prices: [4000, 3000], model: 'VEO3' });
    const all = [
      { model: 'IMAGEN4', tasks: 1, amount: 4000 },
      { model: 'VEO3', tasks: 1, amount: 7000 },
    ];
    expect(await usage()).toEqual(all);
    expect(await Promise.all([tickLater(), tick()])).toContain(2);
    expect(await tickLater()).toBe(0);
    expect(await linesRead()).toBe(0);
    expect(await usage()).toEqual(all);
  });

  it('is read from the ledger when nobody has looked through it for more than an hour', async () => {
    await settle(1, { prices: [4000] });
    await tickLater();
    now += 90 * MINUTE_MS;
    expect(await linesRead()).toBe(1);
  });

  it('is read from the ledger until the next month where lines of this one have lost their day', async () => {
    await settleEarlier(1, { prices: [4000] });
    const books = ledgerBooks(table);
    await books.condense(owner, '2026-11', await books.month(owner, '2026-11'));
    await settle(2, { prices: [4000] });
    await tickLater();
    expect(await usage()).toEqual([{ model: 'IMAGEN4', tasks: 2, amount: 8000 }]);
    now = Date.parse('2026-12-01T00:05:00.000Z');
    await settle(3, { prices: [500] });
    await tickLater();
    expect(await linesRead()).toBe(0);
    expect(await usage()).toEqual([{ model: 'IMAGEN4', tasks: 1, amount: 500 }]);
  });

  it('is looked through a page at a time, no settlement in two parts', async () => {
    for (let n = 0; n < 600; n += 1) {
      await settleEarlier(n, { prices: [1, 1, 1] });
      now += 7;
    }
    expect(await tickLater()).toBe(1800);
    expect(await usage()).toEqual([{ model: 'IMAGEN4', tasks: 600, amount: 1800 }]);
  });
});

const price = fc.integer({ min: 0, max: 9000 });
const step = fc.oneof(
  fc.record({
    type: fc.constant('settle'),
    isEarlier: fc.boolean(),
    prices: fc.array(price, { minLength: 1, maxLength: 4 }),
  }),
  fc.record({ type: fc.constant('adjust'), isEarlier: fc.boolean(), of: fc.nat(), price }),
  fc.record({ type: fc.constant('tick') }),
  fc.record({ type: fc.constant('condense'), of: fc.nat() }),
  fc.record({ type: fc.constant('wait'), minutes: fc.integer({ min: 1, max: 50 }) }),
);
const models = ['IMAGEN4', 'VEO3', 'google/imagen4-fast'];

it('is what the tasks cost, whatever versions settle, look through and condense in any order', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(step, fc.constantFrom(...models)), { maxLength: 40 }),
      async (steps) => {
        memory = new MemoryTable();
        table = memoryTable(memory);
        now = Date.parse('2026-11-03T22:00:00.000Z');
        const tasks: { prices: number[]; model: string; isPaid: boolean }[] = [];
        for (const [one, model] of steps) {
          now += 1000;
          if ('minutes' in one) now += one.minutes * MINUTE_MS;
          else if ('prices' in one) {
            const { prices, isEarlier } = one;
            await (isEarlier ? settleEarlier : settle)(tasks.length, { prices, model });
            tasks.push({ prices: [...prices], model, isPaid: prices.some((paid) => paid > 0) });
          } else if ('price' in one && tasks.length > 0) {
            const n = one.of % tasks.length;
            const task = tasks[n];
            if (task === undefined) continue;
            const prices = [one.price, ...task.prices.slice(1)];
            await (one.isEarlier ? settleEarlier : settle)(n, {
              prices,
              before: task.prices,
              model: task.model,
            });
            task.prices = prices;
          } else if ('of' in one) {
            const books = ledgerBooks(table);
            const lines = await books.month(owner, '2026-11');
            const some = lines.filter(({ taskId }) => Number.parseInt(taskId, 16) % 3 === one.of % 3);
            if (some.length > 0 && some.length <= 30) await books.condense(owner, '2026-11', some);
          } else await tick();
          const expected = models.flatMap((name) => {
            const own = tasks.filter((task) => task.model === name);
            const amount = own.reduce(
              (sum, { prices }) => sum + prices.reduce((all, paid) => all + paid, 0),
              0,
            );
            const paid = own.filter(({ isPaid }) => isPaid).length;
            return paid > 0 || amount > 0 ? [{ model: name, tasks: paid, amount }] : [];
          });
          const told = (await usage()).filter(({ tasks: count, amount }) => count > 0 || amount > 0);
          expect(told).toEqual(expected.toSorted((left, right) => (left.model < right.model ? -1 : 1)));
        }
      },
    ),
    { numRuns: 300 },
  );
});
