import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { MadeWebhookView, WebhookListView, WebhookView } from '#contract/webhooks/answers.ts';
import { World } from '../test-stack.ts';

const path = '/api/v1/webhooks';
const url = 'https://receiver.example.com/hook';
let world: World;
beforeAll(async () => {
  world = await World.open();
});
afterAll(() => world.close());
beforeEach(async () => {
  for (const { id } of (await world.get<WebhookListView>(path)).body.items)
    await world.request('DELETE', `${path}/${id}`);
});

describe('an order for a webhook', () => {
  it.each([
    [{}, '/url'],
    [{ url: 'ftp://example.com' }, '/url'],
    [{ url: 'https://10.0.0.1/hook' }, '/url'],
    [{ url: 'https://user:word@example.com/hook' }, '/url'],
    [{ url: 'https://example.com', events: [] }, '/events'],
    [{ url: 'https://example.com', events: ['task.exploded'] }, '/events/0'],
    [{ url: 'https://example.com', secret: 'my own' }, '/secret'],
  ])('is refused with the place: %j', async (body, place) => {
    const answer = await world.request<{ errors: { path: string }[] }>('POST', path, { body });
    expect(answer.status).toBe(422);
    expect(answer.body.errors.map((fault) => fault.path)).toContain(place);
  });

  it('is refused beyond twenty of an owner', async () => {
    const answers = [];
    for (let i = 0; i < 21; i += 1)
      answers.push((await world.request('POST', path, { body: { url: `${url}/${i}` } })).status);
    expect(answers).toEqual([...Array.from({ length: 20 }, () => 201), 409]);
  });

  it('changes what it names, and leaves the rest', async () => {
    const order = { url, events: ['task.failed'], description: 'one' };
    const { id } = (await world.request<WebhookView>('POST', path, { body: order })).body;
    const change = (body: unknown) => world.request<WebhookView>('PATCH', `${path}/${id}`, { body });
    expect((await change({ description: 'two' })).body).toMatchObject({
      events: ['task.failed'],
      description: 'two',
    });
    expect((await change({ events: null })).body).not.toHaveProperty('events');
    expect((await change({ enabled: false })).body).toMatchObject({
      enabled: false,
      disabledReason: 'owner',
    });
    expect((await change({ url: 'http://10.1.2.3/' })).status).toBe(422);
    expect((await world.request('DELETE', `${path}/${id}`)).status).toBe(204);
    expect((await change({ enabled: true })).status).toBe(404);
  });

  it('is answered with a secret that is shown this once', async () => {
    const { id, secret } = (await world.request<MadeWebhookView>('POST', path, { body: { url } })).body;
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    for (const there of [path, `${path}/${id}`])
      expect(JSON.stringify((await world.get(there)).body)).not.toContain(secret);
  });
});
