import { noBudget, saysNothing, type Budget } from '#domain/money/budget.ts';
import { isoTime } from '#domain/ports.ts';
import { currentBudget } from './read-budget.ts';
import { setBudget, type BudgetOrder } from './read-usage.ts';

/** Changes what an owner may spend. A change that says nothing leaves no trace, least of all of an owner that never was. */
export const changeBudget = (dependencies: Parameters<typeof setBudget>[0]) => {
  const set = setBudget(dependencies);
  const current = currentBudget(dependencies);
  return async (order: BudgetOrder): Promise<Budget> =>
    saysNothing(order.limits)
      ? ((await current(order.owner)) ?? noBudget(isoTime(dependencies.clock.now())))
      : set(order);
};
