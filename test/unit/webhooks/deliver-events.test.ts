import { beforeEach, describe, expect, it } from 'vitest';
import { MOST_IN_FLIGHT } from '#actions/webhooks/deliver-events.ts';
import { UnreadableTask } from '#storage/tasks/task-rows.ts';
import { Deliveries } from './delivering.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
let world: Deliveries;
beforeEach(() => {
  world = new Deliveries();
});

describe('a receiver that never takes it', () => {
  it('is asked ten times, at the times of Standard Webhooks, and then no more', async () => {
    const webhook = await world.newWebhook('away');
    world.answer = async () => 500;
    const event = await world.newEvent(webhook);
    await world.wait(5 * DAY_MS);
    const waits = world.posted.slice(1).map(({ at }, i) => at - (world.posted[i]?.at ?? 0));
    const minutes = [0, 5, 30, 120, 300, 600, 840, 1200, 1440];
    expect(waits.map((wait, i) => Math.abs(wait / MINUTE_MS - (minutes[i] ?? NaN)) <= 1)).toEqual(
      minutes.map(() => true),
    );
    expect(await world.stateOf(event)).toMatchObject({ state: 'dead', tries: 10 });
    expect(world.counted).toContain('DeliveriesGivenUp');
  });

  it('gets nothing more once nothing has arrived for five days, and the owner’s others are told', async () => {
    const [away, there] = [await world.newWebhook('away'), await world.newWebhook('there')];
    world.answer = async ({ id }) => (id === away.id ? 500 : 200);
    for (let day = 0; day < 6; day += 1) {
      await world.newEvent(away);
      await world.wait(DAY_MS);
    }
    expect((await world.webhooks.find(away.owner, away.id))?.disabled?.reason).toBe('unreachable');
    const count = world.posted.filter(({ webhookId }) => webhookId === away.id).length;
    const late = await world.newEvent(away);
    await world.wait(DAY_MS);
    expect(world.posted.filter(({ webhookId }) => webhookId === away.id)).toHaveLength(count);
    expect(await world.stateOf(late)).toMatchObject({ state: 'dead', reason: 'the webhook is switched off' });
    const [told] = (await world.store.page({ owner: there.owner, webhookId: there.id }, '', 10)).items;
    expect(told).toMatchObject({ type: 'webhook.disabled', state: 'delivered' });
    expect(world.counted).toContain('WebhooksDisabled');
  });

  it('is forgiven by the first that arrives', async () => {
    const webhook = await world.newWebhook('moody');
    world.answer = async () => 500;
    await world.newEvent(webhook);
    await world.wait(4 * DAY_MS);
    expect((await world.webhooks.find(webhook.owner, webhook.id))?.failingSince).toBeDefined();
    world.answer = async () => 200;
    await world.newEvent(webhook);
    await world.wait(MINUTE_MS);
    expect(await world.webhooks.find(webhook.owner, webhook.id)).not.toHaveProperty('failingSince');
  });
});

describe('a webhook that is busy whenever the schedule comes', () => {
  it('has what is due again delivered by whoever is busy with it', async () => {
    const webhook = await world.newWebhook('busy');
    const order = { owner: webhook.owner, webhookId: webhook.id };
    world.answer = async () => 500;
    const again = await world.newEvent(webhook);
    await world.deliver(order);
    world.now += MINUTE_MS;
    await world.deliver(order);
    const { promise: late, resolve: answerNow } = Promise.withResolvers<number>();
    world.answer = (_webhook, { id }) => (id === again.id ? Promise.resolve(204) : late);
    world.now += 10 * MINUTE_MS;
    const other = await world.newEvent(webhook);
    const busy = world.deliver(order);
    await expect.poll(() => world.posted.some(({ id }) => id === other.id)).toBe(true);
    await world.deliver({ ...order, ids: [again.id] });
    answerNow(204);
    await busy;
    expect(await world.stateOf(again)).toMatchObject({ state: 'delivered' });
  });
});

