import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TaskView } from '#contract/tasks/answers.ts';
import { eventsOf, itemsOf, ledgerOf, objectsOf, setBudget, takenFor, usageOf } from '../queries.ts';
import { orders } from '../orders.ts';
import { World } from '../test-stack.ts';

const HOUR_MS = 3600_000;
const MINUTE_MS = 60_000;
let world: World;
beforeAll(async () => {
  world = await World.open();
  await world.newKey('root', { operator: true });
  await setBudget(world, { monthlyCredits: 1000 });
});
afterAll(() => world.close());

async function timedOut(prompt: string): Promise<TaskView> {
  const task = await world.run(orders.imagen(prompt));
  expect(task).toMatchObject({
    status: 'FAILED',
    failCode: 'timeout',
    assets: [],
    cost: { actualCredits: 4, final: false },
  });
  return task;
}

/** All but what may change after an end. */
const lasting = (task: TaskView) => ({ ...task, assets: [], cost: undefined });

async function expectLate(before: TaskView, prompt: string): Promise<void> {
  const task = await world.task(before.id);
  expect(lasting(task)).toEqual(lasting(before));
  expect(task.cost).toEqual({ estimatedCredits: 4, actualCredits: 4, final: true });
  expect(task.assets).toHaveLength(1);
  expect(task.assets[0]).toMatchObject({ late: true });
  expect((await fetch(task.assets[0]?.url ?? '')).status).toBe(200);
  expect(await objectsOf(world, before.id)).toHaveLength(3);
  const lines = (await ledgerOf(world, before.id)).map(({ type, amount }) => [type, amount]);
  expect(lines).toEqual([
    ['hold', 4000],
    ['settle', 4000],
  ]);
  expect(takenFor(world, prompt)).toBe(1);
}

describe('a success that comes after the deadline', () => {
  it('is archived late when its callback comes, paid once, and the status stays', async () => {
    const prompt = 'after closing time [latency:3000]';
    const task = await timedOut(prompt);
    await world.advance(30 * MINUTE_MS);
    await expectLate(task, prompt);
    expect(await eventsOf(world, task.id)).toContainEqual(
      expect.objectContaining({ type: 'run-started', actor: 'callback' }),
    );
  });

  it('is found by the sweeper after six hours when no callback comes', async () => {
    const prompt = 'nobody calls [latency:3000] [callback-lost]';
    const task = await timedOut(prompt);
    await world.sleep(5 * HOUR_MS);
    await world.advance(30 * MINUTE_MS);
    expect((await world.task(task.id)).assets).toEqual([]);
    await world.advance(32 * MINUTE_MS);
    await expectLate(task, prompt);
    expect(await eventsOf(world, task.id)).toContainEqual(
      expect.objectContaining({ type: 'run-started', actor: 'sweeper' }),
    );
  });

  it('is asked for again in half an hour where the provider could not be asked', async () => {
    const prompt = 'nobody answers [latency:3000] [callback-lost]';
    const task = await timedOut(prompt);
    await world.sleep(6 * HOUR_MS);
    world.kie.setKnobs({ queryCode: 500 });
    await world.advance(10 * MINUTE_MS);
    world.kie.setKnobs({ queryCode: 0 });
    expect((await world.task(task.id)).assets).toEqual([]);
    await world.advance(35 * MINUTE_MS);
    await expectLate(task, prompt);
  });

  it('is found after twenty-four hours when it was not there after six', async () => {
    const prompt = 'a very long film [latency:40000] [callback-lost]';
    const task = await timedOut(prompt);
    await world.sleep(6 * HOUR_MS);
    await world.advance(2 * MINUTE_MS);
    expect((await world.task(task.id)).cost.final).toBe(false);
    await world.sleep(18 * HOUR_MS);
    await world.advance(2 * MINUTE_MS);
    await expectLate(task, prompt);
  });
});

it('a failure that comes after the deadline gives the money back', async () => {
  const { budget: before } = await usageOf(world);
  const task = await timedOut('late and bad [latency:3000] [fail:generation]');
  await world.advance(30 * MINUTE_MS);
  const now = await world.task(task.id);
  expect(lasting(now)).toEqual(lasting(task));
  expect(now.cost).toEqual({ estimatedCredits: 4, actualCredits: 0, final: true });
  const lines = (await ledgerOf(world, task.id)).map(({ type, amount }) => [type, amount]);
  expect(lines).toEqual([
    ['hold', 4000],
    ['settle', 4000],
    ['adjust', -4000],
  ]);
  expect((await usageOf(world)).budget?.monthly?.spentCredits).toBe(before?.monthly?.spentCredits);
});

it('a lost call that reports after the deadline comes home late, and leaves nothing to decide', async () => {
  const prompt = 'lost, and late [latency:3000]';
  world.kie.setKnobs({ failNext: ['500-created'] });
  const task = await world.run(orders.imagen(prompt));
  expect(task).toMatchObject({ status: 'FAILED', failCode: 'outcome_unknown' });
  const open = (await itemsOf(world)).filter(({ taskId }) => taskId === task.id);
  expect(open).toMatchObject([{ status: 'open' }]);
  await world.advance(30 * MINUTE_MS);
  const now = await world.task(task.id);
  const { externalTaskId } = now;
  expect(externalTaskId).toBe(world.kie.ledger.find((entry) => entry.prompt === prompt)?.taskId);
  expect(lasting(now)).toEqual({ ...lasting(task), externalTaskId });
  expect(now).toMatchObject({ cost: { actualCredits: 4, final: true }, assets: [{ late: true }] });
  const closed = (await itemsOf(world)).filter(({ taskId }) => taskId === task.id);
  expect(closed).toMatchObject([{ status: 'adopted', externalTaskId }]);
  expect(takenFor(world, prompt)).toBe(1);
});
