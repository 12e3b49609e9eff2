import { createPublicKey, verify } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type {
  DeliveryListView,
  DeliveryView,
  MadeWebhookView,
  ReplayView,
  WebhookKeysView,
  WebhookListView,
  WebhookView,
} from '#contract/webhooks/answers.ts';
import { orders } from '../orders.ts';
import { World } from '../test-stack.ts';
import { Receiver, type Received } from './receiver.ts';
import { verified } from './verified.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const path = '/api/v1/webhooks';
let world: World;
let receiver: Receiver;
beforeAll(async () => {
  world = await World.open();
  receiver = await Receiver.start();
});
afterAll(async () => {
  await world.close();
  await receiver.stop();
});
beforeEach(async () => {
  for (const { id } of (await world.get<WebhookListView>(path)).body.items)
    await world.request('DELETE', `${path}/${id}`);
  receiver.received.length = 0;
  receiver.answer = (_received, response) => void response.writeHead(204).end();
});

const made = async (order: Record<string, unknown> = {}): Promise<MadeWebhookView> => {
  const body = { url: `${receiver.url}/hook`, ...order };
  const answer = await world.request<MadeWebhookView>('POST', path, { body });
  expect(answer.status).toBe(201);
  return answer.body;
};
const deliveriesOf = async (id: string): Promise<readonly DeliveryView[]> =>
  (await world.get<DeliveryListView>(`${path}/${id}/deliveries`)).body.items;
describe('a webhook', () => {
  it('is told of a task from its beginning to its end, in order, with the task as GET shows it', async () => {
    await made();
    const task = await world.run(orders.imagen('told from beginning to end'));
    await world.settle();
    const types = receiver.types(task.id);
    expect(types[0]).toBe('task.created');
    expect(types.at(-1)).toBe('task.succeeded');
    expect(types.slice(1, -1).every((type) => type === 'task.stage_changed')).toBe(true);
    expect(types.length).toBeGreaterThan(2);
    const sequences = receiver.received.map(({ body }) => body.sequence);
    expect(sequences).toEqual([...new Set(sequences)].sort((left, right) => left - right));
    expect(receiver.received.at(-1)?.body.data).toEqual(await world.task(task.id));
    expect(new Set(receiver.received.map(({ body }) => body.id)).size).toBe(types.length);
  });

  it('is told of what it asks for, and nothing else', async () => {
    await made({ events: ['task.failed'] });
    const { id, secret } = await made({ events: ['task.succeeded'], url: `${receiver.url}/other` });
    const task = await world.run(orders.imagen('only the end'));
    await world.settle();
    expect(receiver.received.map(({ path: there }) => there)).toEqual(['/other']);
    expect(receiver.types()).toEqual(['task.succeeded']);
    const [received] = receiver.received;
    expect(verified(secret, received as Received)).toMatchObject({
      type: 'task.succeeded',
      data: { id: task.id },
    });
    const [delivery] = await deliveriesOf(id);
    expect(delivery).toMatchObject({
      id: received?.headers['webhook-id'],
      type: 'task.succeeded',
      taskId: task.id,
      state: 'delivered',
      tries: 1,
      attempts: [{ status: 204 }],
    });
  });

  it('of another owner is told nothing', async () => {
    await world.newKey('ben');
    await made();
    await world.request('POST', '/api/v1/generation/tasks', {
      as: 'ben',
      body: { providerParams: orders.imagen('of ben') },
    });
    await world.settle();
    await world.advance(10 * MINUTE_MS);
    expect(receiver.received).toEqual([]);
  });

  it('is told of cancels and of failures', async () => {
    await made({ events: ['task.canceled', 'task.failed'] });
    const { body: task } = await world.create(orders.imagen('to be canceled'));
    await world.request('POST', `/api/v1/generation/tasks/${task.id}/cancel`);
    await world.settle();
    expect(receiver.types(task.id)).toEqual(['task.canceled']);
    const failed = await world.run(orders.imagen('doomed [fail:generation]'));
    await world.settle();
    expect(receiver.types(failed.id)).toEqual(['task.failed']);
  });
});

describe('a webhook that is tried', () => {
  it('gets an event of the type that is wanted, with an example task in it', async () => {
    const { id } = await made({ events: ['task.failed'] });
    const tried = await world.request<DeliveryView>('POST', `${path}/${id}/test`, {
      body: { type: 'task.succeeded' },
    });
    expect(tried.status).toBe(202);
    await world.settle(); // The two are about nothing in common, and have no order.
    await world.request('POST', `${path}/${id}/test`);
    await world.settle();
    expect(receiver.types()).toEqual(['task.succeeded', 'webhook.test']);
    expect(receiver.received[0]?.body).toMatchObject({
      id: tried.body.id,
      sequence: 0,
      data: { status: 'SUCCESS', stage: 'done' },
    });
  });

  it('is not tried with a type that there is not', async () => {
    const { id } = await made();
    const { status, body } = await world.request<{ errors: { path: string }[] }>(
      'POST',
      `${path}/${id}/test`,
      { body: { type: 'task.exploded' } },
    );
    expect([status, body.errors[0]?.path]).toEqual([422, '/type']);
  });
});

