import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { orders } from '../orders.ts';
import { TASKS } from '../queries.ts';
import { World } from '../test-stack.ts';

let world: World;
beforeAll(async () => {
  world = await World.open();
});
afterAll(() => world.close());

interface Problem {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly errors?: readonly { readonly path: string }[];
}

const refused = async (request: Parameters<World['request']>[2]): Promise<Problem> =>
  (await world.request<Problem>('POST', TASKS, request)).body;

it('an empty text is absent where one may be left out and may not be empty', async () => {
  const { status, body } = await world.create(orders.imagen(), { promptId: '', priority: '' });
  expect(status).toBe(202);
  expect(body).not.toHaveProperty('promptId');
  expect(body.priority).toBe('normal');
  expect((await refused({ body: { providerParams: '' } })).errors?.map(({ path }) => path)).toEqual([
    '/providerParams',
  ]);
});

it('a parameter without a value, as forms send it, is absent, and an unknown one is refused', async () => {
  const { status, body } = await world.get<{ items: readonly unknown[] }>(
    `${TASKS}?status=&model=%20&promptId=&limit=&cursor=`,
  );
  expect(status).toBe(200);
  expect(body.items.length).toBeGreaterThan(0);
  expect((await world.get(`${TASKS}?prompt_id=`)).status).toBe(422);
});

it.each(['9999-12-31T23:59:59-14:00', '0000-01-01T00:00:00%2B14:00', '2026-13-01T00:00:00Z', 'yesterday'])(
  'a time that no calendar of four digits knows is refused: %s',
  async (time) => {
    for (const place of [`${TASKS}?from=`, `${TASKS}?to=`]) {
      const { status, body } = await world.get<Problem>(`${place}${time}`);
      expect([status, body.errors?.length]).toEqual([422, 1]);
    }
  },
);

it('a body that is compressed is 415, and says so', async () => {
  const raw = new Uint8Array(gzipSync(JSON.stringify({ providerParams: orders.imagen() })));
  const problem = await refused({ raw, headers: { 'content-encoding': 'gzip' } });
  expect(problem).toMatchObject({ status: 415, code: 'unsupported_media_type' });
  expect(problem.detail).toContain('compressed (gzip)');
  const plain = { raw: '{', headers: { 'content-encoding': ' identity' } };
  expect((await refused(plain)).status).toBe(400);
});

it.each([
  ['/docs/', '/docs'],
  ['/api/v1/models/?media=image', '/api/v1/models?media=image'],
  [`${TASKS}/?limit=1`, `${TASKS}?limit=1`],
])('%s leads on to %s', async (path, place) => {
  for (const method of ['GET', 'HEAD']) {
    const answer = await world.request(method, path);
    expect([answer.status, answer.headers.get('location')]).toEqual([308, place]);
    expect((await world.get(place)).status).toBe(200);
  }
});

it.each(['//evil.example/', '/evil.example//', '/api/v1/nothing/', '/'])(
  '%s leads nowhere else',
  async (path) => {
    const answer = await world.get(path);
    expect(answer.headers.get('location')).toBeNull();
  },
);
