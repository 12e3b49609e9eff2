import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TaskView } from '#contract/tasks/answers.ts';
import { eventsOf, ledgerOf, setBudget, TASKS, usageOf } from '../queries.ts';
import { orders } from '../orders.ts';
import { replayTimeline } from '../timeline-replay.ts';
import { World } from '../test-stack.ts';

const HOUR_MS = 3600_000;
const MINUTE_MS = 60_000;
/** The provider takes 3.5 credits of the 4 that are listed. */
const TAKEN = 3.5;

let world: World;
beforeAll(async () => {
  world = await World.open();
  await world.newKey('root', { operator: true });
  await setBudget(world, { monthlyCredits: 1000 });
  world.kie.setKnobs({ priceFactor: TAKEN / 4 });
});
afterAll(() => world.close());

/** Sees to it that the look at the price, six hours after the end, has been taken. */
async function afterTheLook(): Promise<void> {
  await world.sleep(6 * HOUR_MS);
  await world.advance(3 * MINUTE_MS);
}

const linesOf = async (id: string) => (await ledgerOf(world, id)).map(({ type, amount }) => [type, amount]);
const spent = async () => (await usageOf(world)).budget?.monthly;

/** How often the provider has been asked after a task, or after its first job. */
const questionsAbout = ({ externalTaskId }: TaskView): number =>
  world.kie.requests.filter(({ path }) => path.endsWith(`/recordInfo?taskId=${externalTaskId ?? ''}`)).length;

const withoutCost = (task: TaskView) => ({ ...task, cost: undefined });

describe('a success of which the provider does not say what it took', () => {
  it('is settled with the estimate at once, which is not final', async () => {
    const before = await spent();
    const task = await world.run(orders.imagen('a price to come [no-price]'));
    expect(task).toMatchObject({
      status: 'SUCCESS',
      cost: { estimatedCredits: 4, actualCredits: 4, final: false },
    });
    expect(await linesOf(task.id)).toEqual([
      ['hold', 4000],
      ['settle', 4000],
    ]);
    expect(await spent()).toMatchObject({
      reservedCredits: before?.reservedCredits,
      spentCredits: (before?.spentCredits ?? 0) + 4,
    });
  });

  it('is asked about once more after six hours, and settled at what was taken', async () => {
    const before = await spent();
    const task = await world.run(orders.imagen('told late [late-price]'));
    const questions = questionsAbout(task);
    await world.sleep(5 * HOUR_MS);
    await world.advance(30 * MINUTE_MS);
    expect(await world.task(task.id)).toEqual(task);
    expect(questionsAbout(task)).toBe(questions);
    await world.advance(33 * MINUTE_MS);

    const now = await world.task(task.id);
    expect(withoutCost(now)).toEqual(withoutCost(task));
    expect(now.cost).toEqual({ estimatedCredits: 4, actualCredits: TAKEN, final: true });
    expect(questionsAbout(task)).toBe(questions + 1);
    expect(await linesOf(task.id)).toEqual([
      ['hold', 4000],
      ['settle', 4000],
      ['adjust', -500],
    ]);
    expect((await spent())?.spentCredits).toBe((before?.spentCredits ?? 0) + TAKEN);
    const events = await eventsOf(world, task.id);
    expect(events.slice(-2)).toMatchObject([
      { type: 'run-started', actor: 'sweeper' },
      { type: 'cost-adjusted', data: { actualCredits: TAKEN, costFinal: true } },
    ]);
    expect(replayTimeline(events).cost).toEqual(now.cost);

    await world.sleep(24 * HOUR_MS);
    await world.advance(3 * MINUTE_MS);
    expect(questionsAbout(task)).toBe(questions + 1);
    expect(await eventsOf(world, task.id)).toEqual(events);
  });

  it('keeps the estimate, and is not asked about again, where none is named then', async () => {
    const task = await world.run(orders.imagen('never told [no-price]'));
    const questions = questionsAbout(task);
    await world.sleep(6 * HOUR_MS);
    world.cloud.meter.reset();
    await world.advance(3 * MINUTE_MS);
    expect(world.counts().transitions).toBe(2);
    expect(await world.task(task.id)).toEqual(task);
    expect(questionsAbout(task)).toBe(questions + 1);
    await world.sleep(24 * HOUR_MS);
    await world.advance(3 * MINUTE_MS);
    expect(await world.task(task.id)).toEqual(task);
    expect(questionsAbout(task)).toBe(questions + 1);
    expect(await linesOf(task.id)).toHaveLength(2);
  });

  it('becomes final, with nothing to book, where the estimate was right', async () => {
    world.kie.setKnobs({ priceFactor: 1 });
    const task = await world.run(orders.imagen('guessed well [late-price]'));
    world.kie.setKnobs({ priceFactor: TAKEN / 4 });
    await afterTheLook();
    expect((await world.task(task.id)).cost).toEqual({ ...task.cost, final: true });
    expect(await linesOf(task.id)).toHaveLength(2);
  });

  it('is asked about again in half an hour where the provider could not be asked', async () => {
    const task = await world.run(orders.imagen('out of reach [late-price]'));
    await world.sleep(6 * HOUR_MS);
    world.kie.setKnobs({ queryCode: 500 });
    await world.advance(10 * MINUTE_MS);
    world.kie.setKnobs({ queryCode: 0 });
    expect(await world.task(task.id)).toEqual(task);
    await world.advance(35 * MINUTE_MS);
    expect((await world.task(task.id)).cost).toMatchObject({ actualCredits: TAKEN, final: true });
  });

  it('is asked about only as far as it is not known', async () => {
    world.kie.setKnobs({ failNext: ['late-price', 'ok'] });
    const task = await world.run(orders.imagen('one of two is told', { num_images: 2 }));
    expect(task.cost).toMatchObject({ actualCredits: 4 + TAKEN, final: false });
    const before = world.kie.requests.length;
    await afterTheLook();
    expect((await world.task(task.id)).cost).toMatchObject({ actualCredits: 2 * TAKEN, final: true });
    const asked = world.kie.requests.slice(before).filter(({ path }) => path.includes('/recordInfo?'));
    expect(asked).toHaveLength(1);
  });

  it('can be deleted meanwhile; then nobody asks, and the ledger keeps what was settled', async () => {
    const task = await world.run(orders.imagen('gone before the look [late-price]'));
    const questions = questionsAbout(task);
    const before = await spent();
    expect((await world.request('DELETE', `${TASKS}/${task.id}`)).status).toBe(204);
    await afterTheLook();
    expect((await world.get(`${TASKS}/${task.id}`)).status).toBe(404);
    expect(questionsAbout(task)).toBe(questions);
    expect(await linesOf(task.id)).toHaveLength(2);
    expect(await spent()).toEqual(before);
  });
});

