import * as z from 'zod';
import { followDispatch } from '#actions/workflow/follow-dispatch.ts';
import { followExecution } from '#actions/workflow/follow-execution.ts';
import { cloudLog } from '../compose/cloud-log.ts';
import { connectTable } from '../compose/connect-table.ts';
import { connectTasksAndItems } from '../compose/connect-tasks.ts';
import { connectDispatch } from '../compose/connect-turns.ts';
import { eventHandler } from '../compose/event-handler.ts';

/** What our two machines are started with (`executionInput`, `dispatchMachine`). */
const input = z.union([
  z.object({ taskId: z.string(), owner: z.string() }),
  z.object({ service: z.string(), account: z.string() }),
]);

/** As much of what Step Functions tells the default bus as we read. */
const executionEvent = z.object({
  detail: z.object({
    name: z.string(),
    status: z.string(),
    input: z
      .string()
      .transform((text): unknown => JSON.parse(text))
      .pipe(input),
  }),
});

const table = connectTable();
const follow = followExecution(connectTasksAndItems(table));
const followTurns = followDispatch(connectDispatch(table));

/** Called with each execution, of a task or of those that give out turns, that did not succeed. */
export const handler = eventHandler(async (event: unknown) => {
  const { name: execution, status, input: started } = executionEvent.parse(event).detail;
  if ('taskId' in started) return follow({ execution, ...started });
  // There is no alarm on this machine: what was not ended by a person is told of here.
  if (status !== 'ABORTED') cloudLog.count('UnexpectedError');
  return followTurns({ execution, ...started });
});
