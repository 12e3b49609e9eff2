import * as z from 'zod';
import { followExecution } from '#actions/workflow/follow-execution.ts';
import { connectTable } from '../compose/connect-table.ts';
import { connectTasksAndItems } from '../compose/connect-tasks.ts';
import { eventHandler } from '../compose/event-handler.ts';

/** As much of what Step Functions tells the default bus as we read; `input` is ours (`executionInput`). */
const executionEvent = z.object({
  detail: z.object({
    name: z.string(),
    input: z
      .string()
      .transform((text): unknown => JSON.parse(text))
      .pipe(z.object({ taskId: z.string(), owner: z.string() })),
  }),
});

const follow = followExecution(connectTasksAndItems(connectTable()));

/** Called with each execution of the workflow that did not succeed. */
export const handler = eventHandler(async (event: unknown) => {
  const { name, input } = executionEvent.parse(event).detail;
  return follow({ execution: name, ...input });
});
