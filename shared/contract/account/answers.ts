import * as z from 'zod';
import { ownerLimitsView } from '../limits/answers.ts';
import { budgetView } from '../money/answers.ts';
import { scopeView } from '../keys/answers.ts';
import { heldTokenView } from '../keys/token-answers.ts';
import type { Access } from '../route.ts';
import { instant, words, type Shown } from '../wire/members.ts';

const access = words<Access>({
  open: 'routes that ask for no key',
  key: 'routes that ask for an API key',
  operator: 'routes for operators',
});

const bytes = z.int().describe('In bytes.');

/** Who is asking, and what they may do. */
export const callerView = z
  .object({
    owner: z.string().describe('Whose tasks, files and money the key stands for.'),
    key: z
      .object({
        id: z.string(),
        name: z.string().exactOptional(),
        createdAt: instant,
        expiresAt: instant.exactOptional(),
      })
      .describe('The API key that the request was sent with. Its id names it, and opens nothing.')
      .exactOptional(),
    token: heldTokenView
      .describe(
        'The token for browsers that the request was sent with: what it opens, everything where it names nothing.',
      )
      .exactOptional(),
    scopes: z.array(scopeView).describe('What the key may do.'),
    operator: z.boolean().describe('Whether the key is an operator’s.'),
    access: z
      .array(access)
      .describe(
        'The kinds of routes that are open to the key. Of those for keys a token for browsers opens single ones only: `token` and `scopes` say which.',
      ),
    budget: budgetView.describe('What may be spent. Absent where no limit was ever set.').exactOptional(),
    ownerLimits: ownerLimitsView
      .describe('What the owner may ask for. Absent for a token that a page may hold.')
      .exactOptional(),
    liveUrl: z.string().describe('Where clients connect to be told of tasks: a WebSocket.'),
    limits: z
      .object({
        bodyBytes: bytes.describe('Of a JSON body, in bytes.'),
        batchTasks: z.int().describe('Tasks of one batch.'),
        pageItems: z.int().describe('Items of one page of a list.'),
        waitSeconds: z.int().describe('What `Prefer: wait=n` waits at most.'),
        uploadBytes: z
          .object({ image: bytes, audio: bytes, video: bytes })
          .describe('Of an uploaded file, by what it is.'),
        inlineUploadBytes: bytes.describe('Of a file that is sent within a request, in bytes.'),
        fetchedUploadBytes: bytes.describe('Of a file that is fetched from elsewhere, in bytes.'),
      })
      .describe('How much one request may carry or ask for.'),
  })
  .meta({ id: 'Caller', description: 'Who is asking, and what they may do.' });

export type CallerView = Shown<typeof callerView>;
