import * as z from 'zod';
import { kept, type ErasureView } from '#domain/erasure/erasure.ts';
import { instant, words, type Members } from '../wire/members.ts';

/** The query string of DELETE /me/data. */
export const eraseQuery = z.strictObject({
  confirmationToken: z
    .string()
    .max(200)
    .exactOptional()
    .describe('As it was handed out with `confirmation_required`; good for ten minutes.'),
});

const count = z.int().min(0);

const members = {
  id: z.string(),
  status: words<ErasureView['status']>({
    running: 'a worker is at it, or waits: read `waitingFor`',
    done: 'nothing is left but what is `kept`',
  }),
  at: instant.describe('What was created by then goes.'),
  doneAt: instant.exactOptional(),
  erased: z
    .object({
      tasks: count,
      files: count.describe('Outputs; thumbnails go with them and are not counted.'),
      uploads: count,
      bytes: count.describe('Of outputs and uploads.'),
    })
    .describe('What has been removed so far.'),
  waitingFor: z
    .object({
      tasks: count.describe(
        'The provider may still deliver, or a function may still be at work on them: for 20 minutes after the end.',
      ),
      uploads: count.describe('May still arrive, or an open task of after `at` needs them.'),
    })
    .describe('What has to end first.'),
  kept: z.array(words<keyof typeof kept>(kept)).describe('What is not removed.'),
  links: z.object({ self: z.string() }),
} satisfies Members<ErasureView>;

/** An erasure, which is its own receipt. */
export const erasureView = z
  .object(members)
  .meta({ id: 'Erasure', description: 'The removal of everything that was yours at one moment.' });
