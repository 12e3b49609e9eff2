import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { orders } from '../orders.ts';
import { World } from '../test-stack.ts';

const MINUTE_MS = 60_000;
const LIMITS = 'readsPerMinute=20;writesPerMinute=15;keyReadsPerMinute=12;createsPerMinute=5';
let world: World;
beforeAll(async () => {
  world = await World.open({ environment: { OWNER_LIMITS: LIMITS } });
  await world.newKey('root', { operator: true });
});
afterAll(() => world.close());
afterEach(async () => {
  await world.settle();
  await world.advance(MINUTE_MS);
});

interface Refusal {
  readonly code: string;
  readonly exceeded: string;
}
const tasks = '/api/v1/generation/tasks';
const list = (as = 'ana') => world.request<Refusal>('GET', tasks, { as });
const order = { providerParams: orders.imagen('within limits') };
const create = () => world.request<Refusal>('POST', tasks, { body: order });
const statuses = (answers: readonly { status: number }[]) => answers.map(({ status }) => status);
const times = <Value>(howMany: number, one: () => Promise<Value>): Promise<Value[]> =>
  Promise.all(Array.from({ length: howMany }, one));

describe('what an owner may ask for in a minute', () => {
  it('is told with every answer to somebody who is known, also with a refusal', async () => {
    const answer = await list();
    expect(answer.status).toBe(200);
    expect(answer.headers.get('ratelimit-policy')).toBe('"read";q=20;w=60, "key-read";q=12;w=60');
    expect(answer.headers.get('ratelimit')).toMatch(/^"read";r=19;t=\d+, "key-read";r=11;t=\d+$/);
    const refused = await world.request('POST', tasks, { body: {} });
    expect(refused.status).toBe(422);
    expect(refused.headers.get('ratelimit-policy')).toBe('"write";q=15;w=60, "create";q=5;w=60');
    expect(refused.headers.get('ratelimit')).toMatch(/^"write";r=14;t=\d+, "create";r=5;t=\d+$/);
  });

  it('is not told to nobody', async () => {
    for (const answer of [await world.request('GET', tasks, { as: null }), await world.get('/health')])
      expect(answer.headers.get('ratelimit')).toBeNull();
  });

  it('is refused beyond, with what was exceeded and when to come again, until the next minute', async () => {
    await world.advance(20_000 + MINUTE_MS - (world.clock.now() % MINUTE_MS));
    const answers = await times(9, create);
    expect(statuses(answers).filter((status) => status === 202)).toHaveLength(5);
    const refused = answers.find(({ status }) => status !== 202);
    expect(refused).toMatchObject({ status: 429, body: { code: 'rate_limited', exceeded: 'create' } });
    expect(refused?.headers.get('retry-after')).toBe('40');
    expect(refused?.headers.get('content-type')).toBe('application/problem+json');
    expect(refused?.headers.get('ratelimit')).toMatch(/"create";r=0;t=40$/);
    // What reads, and what changes something else, goes on.
    expect((await list()).status).toBe(200);
    expect((await world.request('DELETE', `${tasks}/${'0'.repeat(32)}`)).status).toBe(404);
    await world.advance(40_000);
    expect((await create()).status).toBe(202);
  });

  it('is counted for all keys together, and for each', async () => {
    const first = world.keys.get('ana') ?? '';
    expect(statuses(await times(14, list)).filter((status) => status === 429)).toHaveLength(2);
    await world.newKey('ana');
    const more = await times(12, list);
    world.keys.set('ana', first);
    expect(statuses(more).filter((status) => status === 200)).toHaveLength(8);
    expect(more.find(({ status }) => status === 429)?.body.exceeded).toBe('read');
    await world.newKey('ben');
    expect((await list('ben')).status).toBe(200);
  });

  it('is not used up by what is refused', async () => {
    for (let i = 0; i < 6; i += 1)
      expect((await world.request('POST', tasks, { body: { providerParams: {} } })).status).toBe(422);
    expect(statuses(await times(6, create)).sort()).toEqual([202, 202, 202, 202, 202, 429]);
  });

  it('is not used up by the rows of a batch that are refused', async () => {
    const batch = (requests: readonly unknown[]) =>
      world.request<Refusal>('POST', '/api/v1/generation/batches', { body: { requests } });
    const nothing = { providerParams: {} };
    const mixed = await batch([nothing, order, nothing, order, nothing]);
    expect(mixed.headers.get('ratelimit')).toMatch(/"create";r=3;t=\d+$/);
    expect((await batch([order, order, order])).status).toBe(202);
    expect((await batch([order])).status).toBe(429);
  });

  it('is shared by the functions, and counts the rows of a batch', async () => {
    const batch = (rows: number) =>
      world.request<Refusal>('POST', '/api/v1/generation/batches', {
        body: { requests: Array.from({ length: rows }, () => order) },
      });
    expect((await batch(3)).status).toBe(202);
    expect(await batch(3)).toMatchObject({ status: 429, body: { exceeded: 'create' } });
    expect(statuses(await times(3, create)).sort()).toEqual([202, 202, 429]);
    const large = await batch(6);
    expect(large.status).toBe(429);
    expect(large.body).toMatchObject({ detail: expect.stringContaining('send fewer') as string });
  });
});

