import { withLimits } from '#domain/money/budget.ts';
import { isOwner } from '#domain/ids.ts';
import { isoTime } from '#domain/ports.ts';
import { ledgerStore } from '#storage/money/ledger-store.ts';
import { memoryTable, type MemoryTable } from '../ports/memory-table.ts';
import type { SimulationOptions } from './simulation-options.ts';

/** Sets the limits of owners, as an operator does. */
export async function setBudgets(
  table: MemoryTable,
  budgets: NonNullable<SimulationOptions['budgets']>,
  now: number,
): Promise<void> {
  const ledger = ledgerStore(memoryTable(table));
  for (const [owner, { monthly, daily }] of Object.entries(budgets)) {
    if (!isOwner(owner)) continue;
    await ledger.amend(owner, (budget) => withLimits(budget, { monthly, daily }, { at: isoTime(now) }));
  }
}
