import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { TaskView } from '#contract/tasks/answers.ts';
import type { BudgetChange } from '#domain/money/budget.ts';
import type { BudgetHistoryView, BudgetView } from '#contract/money/answers.ts';
import { TASKS, ledgerOf, setBudget, usageOf } from '../queries.ts';
import { orders } from '../orders.ts';
import { World } from '../test-stack.ts';

const HOUR_MS = 3600_000;
let world: World;
let owner = '';
let owners = 0;
beforeAll(async () => {
  world = await World.open();
  await world.newKey('root', { operator: true });
});
afterAll(() => world.close());

/** Each test spends as somebody of its own. */
beforeEach(async () => {
  owners += 1;
  owner = `spender-${String(owners)}`;
  await world.newKey(owner);
});

const order = (prompt: string, more: Record<string, unknown> = {}) =>
  world.request<TaskView & { code?: string; freeCredits?: number }>('POST', TASKS, {
    as: owner,
    body: { providerParams: orders.imagen(prompt, more) },
  });
const taskOf = async (id: string): Promise<TaskView> =>
  (await world.request<TaskView>('GET', `${TASKS}/${id}`, { as: owner })).body;
const budget = async (): Promise<BudgetView | undefined> => (await usageOf(world, owner)).budget;
const listed = async (): Promise<number> => {
  const path = `${TASKS}?limit=100`;
  return (await world.request<{ items: unknown[] }>('GET', path, { as: owner })).body.items.length;
};
async function ended(id: string): Promise<TaskView> {
  for (;;) {
    await world.settle();
    const task = await taskOf(id);
    if (task.status !== 'PENDING') return task;
    await world.advance(Math.max(0, (world.clock.next() ?? 0) - world.clock.now()));
  }
}

function expectBalanced(side: BudgetView['monthly']): void {
  const { limitCredits = 0, reservedCredits = 0, spentCredits = 0, freeCredits = 0 } = side ?? {};
  expect(reservedCredits + spentCredits + freeCredits).toBeCloseTo(limitCredits, 3);
  for (const figure of [reservedCredits, spentCredits, freeCredits]) expect(figure).toBeGreaterThanOrEqual(0);
}

