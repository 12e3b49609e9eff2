import type { Owner } from '../ids.ts';
import type { MilliCredits } from './money.ts';
import { totalOf, type Hold, type Settlement } from './settlement.ts';

/** One limit of an owner in one period. Always: reserved + spent + free = limit. */
export interface Allowance {
  readonly limit: MilliCredits;
  readonly reserved: MilliCredits;
  readonly spent: MilliCredits;
  readonly free: MilliCredits;
}

/** What an owner may spend. A side without a limit has the one that nobody reaches. */
export interface Budget {
  /** The periods that the figures are for: `2026-11` and `2026-11-21`, in UTC. */
  readonly month: string;
  readonly day: string;
  readonly monthly: Allowance;
  readonly daily: Allowance;
}

/** What an owner may spend in a month and in a day; a side that is missing has no limit. */
export interface Limits {
  readonly monthly?: MilliCredits;
  readonly daily?: MilliCredits;
}

/** That an operator has changed an owner's limits. */
export interface BudgetChange {
  readonly at: string;
  /** The owner of the operator's key. */
  readonly by: Owner;
  readonly reason?: string;
  /** Missing where nothing had been set before. */
  readonly from?: Limits;
  readonly to: Limits;
}

/** A budget with every change of it, the newest first; without a budget, no limit was ever set. */
export interface BudgetHistory {
  readonly budget?: Budget;
  readonly changes: readonly BudgetChange[];
}

/** Stands for "no limit": nine trillion credits. */
export const NO_LIMIT: MilliCredits = 9_000_000_000_000_000;

/** The limits alone. */
export const limitsOf = ({ monthly, daily }: Budget): Limits => ({
  ...(monthly.limit === NO_LIMIT ? {} : { monthly: monthly.limit }),
  ...(daily.limit === NO_LIMIT ? {} : { daily: daily.limit }),
});

/** True where neither limit is another. */
export const isSameLimits = (one: Limits, other: Limits): boolean =>
  one.monthly === other.monthly && one.daily === other.daily;

export const monthOf = (at: string): string => at.slice(0, 7);
export const dayOf = (at: string): string => at.slice(0, 10);

const fresh = (limit: MilliCredits): Allowance => ({ limit, reserved: 0, spent: 0, free: limit });

const limited = (allowance: Allowance, limit: MilliCredits): Allowance => ({
  ...allowance,
  limit,
  free: limit - allowance.reserved - allowance.spent,
});

/** The budget as it is at a time: a period that has passed begins anew. */
export function budgetAt(budget: Budget, at: string): Budget {
  const monthly = budget.month === monthOf(at) ? budget.monthly : fresh(budget.monthly.limit);
  const daily = budget.day === dayOf(at) ? budget.daily : fresh(budget.daily.limit);
  if (monthly === budget.monthly && daily === budget.daily) return budget;
  return { month: monthOf(at), day: dayOf(at), monthly, daily };
}

/** What has been spent in a month and in a day of it. */
export interface Spent {
  readonly month: MilliCredits;
  readonly day: MilliCredits;
}

/** Limits to be set; one that is missing stays as it is, and null lifts it. */
export type WantedLimits = { readonly [Side in keyof Limits]?: MilliCredits | null | undefined };

/** True where nothing is to be set. */
export const saysNothing = ({ monthly, daily }: WantedLimits): boolean =>
  monthly === undefined && daily === undefined;

/** A budget that limits nothing, as it is seen where none was ever set. */
export const noBudget = (at: string): Budget => ({
  month: monthOf(at),
  day: dayOf(at),
  monthly: fresh(NO_LIMIT),
  daily: fresh(NO_LIMIT),
});

const wanted = (limit: MilliCredits | null | undefined, now: Allowance | undefined): MilliCredits =>
  limit === undefined ? (now?.limit ?? NO_LIMIT) : (limit ?? NO_LIMIT);

/** A budget with other limits from `at` (ISO) on; what is reserved and spent stays. A first one begins with what was spent before it. */
export function withLimits(
  budget: Budget | undefined,
  limits: WantedLimits,
  { at, before = { month: 0, day: 0 } }: { readonly at: string; readonly before?: Spent },
): Budget {
  const now = budget === undefined ? undefined : budgetAt(budget, at);
  return {
    month: monthOf(at),
    day: dayOf(at),
    monthly: limited(
      now?.monthly ?? { ...fresh(0), spent: before.month },
      wanted(limits.monthly, now?.monthly),
    ),
    daily: limited(now?.daily ?? { ...fresh(0), spent: before.day }, wanted(limits.daily, now?.daily)),
  };
}

/** How the figures of a budget move: added to what is stored, in the transaction that causes it. */
export interface BudgetShift {
  readonly monthReserved: MilliCredits;
  readonly monthSpent: MilliCredits;
  readonly monthFree: MilliCredits;
  readonly dayReserved: MilliCredits;
  readonly daySpent: MilliCredits;
  readonly dayFree: MilliCredits;
}

const shift = (reserved: number, spent: number) => ({ reserved, spent, free: -reserved - spent });

/** Takes so much out of what is free, into what is reserved. */
export const reserving = (amount: MilliCredits): BudgetShift => periods(shift(amount, 0), shift(amount, 0));

function periods(
  month: { reserved: number; spent: number; free: number },
  day: { reserved: number; spent: number; free: number },
): BudgetShift {
  return {
    monthReserved: month.reserved,
    monthSpent: month.spent,
    monthFree: month.free,
    dayReserved: day.reserved,
    daySpent: day.spent,
    dayFree: day.free,
  };
}

/**
 * What a settlement moves. The first one frees the hold and spends the price; a later one spends the difference. A period
 * that has passed since the hold is left alone: its figures are gone, the ledger keeps them.
 */
export function settling(
  hold: Hold,
  { before, after }: { readonly before: Settlement | undefined; readonly after: Settlement },
  now: Pick<Budget, 'month' | 'day'>,
): BudgetShift {
  const reserved = before === undefined ? -hold.amount : 0;
  const spent = totalOf(after) - (before === undefined ? 0 : totalOf(before));
  const none = shift(0, 0);
  const moved = shift(reserved, spent);
  return periods(hold.month === now.month ? moved : none, hold.day === now.day ? moved : none);
}

/** True when a shift changes nothing. */
export const isStill = (moved: BudgetShift): boolean => Object.values(moved).every((by) => by === 0);
