import * as z from 'zod';
import { itemKinds, itemStatuses } from '#domain/operators/operator-item.ts';
import { instant, words, type Shown } from '../wire/members.ts';

const kind = words(itemKinds);
const status = words(itemStatuses);

/** Something that only a person can decide. */
export const itemView = z
  .object({
    id: z.string(),
    kind,
    status,
    taskId: z.string(),
    owner: z.string(),
    job: z.int().min(1).describe('Which of the paid calls of the task.'),
    model: z.string().describe('Of the task, where it was there.').exactOptional(),
    service: z.string().exactOptional(),
    externalTaskId: z.string().describe('The id at the provider, where one is known.').exactOptional(),
    candidateIds: z
      .array(z.string())
      .describe(
        'With `outcome_unknown`: ids at the provider that the answer to the call, or signed callbacks for this job, named. One of them may be its own: look it up there, and adopt it.',
      )
      .exactOptional(),
    cause: z
      .string()
      .describe('With `outcome_unknown`: what the provider answered to the call, or why there is no answer.')
      .exactOptional(),
    createdAt: instant,
    closedAt: instant.exactOptional(),
    reason: z.string().describe('The operator’s words.').exactOptional(),
    newTaskId: z.string().describe('With `resubmitted`.').exactOptional(),
  })
  .meta({
    id: 'OperatorItem',
    description: 'Something that only a person can decide.',
  });

export type ItemView = Shown<typeof itemView>;

const nextCursor = z.string().describe('There when more may follow.').exactOptional();

/** One page of them. */
export const itemListView = z
  .object({ items: z.array(itemView), nextCursor })
  .meta({ id: 'OperatorItems', description: 'One page of items, open and closed.' });

export type ItemListView = Shown<typeof itemListView>;

/** What came of one decision on many items. */
export const decidedItemsView = z
  .object({
    decided: z.array(itemView).describe('Closed now; with `archive-again`, looked for.'),
    refused: z
      .array(z.object({ id: z.string(), code: z.string(), detail: z.string() }))
      .describe('Those that could not be decided so, as a decision on each alone would have been refused.'),
    nextCursor,
  })
  .meta({ id: 'DecidedItems', description: 'What came of one decision on many items.' });

export type DecidedItemsView = Shown<typeof decidedItemsView>;
