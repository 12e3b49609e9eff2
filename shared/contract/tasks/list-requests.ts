import * as z from 'zod';
import { priorities, taskStatuses } from '#domain/tasks/task.ts';
import { namesOf } from '#domain/names.ts';
import { requestLimits } from '../wire/limits.ts';

const isoTime = z.iso.datetime({ offset: true, message: 'An ISO-8601 time, such as 2026-11-21T10:00:00Z' });

/** The query string of the list. */
export const listQuery = z.object({
  promptId: z.string().exactOptional(),
  externalTaskId: z.string().exactOptional(),
  status: z.enum(namesOf(taskStatuses)).exactOptional(),
  model: z.string().exactOptional(),
  service: z.string().exactOptional(),
  media: z.enum(['image', 'video', 'audio']).exactOptional(),
  priority: z.enum(namesOf(priorities)).exactOptional(),
  from: isoTime.exactOptional(),
  to: isoTime.exactOptional(),
  limit: z.coerce.number<string>().int().min(1).max(requestLimits.pageItems).default(20),
  cursor: z.string().exactOptional(),
});

export type ListQuery = z.output<typeof listQuery>;