describe('a budget', () => {
  it('holds the estimate at the create, and spends the price at the end', async () => {
    await setBudget(world, { monthlyCredits: 100, dailyCredits: 50 }, owner);
    const { body } = await order('on a budget');
    expect(await budget()).toMatchObject({
      monthly: { limitCredits: 100, reservedCredits: 4, spentCredits: 0, freeCredits: 96 },
      daily: { limitCredits: 50, reservedCredits: 4, spentCredits: 0, freeCredits: 46 },
    });
    await ended(body.id);
    expect(await budget()).toMatchObject({
      monthly: { limitCredits: 100, reservedCredits: 0, spentCredits: 4, freeCredits: 96 },
      daily: { reservedCredits: 0, spentCredits: 4, freeCredits: 46 },
    });
  });

  it('gets back what a definite no had held', async () => {
    await setBudget(world, { monthlyCredits: 4 }, owner);
    expect((await ended((await order('no [422]')).body.id)).status).toBe('FAILED');
    expect((await ended((await order('no [fail:generation]')).body.id)).status).toBe('FAILED');
    expect((await budget())?.monthly).toMatchObject({ reservedCredits: 0, spentCredits: 0, freeCredits: 4 });
    expect((await ended((await order('yes')).body.id)).status).toBe('SUCCESS');
  });

  it('refuses what goes beyond it, and then nothing is stored', async () => {
    await setBudget(world, { monthlyCredits: 10 }, owner);
    const first = await order('one');
    const second = await order('two');
    const third = await order('three');
    expect([first.status, second.status]).toEqual([202, 202]);
    expect(third).toMatchObject({
      status: 402,
      body: { code: 'budget_exceeded', estimatedCredits: 4, freeCredits: 2 },
    });
    expect(await listed()).toBe(2);
    expect((await budget())?.monthly).toMatchObject({ reservedCredits: 8, freeCredits: 2 });
    expectBalanced((await budget())?.monthly);
    await Promise.all([ended(first.body.id), ended(second.body.id)]);
    const told = await ledgerOf(world, undefined, owner);
    expect(told.filter(({ type }) => type === 'hold')).toHaveLength(2);
    expect(told).toHaveLength(4);
  });

  it('is one side of two: the tighter one decides', async () => {
    await setBudget(world, { monthlyCredits: 1000, dailyCredits: 4 }, owner);
    const { body } = await order('today');
    expect((await order('today, too')).status).toBe(402);
    await ended(body.id);
    expect((await order('today, too')).status).toBe(402);
    await world.sleep(24 * HOUR_MS);
    expect((await order('tomorrow')).status).toBe(202);
    expect(await budget()).toMatchObject({
      monthly: { spentCredits: 4, reservedCredits: 4 },
      daily: { spentCredits: 0, reservedCredits: 4 },
    });
  });

  it('can be changed and lifted while tasks are under way', async () => {
    await setBudget(world, { monthlyCredits: 4 }, owner);
    const { body } = await order('under way');
    await setBudget(world, { monthlyCredits: 40 }, owner);
    expect((await budget())?.monthly).toMatchObject({
      limitCredits: 40,
      reservedCredits: 4,
      freeCredits: 36,
    });
    await setBudget(world, { monthlyCredits: null }, owner);
    expect(await budget()).not.toHaveProperty('monthly');
    expect((await order('no limit')).status).toBe(202);
    await ended(body.id);
  });

  it('tells who has changed it, when, from what to what, and why', async () => {
    const path = `/api/v1/admin/owners/${owner}/budget`;
    const read = () => world.request<BudgetHistoryView>('GET', path, { as: 'root' });
    const put = (body: unknown) => world.request('PUT', path, { as: 'root', body });
    expect((await read()).body).toEqual({ changes: [] });

    const first = new Date(world.clock.now()).toISOString();
    await put({ monthlyCredits: 40, reason: 'A new client' });
    await order('held meanwhile');
    await world.advance(HOUR_MS);
    const second = new Date(world.clock.now()).toISOString();
    await put({ monthlyCredits: 100, dailyCredits: 12.5 });
    expect((await put({ monthlyCredits: 100, dailyCredits: 12.5, reason: 'Once more' })).status).toBe(200);
    expect((await read()).body).toEqual({
      budget: await budget(),
      changes: [
        {
          at: second,
          by: 'root',
          from: { monthlyCredits: 40 },
          to: { monthlyCredits: 100, dailyCredits: 12.5 },
        },
        { at: first, by: 'root', to: { monthlyCredits: 40 }, reason: 'A new client' },
      ],
    });
  });

  it('takes a change and the line that tells of it together, or neither', async () => {
    const key = { pk: `budget#${owner}`, sk: 'budget' };
    await setBudget(world, { monthlyCredits: 10 }, owner);
    const limits = Array.from({ length: 8 }, (_, i) => 20 + i);
    await Promise.all(limits.map((monthlyCredits) => setBudget(world, { monthlyCredits }, owner)));
    const changes = (await world.table.partition(key.pk, 'change#')) as unknown as BudgetChange[];
    expect(changes).toHaveLength(9);
    // Each line begins where the one before it has ended.
    for (const [i, { from }] of changes.entries()) expect(from).toEqual(changes[i - 1]?.to);
    expect((await budget())?.monthly?.limitCredits).toBe((changes.at(-1)?.to.monthly ?? 0) / 1000);
  });

  it('that is set later counts what the month and the day have cost before', async () => {
    await ended((await order('yesterday')).body.id);
    await world.sleep(24 * HOUR_MS);
    await ended((await order('today', { num_images: 2 })).body.id);
    await setBudget(world, { monthlyCredits: 20, dailyCredits: 10 }, owner);
    expect(await budget()).toMatchObject({
      monthly: { limitCredits: 20, reservedCredits: 0, spentCredits: 12, freeCredits: 8 },
      daily: { limitCredits: 10, reservedCredits: 0, spentCredits: 8, freeCredits: 2 },
    });
    expect((await order('too much for the day')).status).toBe(402);
  });

  it('that is lowered below what has gone lets nothing more through until it is raised again', async () => {
    await setBudget(world, { monthlyCredits: 20 }, owner);
    await ended((await order('while there was enough', { num_images: 2 })).body.id);
    await setBudget(world, { monthlyCredits: 3 }, owner);
    expect((await budget())?.monthly).toEqual({
      limitCredits: 3,
      reservedCredits: 0,
      spentCredits: 8,
      freeCredits: 0,
    });
    expect(await order('now')).toMatchObject({ status: 402, body: { freeCredits: 0 } });
    await setBudget(world, { monthlyCredits: 12 }, owner);
    expect((await order('again')).status).toBe(202);
  });

  it('with 1,000 orders at once at its edge lets exactly those through that it covers', async () => {
    await setBudget(world, { monthlyCredits: 90, dailyCredits: 500 }, owner);
    const answers = await Promise.all(Array.from({ length: 1000 }, (_, i) => order(`edge ${i}`)));
    const taken = answers.filter(({ status }) => status === 202);
    expect(taken).toHaveLength(22);
    for (const { status, body } of answers) {
      if (status !== 202) expect([status, body.code]).toEqual([402, 'budget_exceeded']);
    }
    expect(await listed()).toBe(22);
    expect((await budget())?.monthly).toMatchObject({ reservedCredits: 88, spentCredits: 0, freeCredits: 2 });
    for (const { body } of taken) await ended(body.id);
    const after = await budget();
    expect(after?.monthly).toMatchObject({ reservedCredits: 0, spentCredits: 88, freeCredits: 2 });
    expectBalanced(after?.daily);
    const settles = (await ledgerOf(world, undefined, owner)).filter(({ type }) => type === 'settle');
    expect(settles).toHaveLength(22);
  }, 240_000);
});

