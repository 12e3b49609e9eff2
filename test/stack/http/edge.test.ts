import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callbackRoutes } from '#contract/callbacks/routes.ts';
import { EDGE_HEADER } from '#contract/wire/edge-header.ts';
import { methodsOf } from '#contract/route.ts';
import { routes } from '#contract/routes.ts';
import type { Problem } from '#contract/wire/problem.ts';
import { World } from '../test-stack.ts';

const sent = 'a'.repeat(48);
const also = 'b'.repeat(48);
const refused = { status: 403, body: { code: 'forbidden' } };

const ask = (world: World, method: string, path: string, edge?: string) =>
  world.request<Problem>(method, path, { headers: edge === undefined ? {} : { [EDGE_HEADER]: edge } });

/** Every route with each of its methods, callbacks and what is no route among them. */
const addresses = [
  ...[...Object.values(routes), ...callbackRoutes].flatMap((route) =>
    methodsOf(route).map((method) => [method, route.path.replaceAll(/\{\w+\+?\}/g, 'x')] as const),
  ),
  ['GET', '/nothing/here'] as const,
  ['DELETE', '/health'] as const,
  ['GET', '/docs/'] as const,
];

describe('an API behind the edge', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.open({ environment: { EDGE_SECRETS: `${sent},${also}` } });
  });
  afterAll(() => world.close());

  it.each(addresses)(
    'refuses %s %s that has not come through it, in the form of all refusals',
    async (...address) => {
      for (const edge of [undefined, 'c'.repeat(48), 'é'.repeat(48), `${sent}x`, '', `${sent},${also}`]) {
        const answer = await ask(world, ...address, edge);
        expect(answer.status).toBe(403);
        if (address[0] === 'HEAD') continue;
        expect(answer).toMatchObject(refused);
        expect(answer.headers.get('content-type')).toBe('application/problem+json');
      }
    },
  );

  it.each([
    ['the one that is sent', sent],
    ['the other, while one takes its place', also],
  ])('serves what comes with a good secret: %s', async (_which, secret) => {
    const statuses = [
      ['GET', '/health', 200],
      ['GET', '/api/v1/generation/tasks', 200],
      ['GET', '/docs', 200],
      ['GET', '/nothing/here', 404],
      ['DELETE', '/health', 405],
      ['GET', '/media/x', 404],
      ['POST', '/webhooks/kie/x/y', 400],
    ] as const;
    for (const [method, path, status] of statuses)
      expect([path, (await ask(world, method, path, secret)).status]).toEqual([path, status]);
  });
});

it('an API whose secret was never filled in serves nobody, least of all who sends that', async () => {
  const world = await World.open({ environment: { EDGE_SECRETS: 'none' } });
  try {
    for (const edge of [undefined, 'none'])
      expect(await ask(world, 'GET', '/health', edge)).toMatchObject(refused);
  } finally {
    await world.close();
  }
});
