import {
  NO_LIMIT,
  type Allowance,
  type Budget,
  type BudgetHistory,
  type Limits,
} from '#domain/money/budget.ts';
import { toCredits, toUsd } from '#domain/money/money.ts';
import type { ModelUsage, Usage } from '#domain/money/usage.ts';
import type { BudgetHistoryView, BudgetView, UsageView } from './answers.ts';

const viewAllowance = ({ limit, reserved, spent, free }: Allowance): BudgetView['monthly'] & object => ({
  limitCredits: toCredits(limit),
  reservedCredits: toCredits(reserved),
  spentCredits: toCredits(spent),
  freeCredits: toCredits(Math.max(0, free)),
});

/** Shows a budget; a side without a limit is left out. */
export const viewBudget = ({ month, day, monthly, daily }: Budget): BudgetView => ({
  month,
  day,
  ...(monthly.limit === NO_LIMIT ? {} : { monthly: viewAllowance(monthly) }),
  ...(daily.limit === NO_LIMIT ? {} : { daily: viewAllowance(daily) }),
});

const viewLimits = ({ monthly, daily }: Limits): BudgetHistoryView['changes'][number]['to'] => ({
  ...(monthly === undefined ? {} : { monthlyCredits: toCredits(monthly) }),
  ...(daily === undefined ? {} : { dailyCredits: toCredits(daily) }),
});

/** Shows a budget with its changes, in the order in which they are given. */
export const viewBudgetHistory = ({ budget, changes }: BudgetHistory): BudgetHistoryView => ({
  ...(budget === undefined ? {} : { budget: viewBudget(budget) }),
  changes: changes.map(({ at, by, reason, from, to }) => ({
    at,
    by,
    ...(reason === undefined ? {} : { reason }),
    ...(from === undefined ? {} : { from: viewLimits(from) }),
    to: viewLimits(to),
  })),
});

const byCost = (left: ModelUsage, right: ModelUsage): number =>
  right.amount - left.amount || (left.model < right.model ? -1 : 1);

/** Shows what an owner has spent, the dearest model first. */
export function viewUsage({ month, models, budget }: Usage): UsageView {
  const total = models.reduce((sum, { amount }) => sum + amount, 0);
  return {
    month,
    credits: toCredits(total),
    usd: toUsd(total),
    models: models
      .toSorted(byCost)
      .map(({ model, tasks, amount }) => ({ model, tasks, credits: toCredits(amount), usd: toUsd(amount) })),
    ...(budget === undefined ? {} : { budget: viewBudget(budget) }),
  };
}