describe('usage', () => {
  it('shows the month to date by model, the dearest first, and what was not charged counts nothing', async () => {
    for (const params of [
      orders.imagen('a'),
      orders.imagen('b', { num_images: 2 }),
      orders.imagen('c [fail:generation]'),
      orders.veo('d'),
    ]) {
      const { body } = await world.request<TaskView>('POST', TASKS, {
        as: owner,
        body: { providerParams: params },
      });
      await ended(body.id);
    }
    expect(await usageOf(world, owner)).toEqual({
      month: '2026-01',
      credits: 72,
      usd: 0.36,
      models: [
        { model: 'VEO3', tasks: 1, credits: 60, usd: 0.3 },
        { model: 'IMAGEN4', tasks: 2, credits: 12, usd: 0.06 },
      ],
    });
  });

  it('begins anew with the month, also for what was held before and is paid after', async () => {
    await setBudget(world, { monthlyCredits: 20 }, owner);
    await ended((await order('in January')).body.id);
    const nextMonth = Date.parse('2026-02-01T00:00:00Z');
    await world.sleep(nextMonth - 30_000 - world.clock.now());
    const { body } = await order('over midnight [latency:120]');
    expect((await budget())?.monthly).toMatchObject({ reservedCredits: 4, spentCredits: 4 });
    await world.advance(60_000);
    expect(await usageOf(world, owner)).toMatchObject({
      month: '2026-02',
      credits: 0,
      models: [],
      budget: { month: '2026-02', monthly: { reservedCredits: 0, spentCredits: 0, freeCredits: 20 } },
    });
    expect((await ended(body.id)).cost).toMatchObject({ actualCredits: 4, final: true });
    const usage = await usageOf(world, owner);
    expect(usage).toMatchObject({ month: '2026-02', credits: 4 });
    expectBalanced(usage.budget?.monthly);
    const lines = await ledgerOf(world, body.id, owner);
    expect(lines.map(({ type }) => type)).toEqual(['settle']);
  });
});
