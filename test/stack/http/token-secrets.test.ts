import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MadeTokenView } from '#contract/keys/token-answers.ts';
import type { Problem } from '#contract/wire/problem.ts';
import { keyStore } from '#storage/keys/key-store.ts';
import { signingKeysIn } from '#storage/keys/signing-keys.ts';
import { orders } from '../orders.ts';
import { World } from '../test-stack.ts';

const TASKS = '/api/v1/generation/tasks';
const reading = { scopes: ['tasks:read'] };

let world: World;
let first: string;
beforeAll(async () => {
  world = await World.open();
  first = (await world.create(orders.imagen('a fox'))).body.id;
});
afterAll(() => world.close());

const tokenFor = async (body: unknown): Promise<string> =>
  (await world.request<MadeTokenView>('POST', '/api/v1/tokens', { body })).body.token;
const ask = (token: string, path: string) =>
  world.request<Problem>('GET', path, { as: null, headers: { authorization: `Bearer ${token}` } });

const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('a token that is not good', () => {
  it('opens nothing once its time is over', async () => {
    const token = await tokenFor({ task: first, ...reading, ttlSeconds: 30 });
    await world.advance(29_000);
    expect((await ask(token, `${TASKS}/${first}`)).status).toBe(200);
    await world.advance(2000);
    expect(await ask(token, `${TASKS}/${first}`)).toMatchObject({
      status: 401,
      body: { detail: 'This token has expired' },
    });
  });

  it('is refused however it was changed', async () => {
    const token = await tokenFor({ task: first, ...reading });
    const [head = '', body = '', signature = ''] = token.slice('dkt_test_'.length).split('.');
    const claims = JSON.parse(Buffer.from(body, 'base64url').toString()) as Record<string, unknown>;
    const wider = encoded({ ...claims, opens: 'owner' });
    const none = encoded({ alg: 'none', typ: 'JWT' });
    const stranger = encoded({ alg: 'HS256', typ: 'JWT', kid: 'deadbeef' });
    const signed = createHmac('sha256', 'guessed').update(`${stranger}.${wider}`).digest('base64url');
    for (const changed of [
      `${head}.${wider}.${signature}`,
      `${none}.${wider}.`,
      `${none}.${wider}.${signature}`,
      `${stranger}.${wider}.${signed}`,
      `${head}.${body}.${'A'.repeat(43)}`,
      `${head}.${body}`,
      '',
    ])
      expect([changed, (await ask(`dkt_test_${changed}`, `${TASKS}/${first}`)).status]).toEqual([
        changed,
        401,
      ]);
  });
});

describe('the secrets that tokens are signed with', () => {
  const keyIds = async () => signingKeysIn(await keyStore(world.table).signingKeysRow()).map(({ id }) => id);
  const kidOf = (token: string): unknown =>
    (JSON.parse(Buffer.from(token.slice(9).split('.')[0] ?? '', 'base64url').toString()) as { kid: unknown })
      .kid;

  it('are renewed after a month: the next signs when all know it, and tokens of the one before live on', async () => {
    await tokenFor({ owner: 'ana', ...reading });
    const [old] = await keyIds();
    const row = await world.table.get({ pk: 'signing-keys', sk: 'signing-keys' });
    const [key] = row?.['keys'] as [{ madeAt: number }];
    const aged = { ...key, madeAt: key.madeAt - 31 * 24 * 3600_000 };
    await world.table.write({
      type: 'put',
      row: { ...row, pk: 'signing-keys', sk: 'signing-keys', keys: [aged] },
    });
    const order = { owner: 'ana', ...reading, ttlSeconds: 3600 };
    const before = await tokenFor(order);
    const [next] = await keyIds();
    expect([kidOf(before), next === old]).toEqual([old, false]);
    await world.advance(121_000);
    const after = await tokenFor(order);
    expect(kidOf(after)).toBe(next);
    for (const token of [before, after]) expect((await ask(token, TASKS)).status).toBe(200);
  });

  it('can be forgotten: within a minute no token opens anything, and new ones do', async () => {
    const token = await tokenFor({ owner: 'ana', ...reading });
    await keyStore(world.table).endTokens();
    await world.advance(61_000);
    expect((await ask(token, TASKS)).status).toBe(401);
    await world.advance(6000);
    expect((await ask(await tokenFor({ owner: 'ana', ...reading }), TASKS)).status).toBe(200);
  });
});
