import * as z from 'zod';
import { answerOf, inWords } from '../answers.ts';
import type { AddTools } from '../serving.ts';
import { shownTask, taskAnswer } from '../show-task.ts';
import { MOST_WAIT_SECONDS, waited } from '../wait.ts';

const id = z
  .string()
  .regex(/^[0-9a-f]{32}$/, 'is 32 lowercase hex digits')
  .describe('The id of a task.');

const reading = { readOnlyHint: true, openWorldHint: false };

/** Looking at tasks, and ending one. */
export const addTasks: AddTools = (server, serving) => {
  for (const add of [addGet, addList, addCancel]) add(server, serving);
};

const addGet: AddTools = (server, { darkroom, waits }) => {
  server.registerTool(
    'get_task',
    {
      title: 'Look at a task',
      description:
        'One task as it is, with its files once it has succeeded, and the reason where it has failed. With waitSeconds it is waited for.',
      inputSchema: z.object({
        id,
        waitSeconds: z
          .int()
          .min(0)
          .max(MOST_WAIT_SECONDS)
          .describe('How long at most. 0 where it is left out.')
          .exactOptional(),
      }),
      annotations: reading,
    },
    ({ id: task, waitSeconds = 0 }, context) =>
      inWords(async () => {
        const { signal } = context.mcpReq;
        const known = await darkroom.tasks.get(task, { signal });
        const isOver = waitSeconds === 0 || waits === 'at the API' || known.status !== 'PENDING';
        const shown = isOver ? known : await waited(darkroom, known, { seconds: waitSeconds, context });
        return taskAnswer(darkroom, shown, signal);
      }),
  );
};

const addList: AddTools = (server, { darkroom }) => {
  server.registerTool(
    'list_tasks',
    {
      title: 'List tasks',
      description: 'Your tasks, newest first.',
      inputSchema: z.object({
        status: z.enum(['PENDING', 'SUCCESS', 'FAILED', 'CANCELED']).exactOptional(),
        promptId: z.string().exactOptional(),
        model: z.string().exactOptional(),
        media: z.enum(['image', 'video', 'audio']).exactOptional(),
        limit: z.int().min(1).max(50).describe('10 where it is left out.').exactOptional(),
        cursor: z.string().describe('nextCursor of the page before.').exactOptional(),
      }),
      annotations: reading,
    },
    ({ limit = 10, ...filter }, { mcpReq }) =>
      inWords(async () => {
        const page = darkroom.tasks.list({ ...filter, limit }, { signal: mcpReq.signal }).page();
        const { items, nextCursor } = await page;
        return answerOf({ tasks: items.map(shownTask), nextCursor });
      }),
  );
};

const addCancel: AddTools = (server, { darkroom }) => {
  server.registerTool(
    'cancel_task',
    {
      title: 'End a task',
      description:
        'Ends a task that is PENDING. What was not sent yet costs nothing; what was sent already is paid, and its result is lost.',
      inputSchema: z.object({ id }),
      annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: true, openWorldHint: false },
    },
    ({ id: task }, { mcpReq }) =>
      inWords(async () => {
        const { outcome, task: ended } = await darkroom.tasks.cancel(task, { signal: mcpReq.signal });
        return answerOf({ outcome, ...shownTask(ended) });
      }),
  );
};