it('a success without a file costs the estimate, until the provider names a figure', async () => {
  const task = await world.run(orders.imagen('nothing there [empty] [late-price]'));
  const { estimatedCredits } = task.cost;
  expect(task).toMatchObject({
    failCode: 'empty_result',
    cost: { actualCredits: estimatedCredits, final: false },
  });
  expect(estimatedCredits).toBeGreaterThan(0);
  await afterTheLook();
  expect((await world.task(task.id)).cost).toMatchObject({ actualCredits: TAKEN, final: true });
});

it('an erasure does not wait for the look', async () => {
  await world.newKey('cleo');
  const providerParams = orders.imagen('erased before the look [late-price]');
  await world.request('POST', TASKS, { as: 'cleo', body: { providerParams } });
  await world.advance(2 * MINUTE_MS);
  const erase = (token = '') =>
    world.request<{ confirmationToken: string }>('DELETE', `/api/v1/me/data${token}`, { as: 'cleo' });
  const { confirmationToken } = (await erase()).body;
  const erasure = await erase(`?confirmationToken=${confirmationToken}`);
  const receipt = erasure.headers.get('location') ?? '';
  await world.sleep(25 * MINUTE_MS);
  await world.advance(30 * MINUTE_MS);
  expect((await world.request('GET', receipt, { as: 'cleo' })).body).toMatchObject({ status: 'done' });
});

it('a failure that costs is not final either, until the provider names a figure', async () => {
  const task = await world.run(orders.imagen('of no use [file-svg] [late-price]'));
  expect(task).toMatchObject({
    status: 'FAILED',
    failCode: 'output_rejected',
    cost: { actualCredits: 4, final: false },
  });
  await afterTheLook();
  const now = await world.task(task.id);
  expect(withoutCost(now)).toEqual(withoutCost(task));
  expect(now.cost).toMatchObject({ actualCredits: TAKEN, final: true });
});
