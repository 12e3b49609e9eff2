import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { madeKeyView, type KeyListView, type MadeKeyView } from '#contract/keys/answers.ts';
import type { Problem } from '#contract/wire/problem.ts';
import { allScopes, type Scope } from '#domain/keys/scopes.ts';
import { World } from '../test-stack.ts';

const KEYS = '/api/v1/keys';
const TASKS = '/api/v1/generation/tasks';
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

let world: World;
beforeAll(async () => {
  world = await World.open();
  await world.newKey('root', { operator: true });
});
afterAll(() => world.close());

/** An owner of its own, so that tests count their keys only; `scopes` are those of its first key. */
async function anOwner(name: string, scopes: readonly Scope[] = allScopes): Promise<string> {
  await world.newKey(name, { scopes: scopes.filter((scope) => scope !== 'operator') });
  return name;
}

type Made = MadeKeyView & Pick<Problem, 'code' | 'detail'>;

/** A moment later than what was made before: lists go by time. */
async function make(as: string, body: unknown) {
  await world.advance(1);
  return world.request<Made>('POST', KEYS, { as, body });
}
const revoke = (as: string, id: string) => world.request<Problem>('DELETE', `${KEYS}/${id}`, { as });
const rotate = (as: string, id: string, body?: unknown) =>
  world.request<Made>('POST', `${KEYS}/${id}/rotate`, { as, ...(body === undefined ? {} : { body }) });
const list = async (as: string, query = ''): Promise<KeyListView> =>
  (await world.request<KeyListView>('GET', `${KEYS}${query}`, { as })).body;

/** What a key is answered that asks for this. */
const withKey = (key: string, method = 'GET', path = TASKS) =>
  world.request<Made>(method, path, { as: null, headers: { authorization: `Bearer ${key}` } });

describe('a key that is made by another', () => {
  it('is shown once, may do what was asked for, and says which scope is missing for anything else', async () => {
    const owner = await anOwner('maker');
    const { status, headers, body } = await make(owner, { name: 'shop', scopes: ['tasks:read'] });
    expect(status).toBe(201);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(madeKeyView.strict().parse(body)).toMatchObject({
      name: 'shop',
      owner,
      scopes: ['tasks:read'],
      status: 'active',
      createdBy: (await list(owner)).items[0]?.id,
      key: expect.stringMatching(/^dk_test_[0-9A-Za-z]{49}$/) as string,
    });
    expect((await withKey(body.key)).status).toBe(200);
    const refused = await withKey(body.key, 'POST');
    expect(refused).toMatchObject({
      status: 403,
      body: {
        code: 'forbidden',
        requiredScope: 'tasks:write',
        detail: expect.stringContaining('tasks:write') as string,
      },
    });
    expect(JSON.stringify(await list(owner))).not.toContain(body.key);
  });

  it('has no scope that its maker lacks', async () => {
    const owner = await anOwner('narrow', ['keys', 'tasks:read']);
    expect(await make(owner, { scopes: ['tasks:read', 'tasks:write'] })).toMatchObject({
      status: 403,
      body: { code: 'forbidden', requiredScope: 'tasks:write' },
    });
    expect(await make(owner, { scopes: ['operator'] })).toMatchObject({
      status: 403,
      body: { requiredScope: 'operator' },
    });
    expect((await list(owner)).items).toHaveLength(1);
    expect((await make(owner, { scopes: ['keys'] })).status).toBe(201);
    // A key that was made without any scopes named makes none.
    expect(await make('ana', { scopes: [] })).toMatchObject({ status: 403, body: { requiredScope: 'keys' } });
  });

  it('is of another owner only where an operator makes it', async () => {
    const owner = await anOwner('mine');
    expect(await make(owner, { owner: 'theirs', scopes: ['tasks:read'] })).toMatchObject({
      status: 403,
      body: { requiredScope: 'operator' },
    });
    const { status, body } = await make('root', { owner: 'theirs', scopes: ['tasks:read'] });
    expect([status, body.owner]).toEqual([201, 'theirs']);
    expect((await list('root', '?owner=theirs')).items).toMatchObject([{ id: body.id }]);
    expect((await world.request('GET', `${KEYS}?owner=theirs`, { as: owner })).status).toBe(403);
  });

  it.each([
    [{}, '/scopes'],
    [{ scopes: [] }, '/scopes'],
    [{ scopes: ['all'] }, '/scopes/0'],
    [{ scopes: ['keys'], expiresAt: '2001-01-01T00:00:00Z' }, '/expiresAt'],
    [{ scopes: ['keys'], expiresAt: 'soon' }, '/expiresAt'],
    [{ scopes: ['keys'], owner: 'Ben!' }, '/owner'],
    [{ scopes: ['keys'], name: 'a'.repeat(101) }, '/name'],
    [{ scopes: ['keys'], admin: true }, '/admin'],
  ])('is refused by name where the order is wrong: %j', async (body, path) => {
    const answer = await make('root', body);
    expect(answer).toMatchObject({ status: 422, body: { errors: [{ path }] } });
  });

  it('opens nothing once its time has come, in a function that remembers it too', async () => {
    const owner = await anOwner('ender');
    const expiresAt = new Date(world.clock.now() + 30_000).toISOString();
    const { body } = await make(owner, { scopes: ['tasks:read'], expiresAt });
    expect((await withKey(body.key)).status).toBe(200);
    await world.advance(30_000);
    expect(await withKey(body.key)).toMatchObject({
      status: 401,
      body: { detail: 'This API key has expired' },
    });
    expect((await list(owner)).items.at(-1)).toMatchObject({ id: body.id, status: 'expired', expiresAt });
  });
});

