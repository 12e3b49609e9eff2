import {
  isSameLimits,
  limitsOf,
  monthOf,
  withLimits,
  type Budget,
  type Limits,
  type WantedLimits,
} from '#domain/money/budget.ts';
import type { Owner } from '#domain/ids.ts';
import { isoTime } from '#domain/ports.ts';
import { toCredits } from '#domain/money/money.ts';
import type { Usage } from '#domain/money/usage.ts';
import { changeWrite } from '#storage/money/budget-changes.ts';
import type { AuditWriter } from '#storage/operators/audit-store.ts';
import type { Amended, LedgerStore } from '#storage/money/ledger-store.ts';
import type { Write } from '#storage/table/table-port.ts';

interface UsageDependencies {
  readonly ledger: LedgerStore;
  readonly clock: { readonly now: () => number };
}

/** What an owner has spent in the running month (UTC), by model, and what a budget leaves. */
export const readUsage =
  ({ ledger, clock }: UsageDependencies) =>
  async (owner: Owner): Promise<Usage> => {
    const at = isoTime(clock.now());
    const month = monthOf(at);
    const [models, budget] = await Promise.all([ledger.sums(owner, at), ledger.budget(owner, at)]);
    return { month, models, ...(budget === undefined ? {} : { budget }) };
  };

/** What an operator wants an owner to be allowed. */
export interface BudgetOrder {
  readonly owner: Owner;
  readonly limits: WantedLimits;
  /** Whose key it is done with. */
  readonly by: Owner;
  readonly reason?: string;
}

const inCredits = ({ monthly, daily }: Limits) => ({
  ...(monthly === undefined ? {} : { monthlyCredits: toCredits(monthly) }),
  ...(daily === undefined ? {} : { dailyCredits: toCredits(daily) }),
});

/**
 * Sets what an owner may spend; a side that is left out stays as it is. What is reserved and spent stays: a first limit
 * counts what has been settled in its period before. Tasks that are under way then hold nothing, and do not count. A line
 * tells of every change, in its transaction; limits that are set as they are leave none.
 */
export const setBudget =
  ({ ledger, clock, audit }: UsageDependencies & { readonly audit: AuditWriter }) =>
  async ({ owner, limits, by, reason }: BudgetOrder): Promise<Budget> => {
    const at = isoTime(clock.now());
    const spent = await ledger.spent(owner, at);
    const told = ({ next, before, rev }: Amended): Write[] => {
      const to = limitsOf(next);
      const from = before === undefined ? {} : { from: limitsOf(before) };
      if (from.from !== undefined && isSameLimits(from.from, to)) return [];
      const why = reason === undefined ? {} : { reason };
      const facts = {
        ...(from.from === undefined ? {} : { before: inCredits(from.from) }),
        after: inCredits(to),
      };
      const line = { at, actor: by, action: 'budget-set', owner, ...facts, ...why } as const;
      return [changeWrite(owner, { at, by, ...why, ...from, to }, rev), audit(line, rev)];
    };
    return ledger.amend(owner, (budget) => withLimits(budget, limits, { at, before: spent }), told);
  };
