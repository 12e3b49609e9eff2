import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TaskView } from '#contract/tasks/answers.ts';
import { orders } from '../orders.ts';
import { World } from '../test-stack.ts';

const classes = ['low', 'normal', 'high'] as const;
let world: World;
beforeAll(async () => {
  world = await World.open({ knobs: { imageEdge: 64 } });
});
afterAll(() => world.close());

it('a mixed burst goes out in shares of ten, seven and three, for one extra transition a task and a few for all', async () => {
  const fillers = await Promise.all(
    Array.from({ length: 20 }, (_, i) => world.create(orders.imagen(`filler ${i}`))),
  );
  await world.settle();
  expect(world.kie.ledger).toHaveLength(20);

  world.cloud.meter.reset();
  const crowd = await Promise.all(
    Array.from({ length: 60 }, (_, i) => {
      const priority = classes[i % 3] ?? 'low';
      return world.create(orders.imagen(`${priority} ${i}`), { priority });
    }),
  );
  await world.settle();
  const held = await Promise.all(crowd.map(({ body }) => world.task(body.id)));
  expect(new Set(held.map(({ stage }) => stage))).toEqual(new Set(['held']));
  for (const priority of classes) {
    const places = held.filter((task) => task.priority === priority).map(({ position }) => position);
    expect(places.toSorted((left = 0, right = 0) => left - right)).toEqual(places.map((_, i) => i + 1));
  }

  for (const { body } of [...crowd, ...fillers])
    expect((await world.untilEnded(body.id)).status).toBe('SUCCESS');
  const sent = world.kie.ledger.toSorted((left, right) => left.createdAt - right.createdAt);
  const shares = (from: number): number[] =>
    classes.map(
      (one) => sent.slice(from, from + 20).filter(({ prompt }) => prompt.startsWith(`${one} `)).length,
    );
  expect([shares(20), shares(40)]).toEqual([
    [3, 7, 10],
    [3, 7, 10],
  ]);
  const fillersLeft = 20 * 2;
  // Three looks a window at most, of three transitions each, and how the dispatcher begins and ends.
  const looks = 3 * 3 * 3 + 6;
  expect(world.cloud.meter.counts().transitions).toBeLessThanOrEqual(60 * 3 + fillersLeft + looks);

  const times = sent.map(({ createdAt }) => createdAt);
  for (const [i, time] of times.entries()) {
    expect((times[i + 20] ?? Infinity) - time).toBeGreaterThanOrEqual(10_000);
  }
  expect(world.kie.requests.filter(({ code }) => code === 429)).toHaveLength(0);
}, 240_000);

describe('where many wait', () => {
  /** All that may be sent for so long is taken. */
  const queueFor = async (ms: number): Promise<void> => {
    const until = world.clock.now() + ms;
    const lanes = Array.from({ length: 20 }, (_, lane) => [`lane${lane}`, until]);
    const set = { ...Object.fromEntries(lanes), fair: until } as Record<string, number>;
    await world.table.write({ type: 'add', key: { pk: 'gate#KIE', sk: 'gate' }, set });
    // What a process knows of the queue it has read two seconds ago.
    await world.advance(2000);
  };

  it('a task that has its turn after its own deadline is sent then, and ends well', async () => {
    await queueFor(40 * 60_000);
    const { status, body } = await world.create(orders.imagen('patient'));
    expect(status).toBe(202);
    const held = await world.until(body.id, ({ stage }) => stage === 'held');
    expect(Date.parse(held.startsAt ?? '') - Date.parse(held.createdAt)).toBeGreaterThan(38 * 60_000);
    expect((await world.untilEnded(body.id)).status).toBe('SUCCESS');
  });

  it('a task that would wait for more than an hour is refused, and one that was taken before is not', async () => {
    const key = { 'idempotency-key': 'before-the-crowd' };
    const taken = await world.create(orders.imagen('before the crowd'), {}, key);
    await world.untilEnded(taken.body.id);
    await queueFor(2 * 3600_000);
    const refused = await world.create(orders.imagen('one too many'));
    expect(refused).toMatchObject({ status: 503, body: { code: 'queue_full' } });
    const { expectedWaitSeconds } = refused.body as unknown as { expectedWaitSeconds: number };
    expect(expectedWaitSeconds).toBeGreaterThan(7000);
    expect(refused.headers.get('retry-after')).toBe(String(expectedWaitSeconds - 3600));
    const again = await world.create(orders.imagen('before the crowd'), {}, key);
    expect(again).toMatchObject({ status: 202, body: { id: taken.body.id } });
    const { body } = await world.get<{ items: TaskView[] }>('/api/v1/generation/tasks?limit=1');
    expect(body.items[0]?.id).toBe(taken.body.id);
  });
});
