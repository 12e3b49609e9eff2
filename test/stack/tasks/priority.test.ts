import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TaskView } from '#contract/tasks/answers.ts';
import type { Priority } from '#domain/tasks/task.ts';
import { orders } from '../orders.ts';
import { World } from '../test-stack.ts';

const WINDOW_MS = 12_000;
const classes = ['low', 'normal', 'high'] as const;
let world: World;
beforeAll(async () => {
  world = await World.open({ knobs: { imageEdge: 64 } });
});
afterAll(() => world.close());

const sentAt = (start: number, priority: Priority): number[] =>
  world.kie.ledger
    .filter((entry) => entry.prompt.startsWith(`${priority} `))
    .map((entry) => Math.floor((entry.createdAt - start) / WINDOW_MS));

it('a mixed burst goes out in shares of ten, seven and three, in order, for two extra transitions a task', async () => {
  const start = world.clock.now();
  const fillers = await Promise.all(
    Array.from({ length: 20 }, (_, i) => world.create(orders.imagen(`filler ${i}`))),
  );
  await world.settle();
  expect(world.kie.ledger).toHaveLength(20);

  world.cloud.meter.reset();
  const crowd: { id: string; priority: Priority }[] = [];
  for (let i = 0; i < 60; i += 1) {
    const priority = classes[i % 3] ?? 'low';
    const { body } = await world.create(orders.imagen(`${priority} ${i}`), { priority });
    crowd.push({ id: body.id, priority });
    await world.settle();
  }
  const held = await Promise.all(crowd.map(({ id }) => world.task(id)));
  expect(new Set(held.map(({ stage }) => stage))).toEqual(new Set(['held']));
  for (const wanted of classes) {
    const turns = held.flatMap(({ priority, startsAt }) => (priority === wanted ? [startsAt ?? ''] : []));
    expect(turns).toEqual(turns.toSorted());
  }

  for (const { id } of crowd) expect((await world.untilEnded(id)).status).toBe('SUCCESS');
  for (const { body } of fillers) expect((await world.untilEnded(body.id)).status).toBe('SUCCESS');
  const inWindow = (n: number): number[] =>
    classes.map((one) => sentAt(start, one).filter((window) => window === n).length);
  expect([inWindow(1), inWindow(2)]).toEqual([
    [3, 7, 10],
    [3, 7, 10],
  ]);
  const fillersLeft = 20 * 2;
  expect(world.cloud.meter.counts().transitions).toBeLessThanOrEqual(60 * 4 + fillersLeft);

  const times = world.kie.ledger.map(({ createdAt }) => createdAt).toSorted((left, right) => left - right);
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
