import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TaskView } from '#contract/tasks/answers.ts';
import { objectsOf } from '../queries.ts';
import { orders } from '../orders.ts';
import { World } from '../test-stack.ts';
import { followUps, midjourney, veo } from './follow-up-orders.ts';

let world: World;
const parents = new Map<string, TaskView>();

async function parent(name: string, params: unknown): Promise<TaskView> {
  const task = await world.run(params);
  expect([name, task.status]).toEqual([name, 'SUCCESS']);
  parents.set(name, task);
  return task;
}

beforeAll(async () => {
  world = await World.open();
  await world.newKey('ben');
  await parent('a film', orders.veo('waves', { aspectRatio: '9:16', seeds: 12_345 }));
  await parent('another film', orders.veo('dunes'));
  const { assets } = await parent('four pictures', orders.midjourney());
  const fileUrls = [assets[0]?.url];
  const clip = { service: 'KIE', model: 'MIDJOURNEY', taskType: 'mj_video', prompt: 'it turns', fileUrls };
  await parent('a clip', clip);
  await parent('a picture', {
    service: 'KIE',
    model: 'z-image',
    input: { prompt: 'a fox', aspect_ratio: '1:1' },
  });
});
afterAll(() => world.close());

const of = (name: string): TaskView => {
  const task = parents.get(name);
  if (task === undefined) throw new Error(`Nobody made ${name}`);
  return task;
};
describe('a follow-up on a finished task', () => {
  it.each(followUps)('makes $title: a task of its own, which points at its parent', async (followUp) => {
    const { id: parentId, externalTaskId } = of(followUp.parent);
    const from = world.kie.requests.length;
    const task = await world.run(followUp.order(parentId));
    expect(world.kie.requests[from]).toMatchObject(followUp.wire(externalTaskId));
    expect(world.kie.requests[from]?.body ?? undefined).toEqual(followUp.wire(externalTaskId).body);
    const { media, outputs = 1, credits } = followUp;
    expect(task).toMatchObject({ status: 'SUCCESS', parentTaskId: parentId, retryCount: 0 });
    expect(task.id).not.toBe(parentId);
    const results = task.assets.filter(({ role }) => role === 'result');
    expect(results.map(({ type }) => type)).toEqual(Array.from({ length: outputs }, () => media));
    expect(task.cost).toMatchObject({ estimatedCredits: credits, actualCredits: credits });
    const charged = world.kie.ledger.filter(({ parent }) => parent === externalTaskId).at(-1)?.charged;
    expect(charged).toBe(credits);
    expect((await objectsOf(world, task.id)).filter((key) => key.includes('/generated/'))).toHaveLength(
      task.assets.length,
    );
  });

  it('is quoted at what it costs, or refused as a create would be', async () => {
    const { body } = await world.request('POST', '/api/v1/generation/quotes', {
      body: { requests: [{ providerParams: veo('veo-3-1/4k', of('a film').id) }] },
    });
    expect(body).toEqual({ items: [{ credits: 120, usd: 0.6 }] });
    const { body: refused } = await world.request('POST', '/api/v1/generation/quotes', {
      body: { requests: [{ providerParams: veo('veo-3-1/4k', of('a picture').id) }] },
    });
    expect(refused).toMatchObject({
      items: [{ error: { status: 422, errors: [{ path: '/providerParams/input/taskId' }] } }],
    });
  });

  it('is taken in the short form, by the words of the short form', async () => {
    const { status, body } = await world.request<TaskView>('POST', '/api/v1/generation/video', {
      body: { model_id: 'veo-3-1/1080p', task_id: of('another film').id },
    });
    expect([status, body.parentTaskId]).toEqual([202, of('another film').id]);
    expect((await world.untilEnded(body.id)).status).toBe('SUCCESS');
  });

  it('may be followed itself: what was extended is extended again', async () => {
    const longer = await world.run(veo('veo/extend', of('a film').id, { prompt: 'on', model: 'lite' }));
    expect(longer).toMatchObject({ status: 'FAILED', failCode: 'provider_rejected_input' });
    const film = await world.run(orders.veo('a third film'));
    const once = await world.run(veo('veo/extend', film.id, { prompt: 'on', model: 'lite' }));
    const twice = await world.run(veo('veo/extend', once.id, { prompt: 'and on', model: 'lite' }));
    expect([once, twice]).toMatchObject([
      { status: 'SUCCESS', parentTaskId: film.id },
      { status: 'SUCCESS', parentTaskId: once.id },
    ]);
  });

  it('is answered again as the first time, though its parent is removed since', async () => {
    const film = await world.run(orders.veo('a film to be removed'));
    const headers = { 'idempotency-key': 'after-the-film' };
    const order = veo('veo/extend', film.id, { prompt: 'on' });
    const first = await world.create(order, {}, headers);
    await world.untilEnded(first.body.id);
    expect((await world.request('DELETE', `/api/v1/generation/tasks/${film.id}`)).status).toBe(204);
    const again = await world.create(order, {}, headers);
    expect([again.status, again.body]).toEqual([202, first.body]);
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect((await world.create(order)).status).toBe(422);
    expect(
      (await world.create({ ...order, input: { taskId: film.id, prompt: 'off' } }, {}, headers)).status,
    ).toBe(422);
  });

  it('is asked after at once where the provider calls nobody back', async () => {
    const { body } = await world.create(veo('veo-3-1/1080p', of('another film').id));
    await world.settle();
    expect((await world.task(body.id)).nextCheckSeconds).toBeLessThanOrEqual(36);
    const before = world.clock.now();
    expect((await world.untilEnded(body.id)).status).toBe('SUCCESS');
    expect(world.clock.now() - before).toBeLessThanOrEqual(40_000);
  });
});

