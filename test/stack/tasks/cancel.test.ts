import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TaskView } from '#contract/tasks/answers.ts';
import {
  TASKS,
  eventsOf,
  holdEverything,
  ledgerOf,
  objectsOf,
  rowsOf,
  setBudget,
  takenFor,
  usageOf,
} from '../queries.ts';
import { orders } from '../orders.ts';
import { World } from '../test-stack.ts';

interface Canceled {
  readonly outcome: 'canceled' | 'detached';
  readonly task: TaskView;
}

let world: World;
beforeAll(async () => {
  world = await World.open({ knobs: { latencyMinMs: 40_000, latencyMaxMs: 40_000 } });
  await world.newKey('root', { operator: true });
  await world.newKey('ben');
  await setBudget(world, { monthlyCredits: 1000 });
});
afterAll(() => world.close());

const cancel = (id: string, as = 'ana') => world.request<Canceled>('POST', `${TASKS}/${id}/cancel`, { as });
const reserved = async (): Promise<number | undefined> =>
  (await usageOf(world)).budget?.monthly?.reservedCredits;

describe('a cancel before the paid call', () => {
  it('ends the task at once, frees what was held, and nothing is ever sent', async () => {
    await holdEverything(world);
    const { body } = await world.create(orders.imagen('never sent', { num_images: 3 }));
    await world.until(body.id, ({ stage }) => stage === 'held');
    expect(await reserved()).toBe(12);

    const answer = await cancel(body.id);
    expect(answer).toMatchObject({ status: 200, body: { outcome: 'canceled' } });
    expect(answer.body.task).toMatchObject({
      status: 'CANCELED',
      stage: 'done',
      cost: { estimatedCredits: 12, actualCredits: 0, final: true },
    });
    expect(answer.body.task.links.cancel).toBeUndefined();
    expect(await reserved()).toBe(0);

    await world.advance(10 * 60_000);
    expect(takenFor(world, 'never sent')).toBe(0);
    expect(await world.task(body.id)).toEqual(answer.body.task);
    const types = (await ledgerOf(world, body.id)).map(({ type, amount }) => [type, amount]);
    expect(types).toEqual([
      ['hold', 12_000],
      ['release', 0],
      ['release', 0],
      ['release', 0],
    ]);
    const rows = await rowsOf(world, body.id);
    expect(rows.find(({ sk }) => sk === 'task')).not.toHaveProperty('dueAt');
  });

  it('is told in the timeline with who did it', async () => {
    await holdEverything(world);
    const { body } = await world.create(orders.imagen('told'));
    await world.until(body.id, ({ stage }) => stage === 'held');
    await cancel(body.id);
    const events = await eventsOf(world, body.id);
    expect(events.filter(({ actor }) => actor === 'client').map(({ type }) => type)).toEqual([
      'task-created',
      'job-canceled',
      'task-canceled',
    ]);
    await world.advance(2 * 60_000);
  });
});

describe('a cancel after the paid call', () => {
  async function detached(prompt: string, more: Record<string, unknown> = {}): Promise<string> {
    const { body } = await world.create(orders.imagen(prompt), more);
    await world.until(body.id, ({ stage }) => stage === 'generating');
    const before = await reserved();
    const answer = await cancel(body.id);
    expect(answer).toMatchObject({
      status: 200,
      body: {
        outcome: 'detached',
        task: { status: 'CANCELED', detached: true, stage: 'done', cost: { final: false } },
      },
    });
    expect(await reserved()).toBe(before);
    return body.id;
  }
  const settled = (id: string) => world.until(id, ({ cost }) => cost.final);

  it('lets the provider run out, settles what it cost, and throws the outputs away', async () => {
    const id = await detached('detached');
    const task = await settled(id);
    expect(task).toMatchObject({
      status: 'CANCELED',
      assets: [],
      cost: { estimatedCredits: 4, actualCredits: 4, final: true },
    });
    expect(task.resultJson).toBeUndefined();
    expect(await objectsOf(world, id)).toEqual([]);
    const lines = (await ledgerOf(world, id)).map(({ type, amount }) => [type, amount]);
    expect(lines).toEqual([
      ['hold', 4000],
      ['settle', 4000],
    ]);
    expect(await reserved()).toBe(0);
  });

  it('keeps the outputs where the order said so', async () => {
    const id = await detached('detached and kept', { keepOutputs: true });
    const task = await settled(id);
    expect(task.status).toBe('CANCELED');
    expect(task.assets).toHaveLength(1);
    expect(task.assets[0]).toMatchObject({ late: true });
    expect(await objectsOf(world, id)).toHaveLength(3);
  });

  it('costs nothing when the provider then fails', async () => {
    const id = await detached('detached [fail:generation]');
    expect(await settled(id)).toMatchObject({ status: 'CANCELED', cost: { actualCredits: 0, final: true } });
    expect(await reserved()).toBe(0);
  });

  it('frees nothing while the outcome is open, and books the estimate at the deadline', async () => {
    const id = await detached('detached [stuck]');
    const task = await world.until(id, ({ cost }) => cost.actualCredits !== undefined);
    expect(task).toMatchObject({ status: 'CANCELED', cost: { actualCredits: 4, final: false } });
    expect(Date.parse(task.createdAt) + 30 * 60_000).toBeLessThanOrEqual(world.clock.now());
  });
});

it('a cancel that is repeated gives the same answer, and ends nothing twice', async () => {
  const { body } = await world.create(orders.imagen('twice'));
  await world.until(body.id, ({ stage }) => stage === 'generating');
  const answers = await Promise.all(Array.from({ length: 5 }, () => cancel(body.id)));
  for (const answer of answers) expect(answer.body).toEqual(answers[0]?.body);
  const ends = (await eventsOf(world, body.id)).filter(({ type }) => type === 'task-canceled');
  expect(ends).toHaveLength(1);
  await world.until(body.id, ({ cost }) => cost.final);
});

it('what has ended cannot be canceled, and what is not yours is unknown', async () => {
  const { id } = await world.run(orders.imagen('over'));
  expect(await cancel(id)).toMatchObject({ status: 409, body: { code: 'not_cancelable' } });
  for (const [other, as] of [
    [id, 'ben'],
    ['0'.repeat(32), 'ana'],
    ['no-id', 'ana'],
  ] as const) {
    expect((await cancel(other, as)).status).toBe(404);
  }
});

it('a cancel that races with the submit ends balanced, whoever wins', async () => {
  const created = await Promise.all(
    Array.from({ length: 18 }, async (_, i) => {
      const { body } = await world.create(orders.imagen(`race ${i}`));
      if (i % 3 > 0) await new Promise((done) => void setTimeout(done, 4 * i));
      return { id: body.id, prompt: `race ${i}`, outcome: (await cancel(body.id)).body.outcome };
    }),
  );
  for (const { id, prompt, outcome } of created) {
    const task = await world.until(id, ({ cost }) => cost.final);
    expect(task.status).toBe('CANCELED');
    const taken = takenFor(world, prompt);
    expect(taken).toBe(outcome === 'detached' ? 1 : 0);
    expect(task.cost.actualCredits).toBe(taken * 4);
  }
  expect(await reserved()).toBe(0);
  const { budget } = await usageOf(world);
  const spent = world.kie.ledger.reduce((sum, { charged, refunded }) => sum + charged - refunded, 0);
  // The stuck one is booked with its estimate, which is what the provider has charged so far.
  expect(budget?.monthly?.spentCredits).toBe(spent);
});
