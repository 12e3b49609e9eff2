import * as z from 'zod';
import { deliveryStates } from '#domain/webhooks/delivery.ts';
import { taskEvents, webhookEvents } from '#domain/webhooks/event-types.ts';
import { disabledReasons } from '#domain/webhooks/webhook.ts';
import { instant, nextCursor, words, type Shown } from '../wire/members.ts';

const members = {
  id: z.string().describe('Names the webhook.'),
  url: z.string().describe('Where events are sent.'),
  events: z.array(words(taskEvents)).describe('What it is told of; everything where absent.').exactOptional(),
  description: z.string().exactOptional(),
  enabled: z.boolean().describe('Whether it gets anything.'),
  disabledAt: instant.exactOptional(),
  disabledReason: words(disabledReasons).exactOptional(),
  failingSince: instant
    .describe('Since when nothing has arrived; absent where the last one did.')
    .exactOptional(),
  createdAt: instant,
  secrets: z
    .array(
      z.object({
        createdAt: instant,
        endsAt: instant.describe('From then on nothing is signed with it.').exactOptional(),
      }),
    )
    .describe('What events are signed with, the newest first: without the secrets themselves.'),
};

export const webhookView = z
  .object(members)
  .meta({ id: 'Webhook', description: 'An address that is told what happens to your tasks.' });

export type WebhookView = Shown<typeof webhookView>;

export const webhookListView = z
  .object({ items: z.array(webhookView) })
  .meta({ id: 'Webhooks', description: 'All your webhooks.' });

export type WebhookListView = Shown<typeof webhookListView>;

export const madeWebhookView = z
  .object({
    ...members,
    secret: z
      .string()
      .describe('What events are signed with, for libraries of Standard Webhooks. It is shown this once.'),
  })
  .meta({ id: 'MadeWebhook', description: 'A webhook with its newest secret, this once.' });

export type MadeWebhookView = Shown<typeof madeWebhookView>;

export const defaultSecretView = z
  .object({
    secret: z.string().describe('What is sent to `callbackUrl`s is signed with it.'),
    secrets: members.secrets,
  })
  .meta({ id: 'DefaultSecret', description: 'What signs events for the `callbackUrl`s of your tasks.' });

export type DefaultSecretView = Shown<typeof defaultSecretView>;

const attemptView = z.object({
  at: instant,
  durationMs: z.int().min(0).describe('Until it was answered, or given up.'),
  status: z.int().describe('Of the answer; absent where there was none.').exactOptional(),
  reason: z.string().describe('Why it has not arrived.').exactOptional(),
  answer: z.string().describe('How the answer begins, up to 1 KB.').exactOptional(),
});

export const deliveryView = z
  .object({
    id: z
      .string()
      .describe('Of the event: what `webhook-id` says, the same for every try and every webhook.'),
    type: words({ ...taskEvents, ...webhookEvents }),
    createdAt: instant,
    taskId: z.string().exactOptional(),
    sequence: z.int().describe('Rises with the events of a task; 0 for what is about no task.'),
    state: words(deliveryStates),
    tries: z.int().min(0).describe('Since it was last asked for.'),
    nextTryAt: instant.describe('Not before then it is tried again.').exactOptional(),
    attempts: z.array(attemptView).describe('The latest tries, the oldest first.'),
    reason: z.string().describe('Why it was given up.').exactOptional(),
  })
  .meta({ id: 'Delivery', description: 'An event on its way to one webhook.' });

export type DeliveryView = Shown<typeof deliveryView>;

export const deliveryListView = z.object({ items: z.array(deliveryView), nextCursor }).meta({
  id: 'Deliveries',
  description: 'One page of what was sent to a webhook, the newest first, of 30 days.',
});

export type DeliveryListView = Shown<typeof deliveryListView>;

export const replayView = z
  .object({
    replayed: z.int().min(0).describe('How many events are delivered once more.'),
    continueTo: instant
      .describe('There where more may be meant: send the same with this as `to`.')
      .exactOptional(),
  })
  .meta({ id: 'Replay', description: 'What is delivered once more.' });

export type ReplayView = Shown<typeof replayView>;

export const webhookKeysView = z
  .object({
    keys: z.array(
      z.object({
        kty: z.literal('OKP'),
        crv: z.literal('Ed25519'),
        alg: z.literal('EdDSA'),
        use: z.literal('sig'),
        kid: z.string(),
        x: z.string().describe('The public key: 32 bytes in base64url.'),
      }),
    ),
  })
  .meta({
    id: 'WebhookKeys',
    description: 'What `v1a` signatures are verified with, as a JSON Web Key Set.',
  });

export type WebhookKeysView = Shown<typeof webhookKeysView>;
