import * as z from 'zod';
import type { LimitName, RightName } from '#domain/limits/owner-limits.ts';
import type { Shown } from '../wire/members.ts';

const limit = (what: string) => z.int().min(1).describe(what).exactOptional();

/** What an owner may ask for. */
export const ownerLimitsView = z
  .object({
    readsPerMinute: limit('Requests that change nothing, of all keys together.'),
    writesPerMinute: limit('All other requests, of all keys together.'),
    keyReadsPerMinute: limit('Requests of each key that change nothing.'),
    keyWritesPerMinute: limit('All other requests of each key.'),
    createsPerMinute: limit('Tasks ordered: each row of a batch, each variation and retry counts.'),
    keyCreatesPerMinute: limit('The same of each key.'),
    openTasks: limit('Tasks that have not ended, at once.'),
    keyOpenTasks: limit('The same of each key.'),
    uploadBytesPerDay: limit('Bytes of uploads that become ready in a day of UTC.'),
    keyUploadBytesPerDay: limit('The same of each key.'),
    turnWeight: limit(
      'So many turns the owner has where another of its class has one, while tasks of both wait for their turn at a provider; 1 where it is absent.',
    ),
    highPriority: z.boolean().describe('False: tasks of priority `high` are refused.').exactOptional(),
  } satisfies Record<LimitName | RightName, z.ZodType>)
  .meta({ id: 'OwnerLimits', description: 'What an owner may ask for. A limit that is absent is none.' });

/** What holds for an owner, and what of it is set for him. */
export const limitsOfOwnerView = z
  .object({
    limits: ownerLimitsView,
    own: ownerLimitsView.describe('Those that are set for this owner; all others are what is usual here.'),
  })
  .meta({ id: 'LimitsOfOwner', description: 'What holds for an owner, and what of it is set for him.' });

export type LimitsOfOwnerView = Shown<typeof limitsOfOwnerView>;
