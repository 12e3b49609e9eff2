import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AssetView, TaskView } from '#contract/tasks/answers.ts';
import { aPicture } from '../../sample-media.ts';
import { orders } from '../orders.ts';
import { eventsOf, itemsOf, objectsOf, TASKS } from '../queries.ts';
import { uploaded } from '../uploads/uploaded.ts';
import { World } from '../test-stack.ts';

let world: World;
beforeAll(async () => {
  world = await World.open({ knobs: { newerFields: true } });
  await world.newKey('root', { operator: true });
});
afterAll(() => world.close());

const order = (model: string, input: Readonly<Record<string, unknown>>) => ({ service: 'KIE', model, input });
const seedance = (prompt: string, more: Readonly<Record<string, unknown>> = {}) =>
  order('bytedance/seedance-2', { prompt, return_last_frame: true, ...more });
const runway = { prompt: 'a paper boat', duration: 5, quality: '720p', aspectRatio: '16:9' };
const song = { prompt: 'rain on a roof', custom_mode: false, instrumental: true, style: 'jazz' };

const roles = ({ assets }: TaskView): string[] => assets.map(({ role, type }) => `${role} ${type}`);
const inRole = ({ assets }: TaskView, role: AssetView['role']): AssetView | undefined =>
  assets.find((asset) => asset.role === role);
const resultUrls = ({ resultJson }: TaskView): unknown =>
  (JSON.parse(resultJson ?? '{}') as { resultUrls?: unknown }).resultUrls;

describe('what the provider makes besides the result is kept, and is no result:', () => {
  it('the first and the last frame of a film, each as the picture that it is', async () => {
    const task = await world.run(seedance('waves'));
    expect(task.status).toBe('SUCCESS');
    expect(roles(task)).toEqual(['result video', 'first_frame image', 'last_frame image']);
    expect(task.assets.map(({ contentType }) => contentType)).toEqual([
      'video/mp4',
      'image/png',
      'image/png',
    ]);
    expect(resultUrls(task)).toEqual([inRole(task, 'result')?.url]);
    for (const { url, bytes } of task.assets)
      expect(Buffer.from(await (await fetch(url)).arrayBuffer())).toHaveLength(bytes);
  });

  it.each([
    ['the cover of a film', order('runway', runway), ['result video', 'cover image']],
    ['the covers of songs', order('ai-music-api/generate', song), ['result audio', 'cover image']],
    [
      'a picture as it was at first',
      order('flux1-kontext', { prompt: 'a fox' }),
      ['result image', 'origin image'],
    ],
    [
      'a film before it was cropped',
      orders.veo('tall', { aspectRatio: '9:16' }),
      ['result video', 'origin video'],
    ],
  ])('%s', async (_what, providerParams, expected) => {
    const task = await world.run(providerParams);
    expect(task.status).toBe('SUCCESS');
    expect([...new Set(roles(task))]).toEqual(expected);
    expect(task.assets.filter(({ role }) => role === 'result').map(({ url }) => url)).toEqual(
      resultUrls(task),
    );
  });

  it('the piece that was added to a film', async () => {
    const { id } = await world.run(orders.veo('it begins'));
    const task = await world.run(order('veo/extend', { task_id: id, prompt: 'it goes on' }));
    expect(roles(task)).toEqual(['result video', 'part video']);
  });

  it('and goes with the task', async () => {
    const { id } = await world.run(seedance('gone'));
    expect((await objectsOf(world, id)).some((key) => key.startsWith('images/generated/'))).toBe(true);
    expect((await world.request('DELETE', `${TASKS}/${id}`)).status).toBe(204);
    expect(await objectsOf(world, id)).toEqual([]);
  });
});

describe('a film shows', () => {
  it('its own first frame, though it was made from another picture', async () => {
    const upload = await uploaded(world, await aPicture('jpeg', { width: 400, height: 800 }));
    const task = await world.run(seedance('from a picture', { first_frame_url: upload.id }));
    expect(inRole(task, 'result')?.thumbhash).toBeDefined();
    expect(inRole(task, 'result')?.thumbhash).toBe(inRole(task, 'first_frame')?.thumbhash);
  });

  it('its cover where it has no frame', async () => {
    const task = await world.run(order('runway', { ...runway, prompt: 'another boat' }));
    expect(inRole(task, 'result')?.thumbhash).toBe(inRole(task, 'cover')?.thumbhash);
  });
});

it('what is no result and cannot be had neither fails its task nor holds it up for long', async () => {
  const created = await world.create(seedance('without frames [beside-404]'));
  const task = await world.untilEnded(created.body.id);
  expect(task).toMatchObject({ status: 'SUCCESS' });
  expect(task).not.toHaveProperty('failCode');
  expect(roles(task)).toEqual(['result video']);
  const minutes = (Date.parse(task.completedAt ?? '') - Date.parse(task.createdAt)) / 60_000;
  expect(minutes).toBeLessThan(5);
  expect(await itemsOf(world)).toMatchObject([{ kind: 'output_missing', status: 'open', taskId: task.id }]);
  const lost = (await eventsOf(world, task.id)).filter(({ type }) => type === 'output-lost');
  expect(lost.map(({ data }) => data?.['role'])).toEqual(['first_frame', 'last_frame']);
});
