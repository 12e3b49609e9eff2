import type { BudgetHistory } from '#domain/budget.ts';
import type { Owner } from '#domain/ids.ts';
import { isoTime } from '#domain/ports.ts';
import type { BudgetChanges } from '#storage/budget-changes.ts';
import type { LedgerStore } from '#storage/ledger-store.ts';

interface BudgetNeeds {
  readonly ledger: LedgerStore;
  readonly changes: BudgetChanges;
  readonly clock: { readonly now: () => number };
}

/** An owner's budget as it is now, and who has changed it, the newest change first. */
export const readBudget =
  ({ ledger, changes, clock }: BudgetNeeds) =>
  async (owner: Owner): Promise<BudgetHistory> => {
    const budget = await ledger.budget(owner, isoTime(clock.now()));
    return { ...(budget === undefined ? {} : { budget }), changes: await changes.list(owner) };
  };
