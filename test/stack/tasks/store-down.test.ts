import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { OperatorItem } from '#domain/operators/operator-item.ts';
import type { TaskView } from '#contract/tasks/answers.ts';
import { FaultyStore } from '../faulty-store.ts';
import { orders } from '../orders.ts';
import { eventsOf, itemsOf, ledgerOf, objectsOf, setBudget, takenFor } from '../queries.ts';
import { World } from '../test-stack.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
let store: FaultyStore;
let world: World;
beforeAll(async () => {
  store = await FaultyStore.open();
  world = await World.open({ store: 'r2', environment: { MEDIA_ENDPOINT: store.url } });
  store.target = world.store.external?.server.url ?? '';
  await world.newKey('root', { operator: true });
  await setBudget(world, { monthlyCredits: 1000 });
});
afterAll(async () => {
  await world.close();
  await store.close();
});
beforeEach(() => {
  store.fault = undefined;
});

const itemsAbout = async (id: string): Promise<OperatorItem[]> =>
  (await itemsOf(world)).filter(({ taskId }) => taskId === id);

/** A task whose result could not be kept by its deadline, because the store would not have it. */
async function notKept(prompt: string, fault: 'down' | 'wrong-keys' | 'denied'): Promise<TaskView> {
  store.fault = fault;
  const task = await world.run(orders.imagen(prompt));
  expect(task).toMatchObject({ status: 'FAILED', failCode: 'archive_failed', assets: [] });
  return task;
}

async function expectHome({ id }: TaskView, prompt: string): Promise<void> {
  const task = await world.task(id);
  expect(task).toMatchObject({ status: 'SUCCESS', assets: [{ late: true }], cost: { final: true } });
  expect(task.failCode).toBeUndefined();
  expect((await fetch(task.assets[0]?.url ?? '')).status).toBe(200);
  expect(await objectsOf(world, id)).toHaveLength(3);
  const lines = (await ledgerOf(world, id)).map(({ type, amount }) => [type, amount]);
  expect(lines).toEqual([
    ['hold', 4000],
    ['settle', 4000],
  ]);
  expect(takenFor(world, prompt)).toBe(1);
  const corrected = (await eventsOf(world, id)).filter(({ type }) => type === 'task-corrected');
  expect(corrected).toMatchObject([{ data: { status: 'SUCCESS' } }]);
  expect(await itemsAbout(id)).toMatchObject([{ kind: 'output_missing', status: 'recovered' }]);
}

describe('a result that our store would not take', () => {
  it.each(['down', 'wrong-keys', 'denied'] as const)(
    'is tried again for as long as its task has time, and kept (%s)',
    async (fault) => {
      store.fault = fault;
      const { body } = await world.create(orders.imagen(`twenty minutes of ${fault}`));
      await world.advance(20 * MINUTE_MS);
      expect(await world.task(body.id)).toMatchObject({ status: 'PENDING', stage: 'archiving' });
      store.fault = undefined;
      const task = await world.untilEnded(body.id);
      expect(task).toMatchObject({ status: 'SUCCESS', cost: { final: true } });
      expect(task.assets).toHaveLength(1);
    },
  );

  it('comes home at the look an hour after the end, and the status is put right', async () => {
    const prompt = 'an hour of outage';
    const task = await notKept(prompt, 'down');
    expect(await itemsAbout(task.id)).toMatchObject([{ kind: 'output_missing', status: 'open', job: 1 }]);
    store.fault = undefined;
    await world.advance(59 * MINUTE_MS);
    expect((await world.task(task.id)).status).toBe('FAILED');
    await world.advance(3 * MINUTE_MS);
    await expectHome(task, prompt);
  });

  it('comes home at a later look where the store was still down at the first', async () => {
    const prompt = 'five hours of outage';
    const task = await notKept(prompt, 'wrong-keys');
    await world.advance(62 * MINUTE_MS);
    expect((await world.task(task.id)).status).toBe('FAILED');
    store.fault = undefined;
    await world.sleep(5 * HOUR_MS - 10 * MINUTE_MS);
    await world.advance(12 * MINUTE_MS);
    await expectHome(task, prompt);
  });

  it('is fetched at once when an operator says so', async () => {
    const prompt = 'the keys are right again';
    const task = await notKept(prompt, 'denied');
    store.fault = undefined;
    const [item] = await itemsAbout(task.id);
    const path = `/api/v1/admin/items/${encodeURIComponent(item?.id ?? '')}/archive-again`;
    const reason = 'The keys of the store were wrong';
    const answer = await world.request('POST', path, { as: 'root', body: { reason } });
    expect(answer).toMatchObject({ status: 200, body: { status: 'open' } });
    await world.advance(MINUTE_MS);
    await expectHome(task, prompt);
    expect(await eventsOf(world, task.id)).toContainEqual(
      expect.objectContaining({ type: 'run-started', actor: 'operator', reason }),
    );
    const again = await world.request('POST', path, { as: 'root', body: { reason } });
    expect(again).toMatchObject({ status: 409, body: { code: 'conflict' } });
  });
});
