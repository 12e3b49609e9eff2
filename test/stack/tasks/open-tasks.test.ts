import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { TaskView } from '#contract/tasks/answers.ts';
import { orders } from '../orders.ts';
import { TASKS } from '../queries.ts';
import { World } from '../test-stack.ts';

const MINUTE_MS = 60_000;
let world: World;
let owner = '';
let owners = 0;
beforeAll(async () => {
  world = await World.open();
  await world.newKey('root', { operator: true });
});
afterAll(() => world.close());

/** Each test is about somebody of its own. */
beforeEach(async () => {
  owners += 1;
  owner = `crowd-${String(owners)}`;
  await world.newKey(owner);
});

interface Answer extends TaskView {
  readonly code?: string;
  readonly exceeded?: string;
  readonly detail?: string;
}

const address = () => `/api/v1/admin/owners/${owner}/limits`;
const limitTo = (openTasks: number | null) =>
  world.request('PUT', address(), { as: 'root', body: { openTasks } });
const order = (prompt: string, headers: Record<string, string> = {}) =>
  world.request<Answer>('POST', TASKS, {
    as: owner,
    headers,
    body: { providerParams: orders.imagen(prompt) },
  });
const many = (count: number) =>
  Promise.all(Array.from({ length: count }, (_, i) => order(`one of many, number ${i}`)));
const statuses = (answers: readonly { status: number }[]) => answers.map(({ status }) => status).sort();
const cancel = (id: string) => world.request('POST', `${TASKS}/${id}/cancel`, { as: owner, body: {} });

/** What the table holds of an owner's count: as many places as it says, or nothing. */
async function counted(): Promise<number | undefined> {
  const row = await world.table.get({ pk: `limits#${owner}`, sk: 'open' });
  const places = await world.table.partition(`open#${owner}`);
  expect(places).toHaveLength(Number(row?.['open'] ?? 0));
  return row === undefined ? undefined : Number(row['open']);
}

async function settled(): Promise<void> {
  for (let i = 0; i < 20; i += 1) {
    await world.settle();
    await world.advance(MINUTE_MS);
  }
}

