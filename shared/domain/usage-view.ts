import { NO_LIMIT, type Allowance, type Budget, type BudgetChange, type Limits } from './money/budget.ts';
import { toCredits } from './money/money.ts';

/** One limit, in credits. Always: reserved + spent + free = limit. */
export interface AllowanceView {
  readonly limitCredits: number;
  readonly reservedCredits: number;
  readonly spentCredits: number;
  readonly freeCredits: number;
}

/** What an owner may spend; a side without a limit is left out. */
export interface BudgetView {
  readonly month: string;
  readonly day: string;
  readonly monthly?: AllowanceView;
  readonly daily?: AllowanceView;
}

/** What an owner has spent with one model. */
export interface ModelUsageView {
  readonly model: string;
  readonly tasks: number;
  readonly credits: number;
  readonly usd: number;
}

/** What an owner has spent in the running month, and what a budget leaves. */
export interface UsageView {
  readonly month: string;
  readonly credits: number;
  readonly usd: number;
  readonly models: readonly ModelUsageView[];
  readonly budget?: BudgetView;
}

const allowanceView = ({ limit, reserved, spent, free }: Allowance): AllowanceView => ({
  limitCredits: toCredits(limit),
  reservedCredits: toCredits(reserved),
  spentCredits: toCredits(spent),
  freeCredits: toCredits(free),
});

/** Shows a budget. */
export const budgetView = ({ month, day, monthly, daily }: Budget): BudgetView => ({
  month,
  day,
  ...(monthly.limit === NO_LIMIT ? {} : { monthly: allowanceView(monthly) }),
  ...(daily.limit === NO_LIMIT ? {} : { daily: allowanceView(daily) }),
});

/** Limits, in credits; a side that is missing has none. */
export interface LimitsView {
  readonly monthlyCredits?: number;
  readonly dailyCredits?: number;
}

/** That an operator has changed a budget. */
export interface BudgetChangeView {
  readonly at: string;
  readonly by: string;
  readonly reason?: string;
  readonly from?: LimitsView;
  readonly to: LimitsView;
}

/** A budget with its past. */
export interface BudgetHistoryView {
  readonly budget?: BudgetView;
  readonly changes: readonly BudgetChangeView[];
}

const limitsView = ({ monthly, daily }: Limits): LimitsView => ({
  ...(monthly === undefined ? {} : { monthlyCredits: toCredits(monthly) }),
  ...(daily === undefined ? {} : { dailyCredits: toCredits(daily) }),
});

/** Shows a budget with its changes, in the order in which they are given. */
export const budgetHistoryView = (
  budget: Budget | undefined,
  changes: readonly BudgetChange[],
): BudgetHistoryView => ({
  ...(budget === undefined ? {} : { budget: budgetView(budget) }),
  changes: changes.map(({ from, to, ...change }) => ({
    ...change,
    ...(from === undefined ? {} : { from: limitsView(from) }),
    to: limitsView(to),
  })),
});
