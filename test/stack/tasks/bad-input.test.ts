import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TaskView } from '#contract/tasks/answers.ts';
import { orders } from '../orders.ts';
import { World } from '../test-stack.ts';

interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly requestId: string;
  readonly errors?: readonly { path: string; message: string }[];
  readonly successor?: string;
  readonly services?: readonly string[];
  readonly suggestions?: readonly string[];
}

const TASKS = '/api/v1/generation/tasks';
let world: World;
beforeAll(async () => {
  world = await World.open({ environment: { ALLOW_RETIRED_MODELS: 'false' } });
  await world.newKey('ben');
});
afterAll(() => world.close());

async function refused(body: unknown, more: Parameters<World['request']>[2] = {}): Promise<Problem> {
  const answer = await world.request<Problem>('POST', TASKS, { body, ...more });
  expect(answer.headers.get('content-type')).toBe('application/problem+json');
  expect(answer.headers.get('x-request-id')).toBe(answer.body.requestId);
  expect(answer.body.status).toBe(answer.status);
  return answer.body;
}

const paths = (problem: Problem): string[] => (problem.errors ?? []).map(({ path }) => path).sort();

describe('a request that does not fit is refused with the path of every fault', () => {
  it.each([
    ['an unknown field', { ...orders.imagen(), colour: 'red' }, '/providerParams/colour'],
    ['an unknown input field', orders.imagen('x', { colour: 'red' }), '/providerParams/input/colour'],
    [
      'a ratio outside the list',
      orders.imagen('x', { aspect_ratio: '7:3' }),
      '/providerParams/input/aspect_ratio',
    ],
    ['five pictures', orders.imagen('x', { num_images: 5 }), '/providerParams/input/num_images'],
    ['a prompt of 5,001 characters', orders.imagen('x'.repeat(5001)), '/providerParams/input/prompt'],
    [
      'a variant that does not exist',
      { ...orders.veo(), modelVariant: 'veo9' },
      '/providerParams/modelVariant',
    ],
    ['a seed out of range', orders.veo('x', { seeds: 5 }), '/providerParams/seeds'],
  ])('%s', async (_name, providerParams, path) => {
    const problem = await refused({ providerParams });
    expect(problem).toMatchObject({ status: 422, code: 'validation_failed' });
    expect(paths(problem)).toEqual([path]);
  });

  it.each([
    ['half of a character', '{"a":"\\ud800"}', '/metadata/a'],
    ['a name with half of a character', '{"\\ud800":1}', '/metadata/\ufffd'],
    ['a number beyond all bounds', '{"a":[1e400]}', '/metadata/a/0'],
    ['a whole number that is not exact', '{"a":123456789012345678901234567890}', '/metadata/a'],
    ['a number next to nothing', '{"a":1e-200}', '/metadata/a'],
    ['thirty levels', `${'{"a":'.repeat(30)}1${'}'.repeat(30)}`, `/metadata${'/a'.repeat(20)}`],
  ])('%s, which could not be given back as it came', async (_name, metadata, path) => {
    const raw = `{"metadata":${metadata},"providerParams":${JSON.stringify(orders.imagen())}}`;
    const problem = await refused(undefined, { raw });
    expect(problem).toMatchObject({ status: 422, code: 'validation_failed' });
    expect(paths(problem)).toEqual([path]);
  });

  it('names several faults at once', async () => {
    const problem = await refused({ providerParams: orders.imagen('', { aspect_ratio: 'wide', shape: 1 }) });
    expect(paths(problem)).toEqual([
      '/providerParams/input/aspect_ratio',
      '/providerParams/input/prompt',
      '/providerParams/input/shape',
    ]);
  });

  it('a missing prompt', async () => {
    const problem = await refused({ providerParams: { service: 'KIE', model: 'IMAGEN4', input: {} } });
    expect(paths(problem)).toEqual(['/providerParams/input/prompt']);
  });

  it.each([
    ['an unknown member beside providerParams', { providerParams: orders.imagen(), owner: 'ben' }, '/owner'],
    ['no providerParams', {}, '/providerParams'],
    ['a priority that does not exist', { providerParams: orders.imagen(), priority: 'urgent' }, '/priority'],
    [
      'metadata over 2 KB',
      { providerParams: orders.imagen(), metadata: { note: 'x'.repeat(2100) } },
      '/metadata',
    ],
    [
      'a path that climbs',
      { providerParams: orders.imagen(), path: { project: '../..', branch: 'main' } },
      '/path/project',
    ],
  ])('%s', async (_name, body, path) => {
    const problem = await refused(body);
    expect(problem).toMatchObject({ status: 422, code: 'validation_failed' });
    expect(paths(problem)).toEqual([path]);
  });
});

it('an unknown model is refused with the names that come nearest', async () => {
  const problem = await refused({
    providerParams: { service: 'KIE', model: 'IMAGEN5', input: { prompt: 'x' } },
  });
  expect(problem).toMatchObject({ status: 422, code: 'unknown_model' });
  expect(problem.suggestions).toContain('IMAGEN4');
});

it('a service that lacks the model is refused with those that have it', async () => {
  const problem = await refused({ providerParams: { ...orders.veo(), service: 'AZURE' } });
  expect(problem).toMatchObject({ status: 422, code: 'incompatible_service' });
  expect(problem.services).toContain('KIE');
});

