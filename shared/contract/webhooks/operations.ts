import * as z from 'zod';
import type { Subject } from '../openapi/operation.ts';
import {
  defaultSecretView,
  deliveryListView,
  deliveryView,
  madeWebhookView,
  replayView,
  webhookKeysView,
  webhookListView,
  webhookView,
  type DefaultSecretView,
  type DeliveryView,
  type MadeWebhookView,
  type WebhookKeysView,
  type WebhookView,
} from './answers.ts';
import {
  deliveriesQuery,
  newWebhookBody,
  replayBody,
  webhookChangeBody,
  webhookRotationBody,
  webhookTestBody,
} from './requests.ts';

const shop: WebhookView = {
  id: 'wh_0f1e2d3c4b5a69788796a5b4c3d2e1f0',
  url: 'https://shop.example.com/hooks/media',
  events: ['task.succeeded', 'task.failed'],
  description: 'shop',
  enabled: true,
  createdAt: '2026-11-21T10:00:00.000Z',
  secrets: [{ createdAt: '2026-11-21T10:00:00.000Z' }],
};

/** Its secret signs nothing. */
const made: MadeWebhookView = { ...shop, secret: `whsec_${'0'.repeat(36)}example=` };

const defaultSecret: DefaultSecretView = { secret: made.secret, secrets: made.secrets };

const delivery: DeliveryView = {
  id: 'evt_019d8a3f21c40f1e2d3c4b5a6978',
  type: 'task.succeeded',
  createdAt: '2026-11-21T10:02:07.000Z',
  taskId: '0f1e2d3c4b5a69788796a5b4c3d2e1f0',
  sequence: 5,
  state: 'delivered',
  tries: 1,
  attempts: [{ at: '2026-11-21T10:02:07.100Z', durationMs: 84, status: 204, answer: '' }],
};

const keySet: WebhookKeysView = {
  keys: [
    {
      kty: 'OKP',
      crv: 'Ed25519',
      alg: 'EdDSA',
      use: 'sig',
      kid: '2f1e0d3c',
      x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo',
    },
  ],
};

type WebhookRoute =
  | 'listWebhooks'
  | 'createWebhook'
  | 'readWebhook'
  | 'changeWebhook'
  | 'deleteWebhook'
  | 'rotateWebhookSecret'
  | 'readDefaultSecret'
  | 'rotateDefaultSecret'
  | 'testWebhook'
  | 'listDeliveries'
  | 'replayDelivery'
  | 'replayDeliveries'
  | 'readWebhookKeys';

/** The routes about webhooks. */
export const webhooks: Subject<WebhookRoute> = {
  tag: {
    name: 'Webhooks',
    description:
      'Addresses that are told what happens to your tasks, with requests signed as Standard Webhooks says: no need to ask.',
  },
  parameters: {
    id: z.string().meta({ description: 'The id of a webhook.', example: shop.id }),
    event: z.string().meta({ description: 'The id of an event.', example: delivery.id }),
  },
  operations: {
    listWebhooks: {
      description: 'All your webhooks, in no order. Without their secrets.',
      answers: {
        200: {
          description: 'All of them.',
          content: { schema: webhookListView, example: { items: [shop] } },
        },
      },
    },
    createWebhook: {
      description:
        'Makes a webhook, and shows its secret this once. It is told of every change from then on, also of tasks that were made before. Requests are repeated until they are answered 2xx, for three days; redirects are not followed; 410 switches it off, as do five days without success.',
      body: { schema: newWebhookBody, example: { url: shop.url, events: shop.events } },
      answers: { 201: { description: 'The webhook.', content: { schema: madeWebhookView, example: made } } },
      refusals: ['conflict'],
    },
    readWebhook: {
      description: 'One webhook, without its secrets.',
      answers: { 200: { description: 'The webhook.', content: { schema: webhookView, example: shop } } },
      refusals: ['not_found'],
    },
    changeWebhook: {
      description:
        'Changes what is named; what is left out stays. `enabled: true` switches on what was switched off.',
      body: { schema: webhookChangeBody, example: { enabled: false } },
      answers: { 200: { description: 'The webhook.', content: { schema: webhookView, example: shop } } },
      refusals: ['not_found'],
    },
    deleteWebhook: {
      description: 'Removes a webhook. What is on its way to it is given up.',
      answers: { 204: { description: 'It is gone.' } },
      refusals: ['not_found'],
    },
    rotateWebhookSecret: {
      description:
        'Gives a webhook another secret, shown this once. Events are signed with both until the overlap ends, a day where nothing is said.',
      body: { schema: webhookRotationBody, example: { overlapSeconds: 3600 }, optional: true },
      answers: {
        200: {
          description: 'The webhook with its new secret.',
          content: { schema: madeWebhookView, example: made },
        },
      },
      refusals: ['not_found'],
    },
    readDefaultSecret: {
      description:
        'What signs events for the `callbackUrl`s of your tasks. It is made when it is first asked for, or needed.',
      answers: {
        200: { description: 'The secret.', content: { schema: defaultSecretView, example: defaultSecret } },
      },
      refusals: ['busy'],
    },
    rotateDefaultSecret: {
      description:
        'Gives you another default secret. Events are signed with both until the overlap ends, a day where nothing is said.',
      body: { schema: webhookRotationBody, example: { overlapSeconds: 3600 }, optional: true },
      answers: {
        200: {
          description: 'The new secret.',
          content: { schema: defaultSecretView, example: defaultSecret },
        },
      },
    },
    testWebhook: {
      description:
        'Sends an event `webhook.test`, or one of another type with an example task in it, whatever the webhook asks for: its `sequence` is 0, and its delivery has no `taskId`. The delivery tells what became of it.',
      body: { schema: webhookTestBody, example: { type: 'task.succeeded' }, optional: true },
      answers: {
        202: {
          description: 'On its way.',
          content: {
            schema: deliveryView,
            example: {
              ...delivery,
              type: 'webhook.test',
              state: 'pending',
              sequence: 0,
              tries: 0,
              attempts: [],
            },
          },
        },
      },
      refusals: ['not_found', 'conflict'],
    },
    listDeliveries: {
      description:
        'What was sent to a webhook, or to a `callbackUrl` (its id is `data.receiver` in the timeline of the task), the newest first: every try with its status, its time, and how the answer began. Kept for 30 days.',
      query: deliveriesQuery,
      answers: {
        200: {
          description: 'One page.',
          content: { schema: deliveryListView, example: { items: [delivery] } },
        },
      },
      refusals: ['not_found'],
    },
    replayDelivery: {
      description: 'Delivers an event once more, under the same id: with the task as it is then.',
      answers: { 202: { description: 'On its way.', content: { schema: deliveryView, example: delivery } } },
      refusals: ['not_found', 'conflict'],
    },
    replayDeliveries: {
      description:
        'Delivers the events of a time once more, those that were given up or all. A thousand are looked at for one answer.',
      body: { schema: replayBody, example: { from: '2026-11-20T00:00:00Z' } },
      answers: {
        202: { description: 'On their way.', content: { schema: replayView, example: { replayed: 12 } } },
      },
      refusals: ['not_found', 'conflict'],
    },
    readWebhookKeys: {
      description: 'The public keys for `v1a` signatures (Ed25519): one for all webhooks of a deployment.',
      answers: {
        200: { description: 'A JSON Web Key Set.', content: { schema: webhookKeysView, example: keySet } },
      },
      refusals: ['busy'],
    },
  },
};
