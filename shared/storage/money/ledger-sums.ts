import * as z from 'zod';
import { once } from '#domain/once.ts';
import type { Owner } from '#domain/ids.ts';
import type { MilliCredits } from '#domain/money/money.ts';
import type { Table, Write } from '../table/table-port.ts';
import {
  entryKey,
  isSum,
  ledgerPartition,
  linesIn,
  MONTH_LENGTH,
  sumKey,
  sumsOf,
  type LedgerLine,
  type LedgerSum,
} from './ledger-lines.ts';
import { isUnsummed, sumWrites } from './usage-sums.ts';

/** Reads a ledger month by month, and puts sums in the place of lines about tasks that are gone. */

const sumRow = once(
  () =>
    z.object({
      model: z.string(),
      tasks: z.int(),
      amount: z.int(),
    }) satisfies z.ZodType<LedgerSum>,
);

/** Lines and sums of one month. */
export async function readMonth(table: Table, owner: Owner, month: string) {
  const rows = await table.partition(ledgerPartition(owner), month);
  return {
    lines: linesIn(rows),
    sums: rows.filter(isSum).map((row): LedgerSum => sumRow().parse(row)),
  };
}

/** Lines that are read at a time. */
const PAGE = 500;

/**
 * What an owner's ledger settled after one time and until another (ISO), in thousandths of a credit, but for what he has paid
 * to the provider himself.
 */
export async function settledBetween(
  table: Table,
  owner: Owner,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<MilliCredits> {
  let total = 0;
  // Behind every line of that time: what follows the time in a key is a `#`.
  let after = `${from}$`;
  for (;;) {
    const page = await table.page(ledgerPartition(owner), after, PAGE);
    const parts = sumsOf(linesIn(page).filter(({ at, own }) => at <= to && own === undefined));
    total += parts.reduce((sum, { amount }) => sum + amount, 0);
    const last = page.at(-1);
    if (page.length < PAGE || last === undefined || last.sk > `${to}$`) return total;
    after = last.sk;
  }
}

/** Reads an owner's ledger month by month, and makes it smaller. */
export const ledgerBooks = (table: Table) => ({
  /** All ledger lines of one month of which this version knows what they mean, the oldest first. */
  month: async (owner: Owner, month: string): Promise<readonly LedgerLine[]> =>
    (await readMonth(table, owner, month)).lines,

  /** The first month after another ('' for the first of all) of which there is anything; undefined after the last. */
  async monthAfter(owner: Owner, month: string): Promise<string | undefined> {
    const [first] = await table.page(ledgerPartition(owner), month === '' ? '' : `${month}~~`, 1);
    return first?.sk.slice(0, MONTH_LENGTH);
  },

  /**
   * Puts sums in the place of lines of one month, in one transaction: all lines of some tasks, thirty at most, since each
   * may bring a sum of its model and one of its day. What the sums of the days do not hold yet is added to them. False
   * where somebody else has done it, or was in the way.
   */
  async condense(owner: Owner, month: string, lines: readonly LedgerLine[]): Promise<boolean> {
    const written = await table.transact([
      ...lines.map((line): Write => {
        const unsummed = isUnsummed(line) ? { belowOrMissing: { inSums: 1 } } : {};
        return {
          type: 'remove',
          key: entryKey(owner, line),
          when: { equals: { taskId: line.taskId }, ...unsummed },
        };
      }),
      ...sumWrites(owner, lines.filter(isUnsummed)),
      ...sumsOf(lines).map(({ model, tasks, amount }): Write => ({
        type: 'add',
        key: sumKey(owner, month, model),
        add: { tasks, amount },
        set: { model },
      })),
    ]);
    return written.type === 'done';
  },
});

export type LedgerBooks = ReturnType<typeof ledgerBooks>;
