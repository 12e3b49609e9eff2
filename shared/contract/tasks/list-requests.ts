import * as z from 'zod';
import { priorities, taskStatuses } from '#domain/tasks/task.ts';
import { namesOf } from '#domain/names.ts';
import { askedTime } from '../wire/asked-time.ts';
import { requestLimits } from '../wire/limits.ts';

/** True where nothing says that the end comes first. DynamoDB refuses a range that ends before it begins. */
export const isInOrder = (from: string | undefined, to: string | undefined): boolean =>
  from === undefined || to === undefined || Date.parse(from) <= Date.parse(to);

/** The query string of the list. */
export const listQuery = z
  .object({
    promptId: z.string().exactOptional(),
    externalTaskId: z.string().exactOptional(),
    status: z.enum(namesOf(taskStatuses)).exactOptional(),
    model: z.string().exactOptional(),
    service: z.string().exactOptional(),
    media: z.enum(['image', 'video', 'audio']).exactOptional(),
    priority: z.enum(namesOf(priorities)).exactOptional(),
    from: askedTime.exactOptional(),
    to: askedTime.exactOptional(),
    limit: z.coerce.number<string>().int().min(1).max(requestLimits.pageItems).default(20),
    cursor: z
      .string()
      .regex(/^[A-Za-z0-9_-]{1,200}$/, 'Not a cursor of this list')
      .exactOptional(),
  })
  .refine(({ from, to }) => isInOrder(from, to), { path: ['to'], error: 'lies before `from`' });

/** The query string of the plain list. */
export const promptQuery = z.object({ promptId: z.string().min(1) });

export type ListQuery = z.output<typeof listQuery>;
