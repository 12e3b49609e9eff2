import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { routesById } from '#contract/all-routes.ts';
import { methodsOf, type Access, type Route } from '#contract/route.ts';
import { World, type Answer } from '../test-stack.ts';

interface Problem {
  readonly code?: string;
  readonly detail?: string;
}

let world: World;
beforeAll(async () => {
  world = await World.open();
  await world.newKey('root', { operator: true });
});
afterAll(() => world.close());

const hex = '0123456789abcdef0123456789abcdef';
const partsOfPaths: Readonly<Record<string, string>> = {
  '{id}': hex,
  '{id+}': 'IMAGEN4',
  '{key+}': `images/generated/ana/${hex}.png`,
  '{owner}': 'ana',
  '{taskId}': hex,
  '{token}': '1.ana.nobody-knows-it',
};
const pathOf = ({ path }: Route): string => path.replace(/\{\w+\+?\}/g, (part) => partsOfPaths[part] ?? part);

/** The methods that an address takes. */
const takers = (path: string): string[] =>
  routesById.flatMap(([, route]) => (route.path === path ? methodsOf(route) : []));

const thatAsk = (access: Access) => routesById.filter(([, route]) => route.access === access);

/** What a route answers to a body that is no JSON; `as` names the owner of the key, null is no key. */
const ask = (route: Route, as: string | null): Promise<Answer<Problem>> =>
  world.request<Problem>(route.method, pathOf(route), {
    as,
    ...(route.method === 'POST' || route.method === 'PUT' ? { raw: '{' } : {}),
  });

describe('a route that asks for no key', () => {
  it.each(thatAsk('open'))('answers without one: %s', async (_name, route) => {
    const { status, body } = await ask(route, null);
    expect(status).toBeLessThan(500);
    expect(status).not.toBe(403);
    expect(body.detail ?? '').not.toMatch(/API key/);
  });
});

describe('a route that asks for a key', () => {
  it.each(thatAsk('key'))('is 401 without one, before its body is read: %s', async (_name, route) => {
    const answer = await ask(route, null);
    expect(answer).toMatchObject({
      status: 401,
      body: { code: 'unauthorized', detail: 'Send your API key as "Authorization: Bearer <key>"' },
    });
    expect(answer.headers.get('www-authenticate')).toBe('Bearer');
  });
});

describe('a route that asks for an operator', () => {
  it.each(thatAsk('operator'))('is 401 without a key: %s', async (_name, route) => {
    expect(await ask(route, null)).toMatchObject({ status: 401, body: { code: 'unauthorized' } });
  });

  it.each(thatAsk('operator'))(
    'is 403 with a plain key, before its body is read: %s',
    async (_name, route) => {
      expect(await ask(route, 'ana')).toMatchObject({
        status: 403,
        body: {
          code: 'forbidden',
          detail: 'Only a key created with --operator may do that',
          requiredScope: 'operator',
        },
      });
    },
  );

  it.each(thatAsk('operator'))('is open to the key of an operator: %s', async (_name, route) => {
    expect([401, 403]).not.toContain((await ask(route, 'root')).status);
  });
});

it('no kind of route is without an example in the table', () => {
  for (const access of ['open', 'key', 'operator'] as const) expect(thatAsk(access)).not.toEqual([]);
});

const isCallback = ({ functionName }: Route): boolean => functionName === 'provider-callback';

describe('a query string', () => {
  it.each(routesById.filter(([, route]) => !isCallback(route)))(
    'that the address does not know is refused, whatever it asks for: %s',
    async (_name, route) => {
      const { status, body } = await world.request<Problem>(route.method, `${pathOf(route)}?promtId=a`, {
        as: 'root',
      });
      expect(status).toBe(422);
      if (route.method === 'HEAD') return;
      expect(body).toMatchObject({ code: 'validation_failed', errors: [{ path: '/promtId' }] });
    },
  );

  it('is left to the provider where the provider calls', async () => {
    for (const [, route] of routesById.filter(([, one]) => isCallback(one))) {
      const { status } = await world.request(route.method, `${pathOf(route)}?attempt=2`, {
        as: null,
        raw: '{}',
      });
      expect(status).toBe(401);
    }
  });
});

describe('an address', () => {
  it.each(routesById.filter(([, { method }]) => method === 'GET'))(
    'that is read with GET answers HEAD alike, without a body: %s',
    async (_name, route) => {
      const [get, head] = [
        await world.request<Problem>('GET', pathOf(route), { as: 'root' }),
        await world.request('HEAD', pathOf(route), { as: 'root' }),
      ];
      expect(head.status).toBe(get.status);
      expect(head.headers.get('content-type')).toBe(get.headers.get('content-type'));
      expect(head.body).toBe('');
    },
  );

  it.each(routesById)(
    'names the methods that it takes to whoever sends another: %s',
    async (_name, route) => {
      const stranger = takers(route.path).includes('PATCH') ? 'PUT' : 'PATCH';
      const { status, headers, body } = await world.request<Problem>(stranger, pathOf(route), { as: 'ana' });
      expect([status, body.code]).toEqual([405, 'method_not_allowed']);
      const allowed = (headers.get('allow') ?? '').split(', ');
      expect(allowed).toEqual(expect.arrayContaining([...methodsOf(route)]));
    },
  );

  it('that is none of ours is 404 under every method', async () => {
    for (const method of ['GET', 'HEAD', 'POST', 'PATCH'])
      expect((await world.request(method, '/api/v1/nothing')).status).toBe(404);
  });

  it('without a path shows a page that leads on', async () => {
    const { status, headers, body } = await world.request<string>('GET', '/', { as: null });
    expect([status, headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    for (const [, href = ''] of body.matchAll(/href="([^"]+)"/g))
      expect((await world.request('GET', href, { as: null })).status).toBe(200);
  });
});

describe('a body that does not fit', () => {
  it.each([
    ['/api/v1/generation/tasks', {}],
    ['/api/v1/generation/tasks', []],
    [
      '/api/v1/generation/tasks',
      { providerParams: 3, priority: 'x', metadata: [], path: {}, keepOutputs: 'no' },
    ],
    ['/api/v1/generation/image', {}],
    ['/api/v1/generation/batches', { requests: 'x' }],
    ['/api/v1/uploads', { bytes: 1.5 }],
    ['/api/v1/uploads/from-url', { url: 'ftp://x' }],
  ])('is told in plain words, and not in those of a library: %s %j', async (path, sent) => {
    const { status, body } = await world.request('POST', path, { body: sent });
    expect(status).toBe(422);
    expect(JSON.stringify(body)).not.toMatch(/expected|received|Invalid|undefined/);
  });
});
