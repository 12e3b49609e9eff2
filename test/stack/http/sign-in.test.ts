import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CallerView } from '#contract/account/answers.ts';
import type { TaskView } from '#contract/tasks/answers.ts';
import type { Problem } from '#contract/wire/problem.ts';
import type { JWK } from 'jose';
import {
  newSigningKey,
  signToken,
  startIssuer,
  type Issuer,
  type TokenOrder,
} from '../../../local/start/issuer.ts';
import { orders } from '../orders.ts';
import { World } from '../test-stack.ts';

const TASKS = '/api/v1/generation/tasks';
const audience = 'darkroom';

let world: World;
let issuer: Issuer;
let key: JWK;
let published: JWK[];
beforeAll(async () => {
  key = await newSigningKey();
  published = [key];
  issuer = await startIssuer(0, () => published);
  world = await World.open({ environment: { JWT_ISSUER: issuer.url, JWT_AUDIENCE: audience } });
});
afterAll(async () => {
  await world.close();
  await issuer.stop();
});

const orderOf = (order: Partial<TokenOrder>): TokenOrder => ({
  claims: { sub: 'ana', scope: 'tasks:read tasks:write' },
  issuer: issuer.url,
  audience,
  now: world.clock.now(),
  ttlSeconds: 600,
  ...order,
});
const tokenOf = (order: Partial<TokenOrder> = {}, by = key): Promise<string> => signToken(by, orderOf(order));

const ask = <Body = Problem & { requiredScope?: string }>(token: string, path = TASKS, body?: unknown) =>
  world.request<Body>(body === undefined ? 'GET' : 'POST', path, {
    as: null,
    headers: { authorization: `Bearer ${token}` },
    ...(body === undefined ? {} : { body }),
  });

/** The time in which an issuer is asked for its keys once at most. */
const COOLDOWN_MS = 5_000;
const port = (): number => Number(new URL(issuer.url).port);

it('an issuer that cannot be reached is no fault of the token: 503 until it is there', async () => {
  const token = await tokenOf();
  const at = port();
  await issuer.stop();
  const busy = await ask(token);
  expect(busy).toMatchObject({ status: 503, body: { code: 'busy' } });
  expect(Number(busy.headers.get('retry-after'))).toBeGreaterThan(0);
  issuer = await startIssuer(at, () => published);
  expect((await ask(token)).status).toBe(200);
});

describe('a token of the issuer', () => {
  it('stands for an owner of its own, beside the key of the same name', async () => {
    const token = await tokenOf();
    const { status, body } = await ask<CallerView>(token, '/api/v1/me');
    expect([status, body.owner, body.scopes]).toEqual([200, 'jwt--ana', ['tasks:read', 'tasks:write']]);
    expect(body.key).toBeUndefined();
    const order = { providerParams: orders.imagen('by token') };
    const made = await ask<TaskView>(token, TASKS, order);
    expect(made.status).toBe(202);
    expect((await ask(token, `${TASKS}/${made.body.id}`)).status).toBe(200);
    expect((await world.get(`${TASKS}/${made.body.id}`)).status).toBe(404);
    expect((await world.get<{ items: unknown[] }>(TASKS)).body.items).toEqual([]);
  });

  it('is answered a repeated order with the first task, as a key is', async () => {
    const token = await tokenOf();
    const send = () =>
      world.request<TaskView>('POST', TASKS, {
        as: null,
        headers: { authorization: `Bearer ${token}`, 'idempotency-key': 'once' },
        body: { providerParams: orders.imagen('once') },
      });
    const [first, second] = [await send(), await send()];
    expect([first.status, second.status, second.body.id]).toEqual([202, 202, first.body.id]);
  });

  it('may do what its scopes say, and is told which one is missing', async () => {
    const token = await tokenOf({ claims: { sub: 'ana', scope: 'tasks:read operator keys' } });
    expect((await ask(token)).status).toBe(200);
    expect(await ask(token, TASKS, {})).toMatchObject({
      status: 403,
      body: { requiredScope: 'tasks:write' },
    });
    for (const [path, scope] of [
      ['/api/v1/admin/items', 'operator'],
      ['/api/v1/keys', 'keys'],
    ] as const)
      expect(await ask(token, path)).toMatchObject({ status: 403, body: { requiredScope: scope } });
  });

  it('is good for some seconds more than it says, as clocks differ, and no longer', async () => {
    const token = await tokenOf({ ttlSeconds: 1 });
    await world.advance(20_000);
    expect((await ask(token)).status).toBe(200);
    await world.advance(20_000);
    expect(await ask(token)).toMatchObject({ status: 401, body: { detail: 'This token has expired' } });
  });
});

