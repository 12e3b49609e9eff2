import type { BudgetHistoryView, BudgetView, UsageView } from './answers.ts';

const budget: BudgetView = {
  month: '2026-11',
  day: '2026-11-21',
  monthly: { limitCredits: 5000, reservedCredits: 64, spentCredits: 1212.5, freeCredits: 3723.5 },
};

const budgetHistory: BudgetHistoryView = {
  budget,
  changes: [
    {
      at: '2026-11-02T08:15:00.000Z',
      by: 'root',
      reason: 'A new client',
      from: { monthlyCredits: 2000, dailyCredits: 200 },
      to: { monthlyCredits: 5000 },
    },
  ],
};

const usage: UsageView = {
  month: '2026-11',
  credits: 1212.5,
  usd: 6.0625,
  models: [
    { model: 'VEO3', tasks: 20, credits: 1200, usd: 6 },
    { model: 'IMAGEN4', tasks: 3, credits: 12.5, usd: 0.0625 },
  ],
  budget,
};

/** What the description shows of money. Each passes its schema in a test. */
export const examples = { budget, budgetHistory, usage } as const;
