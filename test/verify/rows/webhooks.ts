import { from, keep, type Row } from '../row.ts';

/** Nobody lives there, and nobody ever will. */
const url = 'https://receiver.invalid/hook';
const ofEach = ['id', 'createdAt', 'secrets', 'secret'];
/** How far a delivery has come when it is shown. */
const onItsWay = ['id', 'createdAt', 'state', 'tries', 'attempts', 'nextTryAt'];
const one = (memory: Parameters<Row['send']>[0]) => ({
  as: 'operator' as const,
  parameters: { id: from(memory, 'webhookId') },
});

/** A webhook is made, tried, changed and removed. */
export const webhookRows: readonly Row[] = [
  {
    name: 'a webhook is made',
    route: 'createWebhook',
    status: 201,
    send: () => ({ as: 'operator', body: { url, events: ['task.succeeded'], description: 'verify' } }),
    loose: ofEach,
    remember: keep({ webhookId: ['id'] }),
  },
  {
    name: 'webhooks are listed',
    route: 'listWebhooks',
    status: 200,
    send: () => ({ as: 'operator' }),
    loose: ['items'],
  },
  { name: 'the webhook is read', route: 'readWebhook', status: 200, send: one, loose: ofEach },
  {
    name: 'the webhook is changed',
    route: 'changeWebhook',
    status: 200,
    send: (memory) => ({ ...one(memory), body: { events: null, description: null } }),
    loose: ofEach,
  },
  {
    name: 'the webhook gets another secret',
    route: 'rotateWebhookSecret',
    status: 200,
    send: one,
    loose: ofEach,
  },
  {
    name: 'the default secret is read',
    route: 'readDefaultSecret',
    status: 200,
    send: () => ({ as: 'operator' }),
    loose: ['secret', 'secrets'],
  },
  {
    name: 'the default secret is changed',
    route: 'rotateDefaultSecret',
    status: 200,
    send: () => ({ as: 'operator' }),
    loose: ['secret', 'secrets'],
  },
  {
    name: 'the webhook is tried',
    route: 'testWebhook',
    status: 202,
    send: one,
    loose: onItsWay,
    remember: keep({ eventId: ['id'] }),
  },
  {
    name: 'what was sent to it is listed',
    route: 'listDeliveries',
    status: 200,
    send: one,
    loose: ['items'],
  },
  {
    name: 'the event is delivered once more',
    route: 'replayDelivery',
    status: 202,
    send: (memory) => ({
      as: 'operator',
      parameters: { id: from(memory, 'webhookId'), event: from(memory, 'eventId') },
    }),
    loose: onItsWay,
  },
  {
    name: 'events of a time are delivered once more',
    route: 'replayDeliveries',
    status: 202,
    send: (memory) => ({
      ...one(memory),
      body: { from: '2020-01-01T00:00:00Z', to: '2020-01-02T00:00:00Z' },
    }),
  },
  {
    name: 'the keys of signatures are open',
    route: 'readWebhookKeys',
    status: 200,
    send: () => ({}),
    loose: ['keys'],
  },
  { name: 'the webhook is removed', route: 'deleteWebhook', status: 204, send: one },
];
