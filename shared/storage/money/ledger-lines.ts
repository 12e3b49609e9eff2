import * as z from 'zod';
import { once } from '#domain/once.ts';
import type { Owner } from '#domain/ids.ts';
import type { MilliCredits } from '#domain/money/money.ts';
import type { LedgerEntry } from '#domain/money/settlement.ts';
import type { Key, Row } from '../table/table-port.ts';

/** How a ledger lies in the table: lines by time, and sums in the place of lines about tasks that are gone. */

const lineType = z.enum(['hold', 'settle', 'release', 'adjust']);

/** A line as it is stored. */
export interface LedgerLine extends LedgerEntry {
  /** Present on a charge that the sums of its day hold; a version without such sums does not write it. */
  readonly inSums?: number;
  /** What was held for the task, and since when (ISO), on the first line of its settlement. */
  readonly held?: MilliCredits;
  readonly heldAt?: string;
}

const lineRow = once(
  () =>
    z.object({
      type: lineType,
      at: z.string(),
      taskId: z.string(),
      model: z.string(),
      job: z.int().exactOptional(),
      amount: z.int(),
      own: z.int().exactOptional(),
      inSums: z.int().exactOptional(),
      held: z.int().exactOptional(),
      heldAt: z.string().exactOptional(),
    }) satisfies z.ZodType<LedgerLine>,
);

export const ledgerPartition = (owner: Owner): string => `ledger#${owner}`;

/** Where a line lies. */
export const entryKey = (owner: Owner, { at, taskId, type, job = 0 }: LedgerEntry): Key => ({
  pk: ledgerPartition(owner),
  sk: `${at}#${taskId}#${type}#${job}`,
});

export const MONTH_LENGTH = '2026-11'.length;

/** Sums stand behind all lines of their month: a line begins with a time, whose next character is a dash. */
export const sumKey = (owner: Owner, month: string, model: string): Key => ({
  pk: ledgerPartition(owner),
  sk: `${month}~${model}`,
});
export const isSum = ({ sk }: Key): boolean => sk[MONTH_LENGTH] === '~';

/** A line of a kind that only a newer version understands is left alone: it counts there. */
const isKnown = (row: Row): boolean => lineType.safeParse(row['type']).success;

/** The lines among rows of a ledger that this version knows the meaning of. */
export const linesIn = (rows: readonly Row[]): LedgerLine[] =>
  rows.filter((row) => !isSum(row) && isKnown(row)).map((row): LedgerLine => lineRow().parse(row));

/** True for lines that charge something, or give it back. */
export const isCharge = ({ type }: LedgerEntry): boolean => type === 'settle' || type === 'adjust';

/** What is left of single lines: for how many tasks of a model was paid, and what they came to. */
export interface LedgerSum {
  readonly model: string;
  readonly tasks: number;
  readonly amount: number;
}

/** What lines come to, by model. Lines of one settlement must not be split between two calls. */
export const sumsOf = (lines: readonly LedgerEntry[]): LedgerSum[] =>
  [...Map.groupBy(lines.filter(isCharge), ({ model }) => model)].map(([model, same]) => {
    // A task is settled once for all its jobs, at one time; another with its id is another task.
    const settled = same.filter(({ type }) => type === 'settle').map(({ at, taskId }) => `${at}#${taskId}`);
    const amount = same.reduce((sum, one) => sum + one.amount, 0);
    return { model, tasks: new Set(settled).size, amount };
  });
