import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { EventListView, TaskView } from '#contract/tasks/answers.ts';
import type { DefaultSecretView, DeliveryListView } from '#contract/webhooks/answers.ts';
import { orders } from '../orders.ts';
import { World } from '../test-stack.ts';
import { Receiver, type Received } from './receiver.ts';
import { verified, verifiedByAnother } from './verified.ts';

const MINUTE_MS = 60_000;
const tasks = '/api/v1/generation/tasks';
let world: World;
let receiver: Receiver;
let callbackUrl: string;
beforeAll(async () => {
  world = await World.open();
  receiver = await Receiver.start();
  callbackUrl = `${receiver.url}/ended?of=shop`;
});
afterAll(async () => {
  await world.close();
  await receiver.stop();
});
beforeEach(() => {
  receiver.received.length = 0;
  receiver.answer = (_received, response) => void response.writeHead(204).end();
});

const ran = async (prompt: string): Promise<TaskView> => {
  const task = await world.run(orders.imagen(prompt), { callbackUrl });
  await world.settle();
  return task;
};
const secret = async (): Promise<DefaultSecretView> =>
  (await world.get<DefaultSecretView>('/api/v1/webhooks/default/secret')).body;
const eventsOf = async (id: string): Promise<EventListView['items']> =>
  (await world.get<EventListView>(`${tasks}/${id}/events`)).body.items;
const receiverOf = async (id: string): Promise<string> =>
  String((await eventsOf(id)).find(({ actor }) => actor === 'delivery')?.data?.['receiver']);

describe('the callbackUrl of a task', () => {
  it('is told once how the task ended, signed with the default secret of its owner', async () => {
    const { id } = await ran('told at its end');
    expect(receiver.types(id)).toEqual(['task.succeeded']);
    const [received] = receiver.received;
    expect(received?.path).toBe('/ended?of=shop');
    expect(received?.body.data).toEqual(await world.task(id));
    expect(received?.body.data['callbackUrl']).toBe(callbackUrl);
    expect(verified((await secret()).secret, received as Received)).toMatchObject({ data: { id } });
  });

  it('is told of a failure, of a cancel, and of what a retry comes to', async () => {
    const failed = await ran('doomed [fail:generation]');
    const { body: canceled } = await world.create(orders.imagen('to be canceled'), { callbackUrl });
    await world.request('POST', `${tasks}/${canceled.id}/cancel`);
    await world.settle();
    const { body: again } = await world.request<TaskView>('POST', `${tasks}/${failed.id}/retry`);
    await world.untilEnded(again.id);
    await world.settle();
    expect([failed, canceled, again].map(({ id }) => receiver.types(id))).toEqual([
      ['task.failed'],
      ['task.canceled'],
      ['task.failed'],
    ]);
  });

  it('is signed with both secrets while a rotation overlaps', async () => {
    const { secret: before } = await secret();
    const { body: after } = await world.request<DefaultSecretView>(
      'POST',
      '/api/v1/webhooks/default/rotate',
      {
        body: { overlapSeconds: 3600 },
      },
    );
    expect(after.secret).not.toBe(before);
    expect(after.secrets).toHaveLength(2);
    await ran('signed twice');
    const [received] = receiver.received;
    for (const one of [before, after.secret]) {
      expect(verified(one, received as Received)).toMatchObject({ type: 'task.succeeded' });
      await verifiedByAnother(one, received as Received);
    }
    const tampered = { ...(received as Received), text: `${received?.text} ` };
    await expect(verifiedByAnother(after.secret, tampered)).rejects.toThrow();
  });

  it('that does not answer is asked again, and what became of it stands in its deliveries, never in the status of the task', async () => {
    receiver.answer = (_received, response) => void response.writeHead(500).end('not now');
    const { id } = await ran('to one that fails');
    expect((await world.task(id)).status).toBe('SUCCESS');
    expect((await eventsOf(id)).filter(({ actor }) => actor === 'delivery')).toEqual([]);
    receiver.answer = (_received, response) => void response.writeHead(200).end();
    await world.advance(2 * MINUTE_MS);
    const [told, ...more] = (await eventsOf(id)).filter(({ actor }) => actor === 'delivery');
    expect(more).toEqual([]);
    expect(told).toMatchObject({ type: 'notified', data: { type: 'task.succeeded', status: 200 } });
    const { body: sent } = await world.get<DeliveryListView>(
      `/api/v1/webhooks/${await receiverOf(id)}/deliveries`,
    );
    expect(sent.items[0]).toMatchObject({
      taskId: id,
      state: 'delivered',
      attempts: [{ status: 500, answer: 'not now' }, { status: 200 }],
    });
  });

  it('that answers 410 is told nothing more of that event, and its owner can have it delivered once more', async () => {
    receiver.answer = (_received, response) => void response.writeHead(410).end();
    const { id } = await ran('unwanted');
    expect(await eventsOf(id)).toContainEqual(
      expect.objectContaining({ type: 'notification-given-up', reason: 'its receiver answered 410' }),
    );
    receiver.answer = (_received, response) => void response.writeHead(204).end();
    const there = `/api/v1/webhooks/${await receiverOf(id)}`;
    const { body: sent } = await world.get<DeliveryListView>(`${there}/deliveries`);
    const event = sent.items.find(({ taskId }) => taskId === id)?.id ?? '';
    expect((await world.request('POST', `${there}/deliveries/${event}/replay`)).status).toBe(202);
    await world.settle();
    expect(receiver.types(id)).toEqual(['task.succeeded', 'task.succeeded']);
    const next = await ran('told again');
    expect(receiver.types(next.id)).toEqual(['task.succeeded']);
  });

  it('is found by nobody else, and does not show where browsers look', async () => {
    await world.newKey('ben');
    const { id } = await ran('mine');
    const there = `/api/v1/webhooks/${await receiverOf(id)}/deliveries`;
    expect((await world.request('GET', there, { as: 'ben' })).status).toBe(404);
    expect(JSON.stringify(await eventsOf(id))).not.toContain(receiver.url);
  });

  it.each([
    ['no address', 'a house'],
    ['another protocol', 'ftp://example.com/hook'],
    ['an address that is closed to everybody', 'https://10.0.0.1/hook'],
    ['a port', 'https://example.com:8443/hook'],
  ])('is refused with its place where it is %s', async (_what, url) => {
    const refusal = async (path: string, body: unknown) => {
      const answer = await world.request<{ errors: { path: string }[] }>('POST', path, { body });
      return [answer.status, answer.body.errors.map(({ path: place }) => place)];
    };
    const providerParams = orders.imagen('nowhere');
    expect(await refusal(tasks, { providerParams, callbackUrl: url })).toEqual([422, ['/callbackUrl']]);
    const short = { model_id: 'IMAGEN4', prompt: 'nowhere', callback_url: url };
    expect(await refusal('/api/v1/generation/image', short)).toEqual([422, ['/callback_url']]);
  });
});