describe('many events at once', () => {
  it('are sent to one webhook at most eight at a time, those of a task one after the other in their order', async () => {
    const webhook = await world.newWebhook('busy');
    let [open, most] = [0, 0];
    world.answer = async () => {
      most = Math.max(most, (open += 1));
      await new Promise((done) => void setImmediate(done));
      open -= 1;
      return 200;
    };
    const expected: string[] = [];
    for (let i = 0; i < 60; i += 1) await world.newEvent(webhook);
    for (const sequence of [3, 1, 2]) {
      const { id } = await world.newEvent(webhook, 'one', sequence);
      expected[sequence - 1] = id;
    }
    await world.deliver({ owner: 'ana', webhookId: webhook.id });
    expect(world.posted).toHaveLength(63);
    expect(most).toBe(MOST_IN_FLIGHT);
    expect(world.posted.map(({ id }) => id).filter((id) => expected.includes(id))).toEqual(expected);
  });

  it('are sent once, however many calls come for them', async () => {
    const webhook = await world.newWebhook('popular');
    world.answer = async () => {
      await new Promise((done) => void setImmediate(done));
      return 200;
    };
    const order = { owner: 'ana', webhookId: webhook.id };
    await world.newEvent(webhook);
    const calls = Array.from({ length: 20 }, async () => world.deliver(order));
    await world.newEvent(webhook);
    await Promise.all([...calls, world.deliver(order)]);
    await world.wait(MINUTE_MS);
    expect(world.posted).toHaveLength(2);
  });

  it('for a receiver that is slow are left to the next call after a minute, and keep nobody else waiting', async () => {
    const [slow, quick] = [await world.newWebhook('slow'), await world.newWebhook('quick')];
    for (let i = 0; i < 200; i += 1) await world.newEvent(slow);
    world.answer = async ({ id }) => {
      if (id === slow.id) world.now += 15_000;
      return id === slow.id ? 500 : 200;
    };
    await world.deliver({ owner: 'ana', webhookId: slow.id });
    expect(world.posted.length).toBeLessThanOrEqual(4 + MOST_IN_FLIGHT);
    const event = await world.newEvent(quick);
    await world.deliver({ owner: 'ana', webhookId: quick.id });
    expect((await world.stateOf(event)).state).toBe('delivered');
  });
});

describe('an event of a task', () => {
  const taskId = 'f'.repeat(32);

  it('whose rows cannot be read is given up, and holds up no other', async () => {
    const webhook = await world.newWebhook('there');
    const bad = await world.newTaskEvent(webhook, taskId);
    const good = await world.newEvent(webhook);
    world.load = async () => {
      throw new UnreadableTask('a word of nobody’s');
    };
    await world.deliver({ owner: 'ana', webhookId: webhook.id });
    expect(await world.stateOf(bad)).toMatchObject({ state: 'dead', reason: 'its task cannot be read' });
    expect((await world.stateOf(good)).state).toBe('delivered');
  });

  it('that has been removed is given up', async () => {
    const webhook = await world.newWebhook('there');
    const event = await world.newTaskEvent(webhook, taskId);
    await world.deliver({ owner: 'ana', webhookId: webhook.id });
    expect(await world.stateOf(event)).toMatchObject({ state: 'dead', reason: 'its task has been removed' });
    expect(world.posted).toEqual([]);
  });

  it('waits where the table is out of reach', async () => {
    const webhook = await world.newWebhook('there');
    const event = await world.newTaskEvent(webhook, taskId);
    world.load = async () => {
      throw new Error('the table is out of reach');
    };
    await expect(world.deliver({ owner: 'ana', webhookId: webhook.id })).rejects.toThrow('out of reach');
    expect((await world.stateOf(event)).state).toBe('pending');
  });
});

it('an event of a webhook that was removed is given up', async () => {
  const webhook = await world.newWebhook('gone');
  const event = await world.newEvent(webhook);
  await world.webhooks.remove(webhook.owner, webhook.id);
  await world.wait(MINUTE_MS);
  expect(await world.stateOf(event)).toMatchObject({ state: 'dead', reason: 'the webhook has been removed' });
  expect(world.posted).toEqual([]);
});

describe('a lease that nobody gave back', () => {
  it('ends by itself, and what was due is delivered then', async () => {
    const webhook = await world.newWebhook('left');
    const event = await world.newEvent(webhook);
    world.answer = () => new Promise(() => undefined);
    void world.deliver({ owner: 'ana', webhookId: webhook.id });
    await new Promise((done) => void setImmediate(done));
    world.answer = async () => 200;
    await world.wait(MINUTE_MS);
    expect((await world.stateOf(event)).state).toBe('pending');
    await world.wait(2 * MINUTE_MS);
    expect((await world.stateOf(event)).state).toBe('delivered');
  });
});
