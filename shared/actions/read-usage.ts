import { monthOf, withLimits } from '#domain/budget.ts';
import type { Owner } from '#domain/ids.ts';
import { toCredits, toUsd, type MilliCredits } from '#domain/money.ts';
import { isoTime } from '#domain/ports.ts';
import type { LedgerEntry } from '#domain/settlement.ts';
import { budgetView, type BudgetView, type UsageView } from '#domain/usage-view.ts';
import type { LedgerStore } from '#storage/ledger-store.ts';

function byModel(entries: readonly LedgerEntry[]): UsageView['models'] {
  const paid = entries.filter(({ type }) => type === 'settle' || type === 'adjust');
  return [...Map.groupBy(paid, ({ model }) => model)]
    .map(([model, lines]) => {
      const spent = lines.reduce((sum, { amount }) => sum + amount, 0);
      const tasks = new Set(lines.filter(({ type }) => type === 'settle').map(({ taskId }) => taskId)).size;
      return { model, tasks, credits: toCredits(spent), usd: toUsd(spent) };
    })
    .sort((left, right) => right.credits - left.credits || (left.model < right.model ? -1 : 1));
}

interface UsageNeeds {
  readonly ledger: LedgerStore;
  readonly clock: { readonly now: () => number };
}

/** What an owner has spent in the running month (UTC), by model, and what a budget leaves. Read from the ledger. */
export const readUsage =
  ({ ledger, clock }: UsageNeeds) =>
  async (owner: Owner): Promise<UsageView> => {
    const at = isoTime(clock.now());
    const month = monthOf(at);
    const [entries, budget] = await Promise.all([ledger.month(owner, month), ledger.budget(owner, at)]);
    const models = byModel(entries);
    const total = entries
      .filter(({ type }) => type === 'settle' || type === 'adjust')
      .reduce((sum, { amount }) => sum + amount, 0);
    return {
      month,
      credits: toCredits(total),
      usd: toUsd(total),
      models,
      ...(budget === undefined ? {} : { budget: budgetView(budget) }),
    };
  };

/** Sets what an owner may spend; a side that is left out has no limit. What is reserved and spent stays. */
export const setBudget =
  ({ ledger, clock }: UsageNeeds) =>
  async (
    owner: Owner,
    limits: { monthly: MilliCredits | undefined; daily: MilliCredits | undefined },
  ): Promise<BudgetView> =>
    budgetView(await ledger.amend(owner, (budget) => withLimits(budget, limits, isoTime(clock.now()))));
