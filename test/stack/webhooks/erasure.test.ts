import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ErasureView } from '#contract/erasure/answers.ts';
import type { DeliveryListView, MadeWebhookView } from '#contract/webhooks/answers.ts';
import { World } from '../test-stack.ts';
import { Receiver } from './receiver.ts';

const MINUTE_MS = 60_000;
const path = '/api/v1/webhooks';
const erase = '/api/v1/me/data';
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

it('an erasure removes what was sent to webhooks until then, and leaves the webhooks, and says so', async () => {
  const made = await world.request<MadeWebhookView>('POST', path, { body: { url: `${receiver.url}/hook` } });
  const { id } = made.body;
  const sent = async () =>
    (await world.get<DeliveryListView>(`${path}/${id}/deliveries?limit=100`)).body.items;
  for (let i = 0; i < 30; i += 1) await world.request('POST', `${path}/${id}/test`);
  await world.settle();
  expect(await sent()).toHaveLength(30);
  await world.advance(1000);
  const { body: asked } = await world.request<{ confirmationToken: string }>('DELETE', erase);
  const begun = await world.request<ErasureView>(
    'DELETE',
    `${erase}?confirmationToken=${asked.confirmationToken}`,
  );
  await world.advance(1000);
  await world.request('POST', `${path}/${id}/test`);
  await world.advance(15 * MINUTE_MS);
  const { body: receipt } = await world.get<ErasureView>(begun.body.links.self);
  expect(receipt.status).toBe('done');
  expect(JSON.stringify(receipt.kept)).toContain('webhooks');
  expect(await sent()).toHaveLength(1);
  expect((await world.get(`${path}/${id}`)).status).toBe(200);
});