describe('a key that is revoked', () => {
  it('changes nothing from then on, and reads for a minute at most', async () => {
    const owner = await anOwner('revoker');
    const { body } = await make(owner, { scopes: ['tasks:read', 'tasks:write'] });
    // Both functions have seen it, and would remember it.
    expect((await withKey(body.key)).status).toBe(200);
    expect((await withKey(body.key, 'POST', `${TASKS}/${'0'.repeat(32)}/cancel`)).status).toBe(404);
    expect((await revoke(owner, body.id)).status).toBe(204);
    expect((await withKey(body.key, 'POST', `${TASKS}/${'0'.repeat(32)}/cancel`)).status).toBe(401);
    await world.advance(MINUTE_MS);
    expect(await withKey(body.key)).toMatchObject({ status: 401, body: { code: 'unauthorized' } });
    expect((await revoke(owner, body.id)).status).toBe(204);
    expect((await list(owner)).items.at(-1)).toMatchObject({ id: body.id, status: 'revoked' });
  });

  it('is named by its whole id, and never another owner’s', async () => {
    const [owner, other] = [await anOwner('whole'), await anOwner('other')];
    const { body } = await make(owner, { scopes: ['tasks:read'] });
    const absent = await revoke(other, 'f'.repeat(16));
    expect(absent).toMatchObject({ status: 404, body: { code: 'not_found' } });
    for (const id of [body.id.slice(0, 15), `${body.id}0`, '%20', 'key'])
      expect((await revoke(owner, id)).status).toBe(404);
    expect((await revoke(other, body.id)).body).toEqual({
      ...absent.body,
      requestId: expect.any(String) as string,
    });
    expect((await withKey(body.key)).status).toBe(200);
    expect((await revoke('root', body.id)).status).toBe(204);
  });
});