describe('limits of an owner’s own', () => {
  const address = (owner: string) => `/api/v1/admin/owners/${owner}/limits`;
  const set = (owner: string, body: unknown) => world.request('PUT', address(owner), { as: 'root', body });
  const usual = { readsPerMinute: 20, writesPerMinute: 15, keyReadsPerMinute: 12, createsPerMinute: 5 };

  it('hold from the next minute on, for that owner alone, until they are taken away', async () => {
    await world.newKey('cara');
    expect((await list('cara')).headers.get('ratelimit-policy')).toContain('"read";q=20;w=60');
    const own = { readsPerMinute: 2 };
    expect(await set('cara', own)).toMatchObject({
      status: 200,
      body: { limits: { ...usual, ...own }, own },
    });
    await world.advance(MINUTE_MS);
    expect(statuses(await times(3, () => list('cara'))).sort()).toEqual([200, 200, 429]);
    expect(statuses(await times(3, list))).toEqual([200, 200, 200]);
    expect((await set('cara', { readsPerMinute: null })).body).toEqual({ limits: usual, own: {} });
    await world.advance(MINUTE_MS);
    expect(statuses(await times(3, () => list('cara')))).toEqual([200, 200, 200]);
  });

  it('are told to operators and to their owner, and what is left out stays', async () => {
    await world.newKey('dan');
    await set('dan', { createsPerMinute: 3, reason: 'A trial' });
    await set('dan', { keyReadsPerMinute: 100 });
    const own = { createsPerMinute: 3, keyReadsPerMinute: 100 };
    const limits = { ...usual, ...own };
    expect((await world.request('GET', address('dan'), { as: 'root' })).body).toEqual({ limits, own });
    const { body } = await world.request<{ ownerLimits: unknown }>('GET', '/api/v1/me', { as: 'dan' });
    expect(body.ownerLimits).toEqual(limits);
    expect((await world.request('GET', address('nobody'), { as: 'root' })).body).toEqual({
      limits: usual,
      own: {},
    });
  });

  it('are set together by operators at once, each of them', async () => {
    const names = ['readsPerMinute', 'writesPerMinute', 'keyReadsPerMinute', 'createsPerMinute'];
    await Promise.all(names.map((name, i) => set('eve', { [name]: i + 40 })));
    const { body } = await world.request<{ own: unknown }>('GET', address('eve'), { as: 'root' });
    expect(body.own).toEqual(Object.fromEntries(names.map((name, i) => [name, i + 40])));
  });

  it.each([{ readsPerMinute: 0 }, { createsPerMinute: 1.5 }, { writesPerMinute: 'many' }, { tasks: 5 }])(
    'are no %j',
    async (body) => {
      expect(await set('ana', body)).toMatchObject({ status: 422, body: { code: 'validation_failed' } });
    },
  );

  it('are for operators to set, and nobody else', async () => {
    expect((await world.request('PUT', address('ana'), { body: { readsPerMinute: 5 } })).status).toBe(403);
  });
});
