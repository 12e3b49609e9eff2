import * as z from 'zod';
import { answerOf, inWords } from '../answers.ts';
import type { AddTools } from '../serving.ts';

/** What this costs. */
export const addAccount: AddTools = (server, { darkroom }) => {
  server.registerTool(
    'usage',
    {
      title: 'What was spent',
      description: 'What this month has cost, by model, and what may still be spent where there is a budget.',
      inputSchema: z.strictObject({}),
      annotations: { readOnlyHint: true, openWorldHint: false },
    },
    (_nothing, { mcpReq }) =>
      inWords(async () => answerOf({ ...(await darkroom.usage({ signal: mcpReq.signal })) })),
  );
};
