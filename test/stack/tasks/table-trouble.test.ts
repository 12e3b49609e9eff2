import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { callbackOf, ledgerOf, setBudget, takenFor, usageOf } from '../queries.ts';
import { orders } from '../orders.ts';
import { troubledTable, type Fate, type TroubledTable } from '../faulty-table.ts';
import { World } from '../test-stack.ts';

let trouble: TroubledTable;
let world: World;
beforeAll(async () => {
  trouble = await troubledTable();
  world = await World.open({ cloud: { dynamodbUrl: trouble.url } });
  await world.newKey('root', { operator: true });
  await setBudget(world, { monthlyCredits: 100 });
});
afterAll(async () => {
  await world.close();
  await trouble.stop();
});
afterEach(() => {
  trouble.fate = () => 'pass';
});

/** Transactions meet this fate; everything else passes. */
const transactionsMeet =
  (fate: (nth: number) => Fate) =>
  (operation: string): Fate => {
    if (operation !== 'TransactWriteItems') return 'pass';
    transactions += 1;
    return fate(transactions);
  };
let transactions = 0;

const listed = async (): Promise<number> =>
  (await world.get<{ items: unknown[] }>('/api/v1/generation/tasks?limit=100')).body.items.length;

describe('a create whose transaction is in the way of others', () => {
  it('is tried again until it goes through, once', async () => {
    transactions = 0;
    trouble.fate = transactionsMeet((nth) => (nth <= 4 ? 'conflict' : 'pass'));
    const { status, body } = await world.create(orders.imagen('fifth time lucky'));
    expect(status).toBe(202);
    expect(transactions).toBe(5);
    trouble.fate = () => 'pass';
    expect((await world.untilEnded(body.id)).status).toBe('SUCCESS');
    expect(takenFor(world, 'fifth time lucky')).toBe(1);
    expect((await ledgerOf(world, body.id)).filter(({ type }) => type === 'hold')).toHaveLength(1);
  });

  it('is given up after three seconds with busy and Retry-After, and nothing is stored', async () => {
    const before = { tasks: await listed(), ledger: await ledgerOf(world), usage: await usageOf(world) };
    transactions = 0;
    trouble.fate = transactionsMeet(() => 'conflict');
    const headers = { 'idempotency-key': 'in-the-way' };
    const begun = world.clock.now();
    const answering = world.create(orders.imagen('never through'), {}, headers);
    let answered = false;
    void answering.finally(() => (answered = true));
    while (!answered) {
      const seen = transactions;
      while (!answered && transactions === seen) await new Promise((done) => void setImmediate(done));
      await world.kickClock(250);
    }
    const answer = await answering;
    expect(answer).toMatchObject({ status: 503, body: { code: 'busy' } });
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
    expect(world.clock.now() - begun).toBeLessThanOrEqual(3500);
    expect(transactions).toBeGreaterThan(5);
    trouble.fate = () => 'pass';
    expect({ tasks: await listed(), ledger: await ledgerOf(world), usage: await usageOf(world) }).toEqual(
      before,
    );
    // The key was not used up: the client's next try is the first.
    const next = await world.create(orders.imagen('never through'), {}, headers);
    expect(next.status).toBe(202);
    expect(next.headers.get('idempotency-replayed')).toBeNull();
    await world.untilEnded(next.body.id);
  });
});

describe('a callback that comes while our table is down', () => {
  it('is asked to come again with 503, and polling brings the result home without it', async () => {
    const prompt = 'while the table is down [latency:30]';
    const { body } = await world.create(orders.imagen(prompt));
    await world.until(body.id, ({ stage }) => stage === 'generating');
    const url = callbackOf(world, prompt);
    trouble.fate = () => 'down';
    const { status, headers } = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ code: 200, data: { taskId: 'x', state: 'success' } }),
    });
    expect(status).toBe(503);
    expect(headers.get('retry-after')).toBe('10');
    trouble.fate = (_operation, caller) => (caller.includes('ProviderCallback') ? 'down' : 'pass');
    expect((await world.untilEnded(body.id)).status).toBe('SUCCESS');
    const answers = world.kie.ledger
      .find((entry) => entry.prompt === prompt)
      ?.callbacks.map(({ outcome }) => outcome);
    expect(new Set(answers)).toEqual(new Set(['503']));
  });
});