describe('a key that is rotated', () => {
  it('stays good for a day beside its successor, which may do the same', async () => {
    const owner = await anOwner('turner');
    const { body: old } = await make(owner, { name: 'shop', scopes: ['tasks:read'] });
    const { status, body: next } = await rotate(owner, old.id);
    expect([status, next.name, next.scopes]).toEqual([201, 'shop', ['tasks:read']]);
    for (const { key } of [old, next]) expect((await withKey(key)).status).toBe(200);
    expect((await list(owner)).items.find(({ id }) => id === old.id)).toMatchObject({
      replacedBy: next.id,
      expiresAt: new Date(Date.parse(next.createdAt) + 24 * HOUR_MS).toISOString(),
    });
    expect(await rotate(owner, old.id)).toMatchObject({ status: 409, body: { code: 'conflict' } });
    const { body: last } = await rotate(owner, next.id, { overlapSeconds: 60 });
    await world.advance(MINUTE_MS);
    expect((await withKey(next.key)).status).toBe(401);
    expect((await withKey(last.key)).status).toBe(200);
  });

  it('ends at once where no overlap is wanted, and lives on as long as it was to live', async () => {
    const owner = await anOwner('quick');
    const expiresAt = new Date(world.clock.now() + HOUR_MS).toISOString();
    const { body: old } = await make(owner, { scopes: ['tasks:write'], expiresAt });
    await world.advance(10 * MINUTE_MS);
    const { body: next } = await rotate(owner, old.id, { overlapSeconds: 0 });
    const lifeOf = (key: MadeKeyView) => Date.parse(key.expiresAt ?? '') - Date.parse(key.createdAt);
    expect(lifeOf(next)).toBe(lifeOf(old));
    expect((await withKey(old.key, 'POST')).status).toBe(401);
    expect((await withKey(next.key, 'POST')).status).toBe(415);
    expect(await rotate(owner, old.id)).toMatchObject({
      status: 409,
      body: { detail: expect.stringContaining('ended') as string },
    });
  });

  it('hands nobody scopes that he lacks, nor another owner’s key', async () => {
    const owner = await anOwner('strong');
    const { body: strong } = await make(owner, { scopes: ['tasks:write'] });
    const { body: weak } = await make(owner, { scopes: ['keys'] });
    world.keys.set('weak', weak.key);
    expect(await rotate('weak', strong.id)).toMatchObject({
      status: 403,
      body: { requiredScope: 'tasks:write' },
    });
    expect((await rotate(await anOwner('stranger'), strong.id)).status).toBe(404);
  });
});

describe('what is known of a key', () => {
  it('is the hour of its last use, written once an hour', async () => {
    const owner = await anOwner('user');
    const { body } = await make(owner, { scopes: ['tasks:read', 'tasks:write'] });
    const row = async () =>
      (await world.table.index({ index: 'byOwner', partition: 'keys', limit: 1000 })).find(({ pk }) =>
        pk.startsWith(`key#${body.id}`),
      );
    const entry = await row();
    if (entry === undefined) throw new Error('The key is not listed');
    const hourOf = (ms: number): string => new Date(Math.floor(ms / HOUR_MS) * HOUR_MS).toISOString();
    await withKey(body.key);
    expect((await list(owner)).items.at(-1)?.lastUsedAt).toBe(hourOf(world.clock.now()));
    // A second write would put the mark back.
    await world.table.write({ type: 'add', key: { pk: entry.pk, sk: entry.sk }, set: { seen: 1 } });
    const before = await world.table.get(entry);
    for (let n = 0; n < 3; n += 1) await withKey(body.key, 'POST');
    expect(await world.table.get(entry)).toEqual(before);
    await world.advance(HOUR_MS);
    await withKey(body.key, 'POST');
    expect((await list(owner)).items.at(-1)?.lastUsedAt).toBe(hourOf(world.clock.now()));
  });

  it('is listed page by page, the oldest first', async () => {
    const owner = await anOwner('lister');
    for (let n = 0; n < 4; n += 1) {
      await make(owner, { name: `key ${n}`, scopes: ['tasks:read'] });
    }
    const first = await list(owner, '?limit=3');
    const second = await list(owner, `?limit=3&cursor=${first.nextCursor ?? ''}`);
    expect([...first.items, ...second.items].map(({ name }) => name)).toEqual([
      undefined,
      'key 0',
      'key 1',
      'key 2',
      'key 3',
    ]);
    expect(second.nextCursor).toBeUndefined();
    const wrong = await world.request('GET', `${KEYS}?cursor=abc`, { as: owner });
    expect(wrong).toMatchObject({ status: 422, body: { errors: [{ path: 'cursor' }] } });
  });

  it('is that it cannot be one, where it was mistyped or cut off', async () => {
    const { body } = await make('root', { scopes: ['tasks:read'] });
    for (const wrong of [
      body.key.slice(0, -1),
      `${body.key.slice(0, 20)}${body.key.slice(20).toLowerCase()}`,
      'secret',
    ]) {
      const answer = await withKey(wrong);
      expect(answer).toMatchObject({
        status: 401,
        body: { detail: expect.stringContaining('mistyped') as string },
      });
    }
  });
});
