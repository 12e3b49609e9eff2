import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TaskView } from '#contract/tasks/answers.ts';
import { TASKS, takenFor } from '../queries.ts';
import { orders } from '../orders.ts';
import { World } from '../test-stack.ts';

const DAY_MS = 24 * 3600_000;
let world: World;
beforeAll(async () => {
  world = await World.open();
  await world.newKey('ben');
});
afterAll(() => world.close());

const send = (key: string, body: unknown, as = 'ana') =>
  world.request<TaskView>('POST', TASKS, { as, body, headers: { 'idempotency-key': key } });
const replayed = (answer: { headers: Headers }): boolean =>
  answer.headers.get('idempotency-replayed') === 'true';

describe('a repeated order', () => {
  it('sent a hundred times at once makes one task, one paid call, and one answer', async () => {
    const order = { providerParams: orders.imagen('a hundred times') };
    const answers = await Promise.all(Array.from({ length: 100 }, () => send('crowd', order)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]));
    const [first] = answers;
    for (const { body } of answers) expect(body).toEqual(first?.body);
    expect(answers.filter((answer) => !replayed(answer))).toHaveLength(1);
    expect((await world.untilEnded(first?.body.id ?? '')).status).toBe('SUCCESS');
    expect(takenFor(world, 'a hundred times')).toBe(1);
  });

  it('gets the answer of the first time, also when the task has long ended', async () => {
    const body = { providerParams: orders.imagen('again'), metadata: { a: 1, b: 2 } };
    const first = await send('again', body);
    expect(replayed(first)).toBe(false);
    await world.untilEnded(first.body.id);
    const later = await send('again', {
      metadata: { b: 2, a: 1 },
      providerParams: { ...body.providerParams },
    });
    expect(later.status).toBe(202);
    expect(later.body).toEqual(first.body);
    expect(later.headers.get('location')).toBe(first.headers.get('location'));
    expect(replayed(later)).toBe(true);
    expect(takenFor(world, 'again')).toBe(1);
  });

  it('with another body is refused', async () => {
    await send('one', { providerParams: orders.imagen('first wish') });
    const other = await send('one', { providerParams: orders.imagen('second wish') });
    expect(other).toMatchObject({ status: 422, body: { code: 'idempotency_key_reused' } });
  });

  it('with the same body and a few fillers is the same order', async () => {
    const first = await send('fillers', { providerParams: orders.imagen('filled') });
    const filled = orders.imagen('filled', { seed: null, negative_prompt: '' });
    const again = await send('fillers', { providerParams: filled, metadata: null, priority: null });
    expect([again.status, again.body.id, replayed(again)]).toEqual([202, first.body.id, true]);
  });

  it('of another owner is an order of its own', async () => {
    const body = { providerParams: orders.imagen('shared name') };
    const mine = await send('shared', body);
    const theirs = await send('shared', body, 'ben');
    expect(theirs.body.id).not.toBe(mine.body.id);
    expect(replayed(theirs)).toBe(false);
  });

  it('is not blocked by a refused one: a refusal does not use the key up', async () => {
    const refused = await send('second-try', { providerParams: orders.imagen('') });
    expect(refused.status).toBe(422);
    expect((await send('second-try', { providerParams: orders.imagen('better') })).status).toBe(202);
  });
});

describe('the key', () => {
  it('is made where none is sent, and given back', async () => {
    const body = { providerParams: orders.imagen('without a key') };
    const first = await world.create(body.providerParams);
    const key = first.headers.get('idempotency-key') ?? '';
    expect(key.length).toBeGreaterThan(20);
    const again = await send(key, body);
    expect(again.body.id).toBe(first.body.id);
    expect(replayed(again)).toBe(true);
  });

  it('may have 255 characters and no more', async () => {
    const body = { providerParams: orders.imagen('a long key') };
    expect((await send('k'.repeat(255), body)).status).toBe(202);
    expect(await send('k'.repeat(256), body)).toMatchObject({
      status: 422,
      body: { errors: [{ path: 'Idempotency-Key' }] },
    });
  });

  it('lives for seven days', async () => {
    const body = { providerParams: orders.imagen('a week') };
    const first = await send('week', body);
    await world.untilEnded(first.body.id);
    await world.sleep(7 * DAY_MS - 3600_000);
    expect((await send('week', body)).body.id).toBe(first.body.id);
    await world.sleep(2 * 3600_000);
    const next = await send('week', body);
    expect(next.body.id).not.toBe(first.body.id);
    expect(replayed(next)).toBe(false);
    expect((await send('week', body)).body.id).toBe(next.body.id);
  });
});
