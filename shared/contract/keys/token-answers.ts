import * as z from 'zod';
import { instant, type Shown } from '../wire/members.ts';
import { scopeView } from './answers.ts';

const opens = {
  task: z.string().describe('The one task that it opens.').exactOptional(),
  prompt: z.string().describe('The `promptId` of the tasks that it opens.').exactOptional(),
  upload: z.literal(true).describe('It makes one upload.').exactOptional(),
};

/** What a token for browsers opens, as it is told whoever holds it. */
export const heldTokenView = z.object({
  ...opens,
  expiresAt: instant.describe('From then on it opens nothing.'),
});

export const madeTokenView = z
  .object({
    token: z
      .string()
      .describe('The token itself, to be sent like a key. It is not kept: nobody can show it again.'),
    owner: z
      .string()
      .describe('Whose things it opens: all of them where it names no task, prompt or upload.'),
    ...opens,
    scopes: z.array(scopeView).describe('What it may do.'),
    expiresAt: instant.describe('From then on it opens nothing.'),
  })
  .meta({ id: 'MadeToken', description: 'A token that a page may hold.' });

export type MadeTokenView = Shown<typeof madeTokenView>;
