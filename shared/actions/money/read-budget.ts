import type { Budget, BudgetHistory } from '#domain/money/budget.ts';
import type { Owner } from '#domain/ids.ts';
import { isoTime } from '#domain/ports.ts';
import type { BudgetChanges } from '#storage/money/budget-changes.ts';
import type { LedgerStore } from '#storage/money/ledger-store.ts';

interface BudgetDependencies {
  readonly ledger: LedgerStore;
  readonly clock: { readonly now: () => number };
}

/** An owner's budget as it is now; undefined where no limit was ever set. */
export const currentBudget =
  ({ ledger, clock }: BudgetDependencies) =>
  (owner: Owner): Promise<Budget | undefined> =>
    ledger.budget(owner, isoTime(clock.now()));

/** An owner's budget as it is now, and who has changed it, the newest change first. */
export const readBudget =
  ({ changes, ...dependencies }: BudgetDependencies & { readonly changes: BudgetChanges }) =>
  async (owner: Owner): Promise<BudgetHistory> => {
    const budget = await currentBudget(dependencies)(owner);
    return { ...(budget === undefined ? {} : { budget }), changes: await changes.list(owner) };
  };
