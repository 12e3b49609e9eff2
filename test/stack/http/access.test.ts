import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { routesById } from '#contract/callbacks/routes.ts';
import type { Access, Route } from '#contract/routes.ts';
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

  it.each(thatAsk('key'))('is open to any key: %s', async (_name, route) => {
    expect([401, 403]).not.toContain((await ask(route, 'ana')).status);
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
        body: { code: 'forbidden', detail: 'Only a key created with --operator may do that' },
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
