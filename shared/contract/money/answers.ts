import * as z from 'zod';
import type { OperatorItem } from '#domain/operators/operator-item.ts';
import type {
  AllowanceView,
  BudgetChangeView,
  BudgetHistoryView,
  BudgetView,
  LimitsView,
  ModelUsageView,
  UsageView,
} from '#domain/usage-view.ts';
import { isOwner, isTaskId } from '#domain/ids.ts';
import { instant, words, type Members } from '../wire/members.ts';
import { taskView } from '../tasks/answers.ts';

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
    '`limit` less `reserved` less `spent`: what new tasks may take. Below zero where the limit was lowered to less than has gone, or a price was above its estimate.',
  ),
} satisfies Members<AllowanceView>);

/** What an owner may spend. */
export const budgetView = z
  .object({
    month,
    day,
    monthly: allowance.describe('Absent where the month has no limit.').exactOptional(),
    daily: allowance.describe('Absent where the day has no limit.').exactOptional(),
  } satisfies Members<BudgetView>)
  .meta({ id: 'Budget', description: 'What an owner may spend.' }) satisfies z.ZodType<BudgetView>;

const limits = z.object({
  monthlyCredits: credits.exactOptional(),
  dailyCredits: credits.exactOptional(),
} satisfies Members<LimitsView>);

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
        } satisfies Members<BudgetChangeView>),
      )
      .describe('The newest first. A limit that is absent is none.'),
  } satisfies Members<BudgetHistoryView>)
  .meta({
    id: 'BudgetHistory',
    description: 'What an owner may spend, and who has changed it.',
  }) satisfies z.ZodType<BudgetHistoryView>;

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
      } satisfies Members<ModelUsageView>),
    ),
    budget: budgetView.describe('Absent where no limit was ever set.').exactOptional(),
  } satisfies Members<UsageView>)
  .meta({ id: 'Usage', description: 'Month to date, by model.' }) satisfies z.ZodType<UsageView>;

const kind = words<OperatorItem['kind']>({
  outcome_unknown: 'a paid call of which nobody knows whether the provider took it',
  orphan: 'the provider names a job of ours that our record does not; it may have been paid twice',
});
const status = words<OperatorItem['status']>({
  open: 'to be decided',
  adopted: 'the task was taken up again under `externalTaskId`',
  resubmitted: 'made anew, as `newTaskId`',
  'written-off': 'nothing more is done',
});

/** Something that only a person can decide. */
export const itemView = z
  .object({
    id: z.string(),
    kind,
    status,
    taskId: z.string().refine(isTaskId),
    owner: z.string().refine(isOwner),
    job: z.int().min(1).describe('Which of the paid calls of the task.'),
    externalTaskId: z.string().describe('The id at the provider, where one is known.').exactOptional(),
    createdAt: instant,
    closedAt: instant.exactOptional(),
    reason: z.string().describe('The operator’s words.').exactOptional(),
    newTaskId: z.string().describe('With `resubmitted`.').exactOptional(),
  } satisfies Members<OperatorItem>)
  .meta({
    id: 'OperatorItem',
    description: 'Something that only a person can decide.',
  }) satisfies z.ZodType<OperatorItem>;

/** All of them. */
export const itemListView = z
  .object({ items: z.array(itemView) })
  .meta({ id: 'OperatorItems', description: 'All items, open and closed.' });

/** What became of a cancel. */
export const cancelView = z
  .object({
    outcome: words<'canceled' | 'detached'>({
      canceled: 'nothing was sent, and nothing is paid',
      detached: 'it was sent already: the provider runs out, and the cost is settled then',
    }),
    task: taskView,
  })
  .meta({ id: 'CanceledTask', description: 'What became of a cancel.' });
