import * as z from 'zod';
import { isoTime } from '#domain/ports.ts';
import { allTaskEvents, taskEvents, webhookEvents } from '#domain/webhooks/event-types.ts';
import { MOST_OVERLAP_SECONDS, OVERLAP_SECONDS } from '#domain/webhooks/webhook.ts';
import { askedTime } from '../wire/asked-time.ts';
import { requestLimits } from '../wire/limits.ts';
import { flag, shortText, words } from '../wire/members.ts';
import { receiverAddress } from './receiver-address.ts';

const events = z
  .array(words(taskEvents))
  .min(1)
  .max(allTaskEvents.length)
  .overwrite((types) => [...new Set(types)])
  .describe('What it is told of.');

const description = shortText(200).describe('For you, to tell webhooks apart.');
const enabled = z.boolean().describe('False: it gets nothing. True: it gets what happens from now on.');

/** A new webhook. */
export const newWebhookBody = z.strictObject({
  url: receiverAddress,
  events: events.describe('What it is told of; everything where absent.').exactOptional(),
  description: description.exactOptional(),
  enabled: enabled.exactOptional(),
});

/** The change of a webhook. */
export const webhookChangeBody = z.strictObject({
  url: receiverAddress.exactOptional(),
  events: events.nullable().describe('What it is told of; null: everything.').exactOptional(),
  description: description.nullable().describe('Null: none.').exactOptional(),
  enabled: enabled.exactOptional(),
});

/** What a webhook is tried with. */
export const webhookTestBody = z.strictObject({
  type: words({ ...taskEvents, 'webhook.test': webhookEvents['webhook.test'] })
    .default('webhook.test')
    .describe('The type of the event. One of tasks says what it would of an example task.'),
});

/** The rotation of a webhook's secret. */
export const webhookRotationBody = z.strictObject({
  overlapSeconds: z
    .int()
    .min(0)
    .max(MOST_OVERLAP_SECONDS)
    .default(OVERLAP_SECONDS)
    .describe('How long events are signed with the secret before as well.'),
});

const time = askedTime.transform((text) => isoTime(Date.parse(text)));

/** Which events are to be delivered once more. */
export const replayBody = z.strictObject({
  from: time.describe('Events of this time or later.'),
  to: time.describe('… and of this time or earlier; now where absent.').exactOptional(),
  all: flag.describe('True: also those that have arrived. Otherwise only what was given up.').exactOptional(),
});

/** The query string of a webhook's deliveries. */
export const deliveriesQuery = z.object({
  limit: z.coerce.number<string>().int().min(1).max(requestLimits.pageItems).default(50),
  cursor: z
    .string()
    .regex(/^e-[0-9a-f]{28}$/, 'Not a cursor of this list')
    .describe('`nextCursor` of the page before.')
    .exactOptional(),
});
