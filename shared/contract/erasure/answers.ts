import * as z from 'zod';
import { kept } from '#domain/erasure/erasure.ts';
import { instant, words, type Shown } from '../wire/members.ts';

const count = z.int().min(0);

/** An erasure, which is its own receipt. */
export const erasureView = z
  .object({
    id: z.string(),
    status: words({
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
        accounts: count.describe('Your own accounts at providers, with their keys.'),
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
    kept: z.array(words(kept)).describe('What is not removed.'),
    links: z.object({ self: z.string() }),
  })
  .meta({ id: 'Erasure', description: 'The removal of everything that was yours at one moment.' });

export type ErasureView = Shown<typeof erasureView>;