describe('a follow-up is refused with the path of its parent, and nothing is sent, where the parent', () => {
  const refused = async (params: unknown, owner = 'ana') => {
    const from = world.kie.requests.length;
    const { status, body } = await world.request<{ code: string; errors: object[] }>(
      'POST',
      '/api/v1/generation/tasks',
      { body: { providerParams: params }, as: owner },
    );
    expect([status, body.code, world.kie.requests.length]).toEqual([422, 'validation_failed', from]);
    return body.errors;
  };
  const fault = (path: string, words: RegExp) => [
    { path: `/providerParams${path}`, message: expect.stringMatching(words) as string },
  ];

  it('is not there', async () => {
    expect(await refused(veo('veo/extend', '0'.repeat(32), { prompt: 'on' }))).toEqual(
      fault('/input/taskId', /no task of yours/),
    );
  });

  it('is somebody else’s, in the very words of one that is not there', async () => {
    const foreign = await refused(veo('veo-3-1/1080p', of('a film').id), 'ben');
    expect(foreign).toEqual(await refused(veo('veo-3-1/1080p', '0'.repeat(32)), 'ben'));
  });

  it('has not ended', async () => {
    const { body } = await world.create(orders.veo('still under way'));
    expect(await refused(veo('veo-3-1/4k', body.id))).toEqual(fault('/input/taskId', /not succeeded/));
    await world.untilEnded(body.id);
  });

  it('has failed', async () => {
    const { id, status } = await world.run(orders.veo('[501]'));
    expect(status).toBe('FAILED');
    expect(await refused(veo('veo-3-1/4k', id))).toEqual(fault('/input/taskId', /not succeeded/));
  });

  it.each([
    [
      'is of another model',
      () => midjourney('mj_vary', of('a picture').id, { imageIndex: 0 }),
      '/taskId',
      /z-image/,
    ],
    [
      'made something else',
      () => midjourney('mj_vary', of('a clip').id, { imageIndex: 0 }),
      '/taskId',
      /no image/,
    ],
    [
      'is named by what is no id',
      () => veo('veo/extend', 'veo_task_1', { prompt: 'on' }),
      '/input/taskId',
      /id of a task/,
    ],
    ['is not named', () => veo('veo-3-1/1080p', undefined), '/input/taskId', /required/],
    [
      'is a film of one, and its second is asked for',
      () => veo('veo-3-1/1080p', of('a film').id, { index: -1 }),
      '/input/index',
      /least|small|>=/i,
    ],
    [
      'made four pictures, and a fifth is asked for',
      () => midjourney('mj_vary', of('four pictures').id, { imageIndex: 4 }),
      '/imageIndex',
      /most|big|<=/i,
    ],
  ] as const)('%s', async (_what, params, path, words) => {
    expect(await refused(params())).toEqual(fault(path, words));
  });
});