it.each([
  ['MIDJOURNEY', orders.midjourney()],
  ['SORA2', orders.sora()],
])('%s is retired: 410 with a successor', async (_name, providerParams) => {
  const problem = await refused({ providerParams });
  expect(problem).toMatchObject({ status: 410, code: 'model_retired' });
  expect(problem.successor).toBeTruthy();
});

it('a body that is not JSON is 400', async () => {
  expect(await refused(undefined, { raw: '{"providerParams":' })).toMatchObject({
    status: 400,
    code: 'malformed_json',
  });
});

it('a body whose bytes are no UTF-8 is 400, and read where its charset is named', async () => {
  const raw = Buffer.from(JSON.stringify({ providerParams: orders.imagen('Gr\u00fc\u00dfe') }), 'latin1');
  expect(await refused(undefined, { raw })).toMatchObject({
    status: 400,
    code: 'malformed_json',
    detail: expect.stringContaining('UTF-8') as string,
  });
  const headers = { 'content-type': 'application/json; charset=iso-8859-1' };
  const { status, body } = await world.request<TaskView>('POST', TASKS, { raw, headers });
  expect([status, body.providerParams]).toEqual([202, orders.imagen('Gr\u00fc\u00dfe')]);
});

it('another content type is 415', async () => {
  const problem = await refused(orders.imagen(), { headers: { 'content-type': 'text/plain' } });
  expect(problem).toMatchObject({ status: 415, code: 'unsupported_media_type' });
});

it('a body over 256 KB is 413', async () => {
  const raw = JSON.stringify({ providerParams: orders.imagen('x'.repeat(300_000)) });
  expect(await refused(undefined, { raw })).toMatchObject({ status: 413, code: 'payload_too_large' });
});

it.each([
  ['no key', null, {}],
  ['a key nobody made', null, { authorization: 'Bearer dk_nobody' }],
  ['a key without the word Bearer', null, { authorization: 'dk_nobody' }],
])('%s is 401', async (_name, as, headers) => {
  const problem = await refused({ providerParams: orders.imagen() }, { as, headers });
  expect(problem).toMatchObject({ status: 401, code: 'unauthorized' });
});

it('an idempotency key of 256 characters is 422', async () => {
  const headers = { 'idempotency-key': 'k'.repeat(256) };
  expect(await refused({ providerParams: orders.imagen() }, { headers })).toMatchObject({ status: 422 });
});

it("another owner's task is as unknown as one that never was", async () => {
  const { body } = await world.create(orders.imagen('private'));
  for (const [id, as] of [
    [body.id, 'ben'],
    ['0'.repeat(32), 'ana'],
    ['not-an-id', 'ana'],
  ] as const) {
    for (const path of [`${TASKS}/${id}`, `${TASKS}/${id}/status`]) {
      const answer = await world.request<Problem>('GET', path, { as });
      expect(answer.status).toBe(404);
      expect(answer.body.code).toBe('not_found');
    }
  }
  const list = await world.request<{ items: unknown[] }>('GET', TASKS, { as: 'ben' });
  expect(list.body.items).toEqual([]);
});

it.each([
  ['GET', '/nowhere'],
  ['DELETE', '/api/v1/nowhere'],
  ['POST', '/api/v1/generation'],
])('%s %s is a 404 in the same form', async (method, path) => {
  const answer = await world.request<Problem>(method, path);
  expect(answer.status).toBe(404);
  expect(answer.headers.get('content-type')).toBe('application/problem+json');
  expect(answer.body.code).toBe('not_found');
});

it('stores nothing for a refused request, and asks the provider nothing', async () => {
  await world.settle();
  const before = await world.get<{ items: unknown[] }>(TASKS);
  const asked = world.kie.requests.length;
  await refused({ providerParams: orders.imagen('', { shape: 1 }) });
  await refused({ providerParams: { service: 'KIE', model: 'NOPE' } });
  await world.settle();
  const after = await world.get<{ items: unknown[] }>(TASKS);
  expect(after.body.items).toHaveLength(before.body.items.length);
  expect(world.kie.requests.length).toBe(asked);
});

describe('a callback', () => {
  const callback = (path: string, body: unknown): Promise<{ status: number }> =>
    world.request('POST', path, { body, as: null });

  it.each([
    ['for an unknown task', `/webhooks/kie/${'0'.repeat(32)}/1.ana.${'A'.repeat(43)}`],
    ['with a malformed token', `/webhooks/kie/${'0'.repeat(32)}/whatever`],
  ])('%s is 401', async (_name, path) => {
    expect((await callback(path, { data: { taskId: 'x' } })).status).toBe(401);
  });

  it('that is not JSON is 400, one over 256 KB is 413', async () => {
    const path = `/webhooks/kie/${'0'.repeat(32)}/1.ana.${'A'.repeat(43)}`;
    expect((await world.request('POST', path, { raw: 'no', as: null })).status).toBe(400);
    expect((await world.request('POST', path, { raw: `"${'x'.repeat(270_000)}"`, as: null })).status).toBe(
      413,
    );
  });

  it('that claims success while the job is still running changes nothing but the time of the next look', async () => {
    world.kie.setKnobs({ latencyMinMs: 60_000, latencyMaxMs: 60_000, callbackForgedShare: 1 });
    const { body } = await world.create(orders.imagen('forged'));
    const task = await world.untilEnded(body.id);
    expect(task.status).toBe('SUCCESS');
    expect(task.assets[0]?.sourceUrl).toContain(world.kie.url);
    world.kie.setKnobs({ latencyMinMs: 1000, latencyMaxMs: 3000, callbackForgedShare: 0 });
  });
});