const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const partsOf = (token: string): [string, string, string] => token.split('.') as [string, string, string];

describe('a token that is not good here', () => {
  it.each<[string, () => Promise<string>]>([
    ['for somebody else', () => tokenOf({ audience: 'another' })],
    ['of another issuer', () => tokenOf({ issuer: 'https://elsewhere.example' })],
    ['of nobody', () => tokenOf({ claims: { scope: 'tasks:read' } })],
    ['of somebody without a name', () => tokenOf({ claims: { sub: '', scope: 'tasks:read' } })],
    ['not good yet', () => tokenOf({ claims: { sub: 'ana', nbf: world.clock.now() / 1000 + 600 } })],
    [
      'signed by a key of the same name',
      async () => tokenOf({}, { ...(await newSigningKey()), kid: key.kid ?? '' }),
    ],
    ['without a signature', async () => `${encoded({ alg: 'none' })}.${partsOf(await tokenOf())[1]}.`],
    [
      'signed with the public key as if it were a secret',
      async () => {
        const text = `${encoded({ alg: 'HS256', kid: key.kid })}.${partsOf(await tokenOf())[1]}`;
        return `${text}.${createHmac('sha256', JSON.stringify(key.x)).update(text).digest('base64url')}`;
      },
    ],
    [
      'changed after it was signed',
      async () => {
        const [head, , signature] = partsOf(await tokenOf());
        const claims = { sub: 'ben', iss: issuer.url, aud: audience, exp: world.clock.now() / 1000 + 60 };
        return `${head}.${encoded(claims)}.${signature}`;
      },
    ],
    [
      'without an end',
      async () =>
        `${encoded({ alg: 'ES256', kid: key.kid })}.${encoded({ sub: 'ana', iss: issuer.url, aud: audience })}.AAAA`,
    ],
    ['of three words', async () => 'not.a.token'],
  ])('is refused: one %s', async (_what, token) => {
    expect(await ask(await token())).toMatchObject({ status: 401, body: { code: 'unauthorized' } });
  });
});

describe('the keys of the issuer', () => {
  it('are known within seconds after they were rotated, and asked for no more often, whatever comes', async () => {
    expect((await ask(await tokenOf())).status).toBe(200);
    const next = await newSigningKey();
    published = [next];
    await world.advance(COOLDOWN_MS);
    expect((await ask(await tokenOf({}, next))).status).toBe(200);
    const unknown = await newSigningKey();
    for (let n = 0; n < 5; n += 1) expect((await ask(await tokenOf({}, unknown))).status).toBe(401);
    key = next;
  });

  it('go on working while the issuer is down', async () => {
    expect((await ask(await tokenOf())).status).toBe(200);
    const at = port();
    await issuer.stop();
    expect((await ask(await tokenOf())).status).toBe(200);
    issuer = await startIssuer(at, () => published);
  });
});

it('whoever comes with tokens has no keys, and no key is made for him', async () => {
  await world.newKey('root', { operator: true });
  const made = await world.request('POST', '/api/v1/keys', {
    as: 'root',
    body: { owner: 'jwt--ana', scopes: ['tasks:read'] },
  });
  expect(made).toMatchObject({ status: 422, body: { errors: [{ path: '/owner' }] } });
});