describe('tasks open at once', () => {
  it('are never more than the limit, of however many at once, and the next comes when one has ended', async () => {
    await limitTo(3);
    const answers = await many(12);
    expect(statuses(answers)).toEqual([202, 202, 202, ...Array.from({ length: 9 }, () => 429)]);
    const refused = answers.find(({ status }) => status === 429);
    expect(refused?.body).toMatchObject({ code: 'rate_limited', exceeded: 'open' });
    expect(refused?.body.detail).toContain('3 may be at once');
    expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await counted()).toBe(3);
    await settled();
    expect(statuses(await many(2))).toEqual([202, 202]);
  });

  it('give their place back when they are canceled', async () => {
    await limitTo(1);
    const first = await order('to be canceled');
    expect((await order('too much')).status).toBe(429);
    await cancel(first.body.id);
    expect(await counted()).toBe(0);
    expect((await order('now')).status).toBe(202);
  });

  it('are counted once for a create that is sent again, which is answered as before at the limit', async () => {
    await limitTo(1);
    const headers = { 'idempotency-key': 'the-same' };
    const first = await order('once', headers);
    const again = await Promise.all([1, 2, 3].map(() => order('once', headers)));
    expect(statuses(again)).toEqual([202, 202, 202]);
    for (const { body } of again) expect(body.id).toBe(first.body.id);
    expect(await counted()).toBe(1);
  });

  it('are not taken up by what is refused', async () => {
    await limitTo(2);
    expect((await world.request('POST', TASKS, { as: owner, body: { providerParams: {} } })).status).toBe(
      422,
    );
    await world.request('PUT', `/api/v1/admin/owners/${owner}/budget`, {
      as: 'root',
      body: { monthlyCredits: 1 },
    });
    expect((await order('too dear')).status).toBe(402);
    expect((await counted()) ?? 0).toBe(0);
  });

  it('refuse the rows of a batch that are too many, and variations and retries alike', async () => {
    await limitTo(2);
    const { body } = await world.request<{ items: { status: number; task?: TaskView; error?: Answer }[] }>(
      'POST',
      '/api/v1/generation/batches',
      {
        as: owner,
        body: { requests: [1, 2, 3, 4].map((i) => ({ providerParams: orders.imagen(`row ${i}`) })) },
      },
    );
    expect(statuses(body.items)).toEqual([202, 202, 429, 429]);
    expect(body.items.find(({ error }) => error !== undefined)?.error).toMatchObject({
      code: 'rate_limited',
      detail: expect.stringContaining('2 may be at once') as string,
    });
    const [one] = body.items.flatMap(({ task }) => task ?? []);
    const variations = await world.request<{ items: { status: number }[] }>(
      'POST',
      `${TASKS}/${one?.id}/variations`,
      { as: owner, body: { n: 2 } },
    );
    expect(statuses(variations.body.items)).toEqual([429, 429]);
    await cancel(one?.id ?? '');
    const retry = () => world.request<Answer>('POST', `${TASKS}/${one?.id}/retry`, { as: owner, body: {} });
    expect((await retry()).status).toBe(202);
    expect((await retry()).body).toMatchObject({ exceeded: 'open' });
  });

  it('count what was open before there was a limit, within two minutes', async () => {
    await many(3);
    await limitTo(2);
    await world.advance(MINUTE_MS);
    await world.settle();
    const answer = await order('after it');
    // Whatever has not ended by now is counted.
    expect([202, 429]).toContain(answer.status);
    await counted();
    await settled();
    expect(statuses(await many(4))).toEqual([202, 202, 429, 429]);
  });

  it('cost nothing where no limit is in force, nor when it was lifted', async () => {
    await many(2);
    expect(await counted()).toBeUndefined();
    await limitTo(5);
    await limitTo(null);
    await settled();
    expect(await counted()).toBeUndefined();
    await many(2);
    expect(await counted()).toBeUndefined();
  });
});

describe('tasks of one key open at once', () => {
  const limitKeysTo = (keyOpenTasks: number | null) =>
    world.request('PUT', address(), { as: 'root', body: { keyOpenTasks } });
  /** Goes on with another key of the same owner. */
  async function withAnotherKey<Value>(run: () => Promise<Value>): Promise<Value> {
    const before = world.keys.get(owner) ?? '';
    await world.newKey(owner);
    try {
      return await run();
    } finally {
      world.keys.set(owner, before);
    }
  }

  it('are never more than the limit, of however many at once, and another key has places of its own', async () => {
    await limitKeysTo(2);
    const answers = await many(8);
    expect(statuses(answers)).toEqual([202, 202, ...Array.from({ length: 6 }, () => 429)]);
    expect(answers.find(({ status }) => status === 429)?.body).toMatchObject({
      code: 'rate_limited',
      exceeded: 'key-open',
      detail: expect.stringContaining('2 tasks of this key are open') as string,
    });
    await withAnotherKey(async () => expect(statuses(await many(3))).toEqual([202, 202, 429]));
    expect(await counted()).toBe(4);
    const [one] = answers.filter(({ status }) => status === 202);
    await cancel(one?.body.id ?? '');
    expect(statuses(await many(2))).toEqual([202, 429]);
  });

  it('are those of the key that has ordered them, whoever cancels them, and of whoever tries again', async () => {
    await limitKeysTo(1);
    const first = await order('the first');
    await withAnotherKey(async () => {
      await cancel(first.body.id);
      const retry = await world.request('POST', `${TASKS}/${first.body.id}/retry`, { as: owner, body: {} });
      expect(retry.status).toBe(202);
      expect((await order('one more')).body).toMatchObject({ exceeded: 'key-open' });
    });
    expect((await order('the next')).status).toBe(202);
    await settled();
    expect(statuses(await many(2))).toEqual([202, 429]);
  });
});
