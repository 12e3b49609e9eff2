import * as z from 'zod';
import { once } from '#domain/once.ts';
import type { Owner } from '#domain/ids.ts';
import type { MilliCredits } from '#domain/money/money.ts';
import type { LedgerEntry } from '#domain/money/settlement.ts';
import type { Key, Row, Table, Write } from '../table/table-port.ts';

/** How a ledger lies in the table: lines by time, and sums in the place of lines about tasks that are gone. */

const lineType = z.enum(['hold', 'settle', 'release', 'adjust']);

/** A line of a kind that only a newer version understands is left alone: it counts there. */
const isKnown = (row: Row): boolean => lineType.safeParse(row['type']).success;

const entryRow = once(
  () =>
    z.object({
      type: lineType,
      at: z.string(),
      taskId: z.string(),
      model: z.string(),
      job: z.int().exactOptional(),
      amount: z.int(),
    }) satisfies z.ZodType<LedgerEntry>,
);

/** Where a line lies. */
export const entryKey = (owner: Owner, { at, taskId, type, job = 0 }: LedgerEntry): Key => ({
  pk: `ledger#${owner}`,
  sk: `${at}#${taskId}#${type}#${job}`,
});
/** What is left of single lines: how many tasks of a model were paid for in a month, and what they came to. */
export interface LedgerSum {
  readonly model: string;
  readonly tasks: number;
  readonly amount: number;
}
const sumRow = once(
  () =>
    z.object({
      model: z.string(),
      tasks: z.int(),
      amount: z.int(),
    }) satisfies z.ZodType<LedgerSum>,
);
/** Sums stand behind all lines of their month: a line begins with a time, whose next character is a dash. */
const sumKey = (owner: Owner, month: string, model: string): Key => ({
  pk: `ledger#${owner}`,
  sk: `${month}~${model}`,
});
const isSum = ({ sk }: Key): boolean => sk[MONTH_LENGTH] === '~';
const MONTH_LENGTH = '2026-11'.length;

/** What lines come to, by model. Lines of one task must not be split between two calls. */
export function sumsOf(lines: readonly LedgerEntry[]): LedgerSum[] {
  const paid = lines.filter(({ type }) => type === 'settle' || type === 'adjust');
  return [...Map.groupBy(paid, ({ model }) => model)].map(([model, same]) => ({
    model,
    tasks: new Set(same.filter(({ type }) => type === 'settle').map(({ taskId }) => taskId)).size,
    amount: same.reduce((sum, { amount }) => sum + amount, 0),
  }));
}

/** The lines among rows of a ledger that this version knows the meaning of. */
const linesIn = (rows: readonly Row[]): LedgerEntry[] =>
  rows.filter((row) => !isSum(row) && isKnown(row)).map((row): LedgerEntry => entryRow().parse(row));

/** Lines and sums of one month. */
export async function readMonth(table: Table, owner: Owner, month: string) {
  const rows = await table.partition(`ledger#${owner}`, month);
  return {
    lines: linesIn(rows),
    sums: rows.filter(isSum).map((row): LedgerSum => sumRow().parse(row)),
  };
}

/** Lines that are read at a time. */
const PAGE = 500;

/** What an owner's ledger settled after one time and until another (ISO), in thousandths of a credit. */
export async function settledBetween(
  table: Table,
  owner: Owner,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<MilliCredits> {
  let total = 0;
  // Behind every line of that time: what follows the time in a key is a `#`.
  let after = `${from}$`;
  for (;;) {
    const page = await table.page(`ledger#${owner}`, after, PAGE);
    const parts = sumsOf(linesIn(page).filter(({ at }) => at <= to));
    total += parts.reduce((sum, { amount }) => sum + amount, 0);
    const last = page.at(-1);
    if (page.length < PAGE || last === undefined || last.sk > `${to}$`) return total;
    after = last.sk;
  }
}

/** Reads an owner's ledger month by month, and makes it smaller. */
export const ledgerBooks = (table: Table) => ({
  /** All ledger lines of one month of which this version knows what they mean, the oldest first. */
  month: async (owner: Owner, month: string): Promise<readonly LedgerEntry[]> =>
    (await readMonth(table, owner, month)).lines,

  /** The first month after another ('' for the first of all) of which there is anything; undefined after the last. */
  async monthAfter(owner: Owner, month: string): Promise<string | undefined> {
    const [first] = await table.page(`ledger#${owner}`, month === '' ? '' : `${month}~~`, 1);
    return first?.sk.slice(0, MONTH_LENGTH);
  },

  /**
   * Puts sums in the place of lines of one month, in one transaction: all lines of some tasks, ninety at most. False
   * where somebody else has done it, or was in the way.
   */
  async condense(owner: Owner, month: string, lines: readonly LedgerEntry[]): Promise<boolean> {
    const written = await table.transact([
      ...lines.map(({ taskId, ...line }): Write => {
        const { pk, sk } = entryKey(owner, { taskId, ...line });
        return { type: 'remove', key: { pk, sk }, when: { equals: { taskId } } };
      }),
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
