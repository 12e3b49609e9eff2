import * as z from 'zod';
import { instant, type Shown } from '../wire/members.ts';

const credits = z.number().describe('In credits, at most three decimals.');
const usd = z.number().describe('The same in US dollars.');
const month = z
  .string()
  .regex(/^\d{4}-\d{2}$/)
  .describe('In UTC.');
const day = z.iso.date().describe('In UTC.');

const allowance = z.object({
  limitCredits: credits,
  reservedCredits: credits.describe('Held for tasks that have not been settled.'),
  spentCredits: credits,
  freeCredits: credits.describe(
    '`limit` less `reserved` less `spent`: what new tasks may take. Nothing where the limit was lowered to less than has gone, or a price was above its estimate.',
  ),
});

/** What an owner may spend. */
export const budgetView = z
  .object({
    month,
    day,
    monthly: allowance.describe('Absent where the month has no limit.').exactOptional(),
    daily: allowance.describe('Absent where the day has no limit.').exactOptional(),
  })
  .meta({ id: 'Budget', description: 'What an owner may spend.' });

export type BudgetView = Shown<typeof budgetView>;

const limits = z.object({
  monthlyCredits: credits.exactOptional(),
  dailyCredits: credits.exactOptional(),
});

/** A budget, and who has changed it. */
export const budgetHistoryView = z
  .object({
    budget: budgetView.describe('Absent where no limit was ever set.').exactOptional(),
    changes: z
      .array(
        z.object({
          at: instant,
          by: z.string().describe('The owner of the operator’s key.'),
          reason: z.string().describe('The operator’s words.').exactOptional(),
          from: limits.describe('Absent where nothing had been set before.').exactOptional(),
          to: limits,
        }),
      )
      .describe('The newest first. A limit that is absent is none.'),
  })
  .meta({
    id: 'BudgetHistory',
    description: 'What an owner may spend, and who has changed it.',
  });

export type BudgetHistoryView = Shown<typeof budgetHistoryView>;

/** What an owner has spent. */
export const usageView = z
  .object({
    month,
    credits,
    usd,
    models: z.array(
      z.object({
        model: z.string(),
        tasks: z.int().min(0).describe('Those that were paid for.'),
        credits,
        usd,
      }),
    ),
    budget: budgetView.describe('Absent where no limit was ever set.').exactOptional(),
  })
  .meta({ id: 'Usage', description: 'Month to date, by model.' });

export type UsageView = Shown<typeof usageView>;
