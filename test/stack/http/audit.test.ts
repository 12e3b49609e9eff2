import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AuditListView } from '#contract/audit/answers.ts';
import { operatorCalls } from '../tasks/operator-calls.ts';
import { World } from '../test-stack.ts';

const DAY_MS = 24 * 3600_000;
const AUDIT = '/api/v1/admin/audit';
let world: World;
beforeAll(async () => {
  world = await World.open({ environment: { AUDIT_DAYS: '40' } });
  await world.newKey('root', { operator: true });
  await world.newKey('chief', { operator: true });
  await world.newKey('ben');
});
afterAll(() => world.close());

const { lost, itemAbout, decide } = operatorCalls(() => world);

const read = async (query = '', as = 'root') =>
  world.request<AuditListView & { code?: string }>('GET', `${AUDIT}${query}`, { as });
const lines = async (query = '') => (await read(query)).body.items;
const now = (): string => new Date(world.clock.now()).toISOString();
const setBudget = (owner: string, body: unknown, as = 'root') =>
  world.request('PUT', `/api/v1/admin/owners/${owner}/budget`, { as, body });

describe('what operators have done', () => {
  it('is told with who, when, what, from what to what, and why', async () => {
    const first = now();
    await setBudget('ana', { monthlyCredits: 1000 });
    await world.advance(1000);
    await setBudget('ana', { dailyCredits: 50, reason: 'A new client' }, 'chief');
    expect(await lines('?owner=ana')).toEqual([
      { at: first, actor: 'root', action: 'budget-set', owner: 'ana', after: { monthlyCredits: 1000 } },
      {
        at: now(),
        actor: 'chief',
        action: 'budget-set',
        owner: 'ana',
        before: { monthlyCredits: 1000 },
        after: { monthlyCredits: 1000, dailyCredits: 50 },
        reason: 'A new client',
      },
    ]);
  });

  it('is told of limits, and of none that were set as they are', async () => {
    const setLimits = (body: unknown) =>
      world.request('PUT', '/api/v1/admin/owners/dora/limits', { as: 'root', body });
    await setLimits({});
    await setLimits({ createsPerMinute: null });
    await setLimits({ createsPerMinute: 60, keyReadsPerMinute: 100 });
    await setLimits({ createsPerMinute: 60 });
    await world.advance(1000);
    await setLimits({ createsPerMinute: null, reason: 'A trial that is over' });
    const about = { actor: 'root', action: 'limits-set', owner: 'dora' };
    expect(await lines('?owner=dora')).toEqual([
      { ...about, at: expect.any(String) as string, after: { createsPerMinute: 60, keyReadsPerMinute: 100 } },
      {
        ...about,
        at: now(),
        before: { createsPerMinute: 60, keyReadsPerMinute: 100 },
        after: { keyReadsPerMinute: 100 },
        reason: 'A trial that is over',
      },
    ]);
  });

  it('is told of decisions, and of none that was refused', async () => {
    const item = await itemAbout((await lost('lost', '500')).id);
    await decide(item, 'adopt', { externalTaskId: 'nobody-knows-it', reason: 'A slip' });
    const reason = 'Not worth it';
    expect((await decide(item, 'write-off', { reason })).status).toBe(200);
    expect((await decide(item, 'write-off', { reason })).status).toBe(409);
    const told = (await lines()).filter(({ subject }) => subject === item.id);
    expect(told).toEqual([
      {
        at: now(),
        actor: 'root',
        action: 'item-written-off',
        owner: 'ana',
        subject: item.id,
        before: { status: 'open' },
        after: { status: 'written-off' },
        reason,
      },
    ]);
  });

  it('is told of many that are decided alike, one by one', async () => {
    await world.advance(1000);
    const from = now();
    const tasks = [await lost('one', '500'), await lost('two', '500')];
    await world.request('POST', '/api/v1/admin/items/decisions', {
      as: 'chief',
      body: { decision: 'write-off', reason: 'An outage', filter: { from } },
    });
    const told = await lines(`?actor=chief&from=${from}`);
    expect(told.map(({ subject }) => subject).sort()).toEqual(
      tasks.map(({ id }) => `outcome_unknown:${id}:1`).sort(),
    );
  });

  it('is told of whoever has everything of theirs removed', async () => {
    const erase = (query = '') =>
      world.request<{ confirmationToken: string; id: string }>('DELETE', `/api/v1/me/data${query}`, {
        as: 'ben',
      });
    const { body } = await erase();
    expect(await lines('?owner=ben')).toEqual([]);
    const query = `?confirmationToken=${body.confirmationToken}`;
    const { id } = (await erase(query)).body;
    await erase(query);
    expect(await lines('?owner=ben')).toEqual([
      { at: now(), actor: 'ben', action: 'erasure-requested', owner: 'ben', subject: id },
    ]);
  });

  it('is for operators, and nobody else', async () => {
    expect(await read('', 'ana')).toMatchObject({ status: 403, body: { code: 'forbidden' } });
  });

  it('comes in pages that miss nothing, across months, and ends where it is no longer kept', async () => {
    const old = await lines();
    await world.sleep(20 * DAY_MS);
    for (let i = 1; i <= 3; i += 1) await setBudget('cara', { monthlyCredits: i });
    await world.sleep(15 * DAY_MS);
    for (let i = 4; i <= 6; i += 1) await setBudget('cara', { monthlyCredits: i });
    const seen: unknown[] = [];
    let cursor = '';
    do {
      const { body } = await read(`?limit=2${cursor}`);
      expect(body.items.length).toBeLessThanOrEqual(2);
      seen.push(...body.items);
      cursor = body.nextCursor === undefined ? '' : `&cursor=${body.nextCursor}`;
    } while (cursor !== '');
    expect(seen).toHaveLength(old.length + 6);
    expect(seen.slice(0, old.length)).toEqual(old);
    await world.sleep(10 * DAY_MS);
    expect((await lines()).map(({ owner }) => owner)).toEqual(Array.from({ length: 6 }, () => 'cara'));
  });

  it.each(['owner=A', 'from=yesterday', 'limit=0', 'cursor=nonsense', 'what=x'])(
    'is not looked for by %s',
    async (query) => {
      expect(await read(`?${query}`)).toMatchObject({ status: 422, body: { code: 'validation_failed' } });
    },
  );
});
