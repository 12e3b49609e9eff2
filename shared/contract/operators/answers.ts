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
    externalTaskId: z.string().describe('The id at the provider, where one is known.').exactOptional(),
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

/** All of them. */
export const itemListView = z
  .object({ items: z.array(itemView) })
  .meta({ id: 'OperatorItems', description: 'All items, open and closed.' });

export type ItemListView = Shown<typeof itemListView>;
