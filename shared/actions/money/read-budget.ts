import type { BudgetHistory } from '#domain/money/budget.ts';
import type { Owner } from '#domain/ids.ts';
import { isoTime } from '#domain/ports.ts';
import type { BudgetChanges } from '#storage/money/budget-changes.ts';
import type { LedgerStore } from '#storage/money/ledger-store.ts';

interface BudgetDependencies {
  readonly ledger: LedgerStore;
  readonly changes: BudgetChanges;
  readonly clock: { readonly now: () => number };
}

/** An owner's budget as it is now, and who has changed it, the newest change first. */
export const readBudget =
  ({ ledger, changes, clock }: BudgetDependencies) =>
  async (owner: Owner): Promise<BudgetHistory> => {
    const budget = await ledger.budget(owner, isoTime(clock.now()));
    return { ...(budget === undefined ? {} : { budget }), changes: await changes.list(owner) };
  };