describe('a receiver that does not take it', () => {
  const failing = async (): Promise<{ id: string; secret: string }> => {
    const webhook = await made({ events: ['task.succeeded'] });
    receiver.answer = (_received, response) => void response.writeHead(503).end('not now');
    await world.run(orders.imagen('to one that fails'));
    await world.settle();
    expect(receiver.received).toHaveLength(1);
    return webhook;
  };

  it('is asked again after five seconds, five minutes and half an hour, under the same id', async () => {
    const { id } = await failing();
    const [delivery] = await deliveriesOf(id);
    expect(delivery).toMatchObject({
      state: 'pending',
      tries: 1,
      attempts: [{ status: 503, reason: 'it answered 503', answer: 'not now' }],
    });
    const wait = Date.parse(delivery?.nextTryAt ?? '') - Date.parse(delivery?.attempts[0]?.at ?? '');
    expect(wait).toBeGreaterThanOrEqual(4000);
    expect(wait).toBeLessThanOrEqual(6000 + 60_000);
    await world.advance(MINUTE_MS + 6000);
    expect(receiver.received).toHaveLength(2);
    await world.advance(7 * MINUTE_MS);
    expect(receiver.received).toHaveLength(3);
    receiver.answer = (_received, response) => void response.writeHead(200).end();
    await world.advance(40 * MINUTE_MS);
    expect(receiver.received).toHaveLength(4);
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    await world.advance(HOUR_MS);
    expect(receiver.received).toHaveLength(4);
    expect((await deliveriesOf(id))[0]).toMatchObject({ state: 'delivered', tries: 4 });
    expect((await world.get<WebhookView>(`${path}/${id}`)).body).not.toHaveProperty('failingSince');
  });

  it('redirects in vain, and is told so', async () => {
    const { id } = await made();
    receiver.answer = (_received, response) => void response.writeHead(302, { location: '/elsewhere' }).end();
    await world.request('POST', `${path}/${id}/test`);
    await world.settle();
    expect(receiver.received.map(({ path: there }) => there)).toEqual(['/hook']);
    expect((await deliveriesOf(id))[0]?.attempts[0]).toMatchObject({
      status: 302,
      reason: 'redirects are not followed',
    });
  });

  it('is switched off by its 410, and the owner’s other webhooks are told', async () => {
    const { id } = await made({ url: `${receiver.url}/gone` });
    await made({ url: `${receiver.url}/there`, events: ['task.failed'] });
    receiver.answer = ({ path: there }, response) =>
      void response.writeHead(there === '/gone' ? 410 : 200).end();
    await world.request('POST', `${path}/${id}/test`);
    await world.settle();
    const { body } = await world.get<WebhookView>(`${path}/${id}`);
    expect(body).toMatchObject({ enabled: false, disabledReason: 'gone' });
    await world.advance(2 * MINUTE_MS);
    expect(receiver.received.at(-1)).toMatchObject({
      path: '/there',
      body: { type: 'webhook.disabled', data: { webhookId: id, reason: 'gone' } },
    });
    await world.run(orders.imagen('nobody is told'));
    await world.settle();
    expect(receiver.received).toHaveLength(2);
  });
});

describe('signatures', () => {
  it('verify with the official library, also while a secret is rotated, and by the public key', async () => {
    const { id, secret } = await made();
    const rotated = await world.request<MadeWebhookView>('POST', `${path}/${id}/rotate`);
    expect(rotated.body.secret).not.toBe(secret);
    await world.request('POST', `${path}/${id}/test`);
    await world.settle();
    const received = receiver.received[0] as Received;
    for (const one of [secret, rotated.body.secret]) expect(() => verified(one, received)).not.toThrow();
    expect(() => verified(`whsec_${'A'.repeat(43)}=`, received)).toThrow();
    expect(() => verified(secret, { ...received, text: `${received.text} ` })).toThrow();
    const keys = await world.request<WebhookKeysView>('GET', '/.well-known/webhook-keys.json', { as: null });
    const [key] = keys.body.keys;
    const signature = /v1a,(\S+)/.exec(String(received.headers['webhook-signature']))?.[1] ?? '';
    const signed = `${String(received.headers['webhook-id'])}.${String(received.headers['webhook-timestamp'])}.${received.text}`;
    const publicKey = createPublicKey({ key: { ...key }, format: 'jwk' });
    expect(verify(null, Buffer.from(signed), publicKey, Buffer.from(signature, 'base64'))).toBe(true);
    await world.sleep(25 * HOUR_MS);
    await world.request('POST', `${path}/${id}/test`);
    await world.settle();
    const later = receiver.received.at(-1) as Received;
    expect(() => verified(rotated.body.secret, later)).not.toThrow();
    expect(() => verified(secret, later)).toThrow();
  });
});

describe('what was sent', () => {
  it('is delivered once more by time, what was given up or all of it', async () => {
    const { id } = await made();
    for (let i = 0; i < 3; i += 1) await world.request('POST', `${path}/${id}/test`);
    await world.settle();
    const replay = (body: unknown) => world.request<ReplayView>('POST', `${path}/${id}/replay`, { body });
    const from = '2020-01-01T00:00:00Z';
    expect((await replay({ from })).body).toEqual({ replayed: 0 });
    expect((await replay({ from, to: '2020-01-02T00:00:00Z', all: true })).body).toEqual({ replayed: 0 });
    expect((await replay({ from, all: true })).body).toEqual({ replayed: 3 });
    await world.settle();
    expect(receiver.received).toHaveLength(6);
  });

  it('is listed page by page, the newest first', async () => {
    const { id } = await made();
    const ids: string[] = [];
    for (let i = 0; i < 5; i += 1) {
      await world.advance(1000);
      ids.unshift((await world.request<DeliveryView>('POST', `${path}/${id}/test`)).body.id);
    }
    const seen: string[] = [];
    let cursor = '';
    do {
      const page = await world.get<DeliveryListView>(`${path}/${id}/deliveries?limit=2${cursor}`);
      seen.push(...page.body.items.map((one) => one.id));
      cursor = page.body.nextCursor === undefined ? '' : `&cursor=${page.body.nextCursor}`;
    } while (cursor !== '');
    expect(seen).toEqual(ids);
  });
});
