import * as z from 'zod';
import { answerOf, inWords } from '../answers.ts';
import type { AddTools, Serving } from '../serving.ts';
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

const waitSeconds = z
  .int()
  .min(0)
  .max(MOST_WAIT_SECONDS)
  .describe('How long it is waited for at most. 0 where it is left out.')
  .exactOptional();

/** What the tool takes: nobody can wait where he occupies what answers everybody. */
const askedWith = ({ waits }: Serving): z.ZodType<{ readonly id: string; readonly waitSeconds?: number }> =>
  waits === 'at the API' ? z.strictObject({ id }) : z.strictObject({ id, waitSeconds });

const addGet: AddTools = (server, serving) => {
  const { darkroom } = serving;
  server.registerTool(
    'get_task',
    {
      title: 'Look at a task',
      description:
        'One task as it is, with its files once it has succeeded, and the reason where it has failed.',
      inputSchema: askedWith(serving),
      annotations: reading,
    },
    ({ id: task, waitSeconds: seconds = 0 }, context) =>
      inWords(async () => {
        const { signal } = context.mcpReq;
        const known = await darkroom.tasks.get(task, { signal });
        const isOver = seconds === 0 || known.status !== 'PENDING';
        const shown = isOver ? known : await waited(darkroom, known, { seconds, context });
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
      inputSchema: z.strictObject({
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
      inputSchema: z.strictObject({ id }),
      annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: true, openWorldHint: false },
    },
    ({ id: task }, { mcpReq }) =>
      inWords(async () => {
        const { outcome, task: ended } = await darkroom.tasks.cancel(task, { signal: mcpReq.signal });
        return answerOf({ outcome, ...shownTask(ended) });
      }),
  );
};
