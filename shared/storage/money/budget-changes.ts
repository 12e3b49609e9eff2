import * as z from 'zod';
import type { BudgetChange } from '#domain/money/budget.ts';
import { isOwner, type Owner } from '#domain/ids.ts';
import type { Table, Write } from '../table/table-port.ts';

/** Who has changed what owners may spend: rows beside the budget, which itself stays as small as creates want it. */

const limits = z.object({ monthly: z.int().exactOptional(), daily: z.int().exactOptional() });
const changeRow = z.object({
  at: z.string(),
  by: z.string().refine(isOwner),
  reason: z.string().exactOptional(),
  from: limits.exactOptional(),
  to: limits,
}) satisfies z.ZodType<BudgetChange>;

const partitionOf = (owner: Owner): string => `budget#${owner}`;
const PREFIX = 'change#';
const MOST_DIGITS = 15;

/** What goes with the write of a budget whose version becomes `rev`. */
export const changeWrite = (owner: Owner, change: BudgetChange, rev: number): Write => {
  // In order of versions, which are never the same twice, whatever the clocks say.
  const sk = `${PREFIX}${String(rev).padStart(MOST_DIGITS, '0')}`;
  return { type: 'put', row: { pk: partitionOf(owner), sk, ...change } };
};

/** All changes of an owner's budget, the newest first. */
export const budgetChanges = (table: Table) => ({
  list: async (owner: Owner): Promise<readonly BudgetChange[]> => {
    const rows = await table.partition(partitionOf(owner), PREFIX);
    return rows.map((row): BudgetChange => changeRow.parse(row)).reverse();
  },
});

export type BudgetChanges = ReturnType<typeof budgetChanges>;
