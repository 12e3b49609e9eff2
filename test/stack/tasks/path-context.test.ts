import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { objectsOf, TASKS } from '../queries.ts';
import { orders } from '../orders.ts';
import { World } from '../test-stack.ts';

let world: World;
beforeAll(async () => {
  world = await World.open();
});
afterAll(() => world.close());

const shot = { project: 'p-1', branch: 'main', scene: '4', shot: '12', role: 'start_frame' };

it.each([
  ['the name of a frame', 'start_frame', '', 'start_frame_'],
  ['the name of a frame', 'end_frame', '', 'end_frame_'],
  ['a folder of any other role', 'takes', 'takes/', ''],
])('outputs and thumbnails lie below their shot under %s (%s), and go with the task', async (...row) => {
  const [, role, folder, name] = row;
  const task = await world.run(orders.imagen('a shot'), { path: { ...shot, role } });
  const prefix = `project_p-1/branch_main/scene_4/shot_12/${folder}`;
  const [asset] = task.assets;
  expect(asset?.url).toMatch(
    new RegExp(`/media/${prefix}images/generated/ana/${name}${task.id}_[0-9a-f]{32}.png$`),
  );
  expect(asset?.thumbnailUrl).toMatch(
    new RegExp(`/media/${prefix}images/thumbnails/320/ana/${name}${task.id}_[0-9a-f]{32}.webp$`),
  );
  for (const url of [asset?.url, asset?.thumbnailUrl]) expect((await fetch(url ?? '')).status).toBe(200);
  const keys = await objectsOf(world, task.id);
  expect(keys).toHaveLength(3);
  expect(keys.every((key) => key.startsWith(prefix))).toBe(true);
  expect((await world.request('DELETE', `${TASKS}/${task.id}`)).status).toBe(204);
  expect(await objectsOf(world, task.id)).toEqual([]);
});

describe('a path is refused, naming its part,', () => {
  it.each([
    ['that climbs', { ...shot, shot: '..' }, '/path/shot'],
    ['with a slash', { ...shot, role: 'a/b' }, '/path/role'],
    ['with an encoded slash', { ...shot, role: 'a%2fb' }, '/path/role'],
    ['with letters of another script', { ...shot, scene: 'сцена' }, '/path/scene'],
    ['with a line break at its end', { ...shot, branch: 'main\n' }, '/path/branch'],
    ['with an empty part', { ...shot, project: '' }, '/path/project'],
    ['with a part of 65 letters', { ...shot, role: 'a'.repeat(65) }, '/path/role'],
    ['with a shot of no scene', { project: 'p', branch: 'b', shot: '1' }, '/path/scene'],
    ['without a branch', { project: 'p' }, '/path/branch'],
  ])('%s', async (_what, path, pointer) => {
    const { status, body } = await world.create(orders.imagen(), { path });
    const { errors = [] } = body as unknown as { errors?: readonly { path: string }[] };
    expect([status, errors.map((error) => error.path)]).toEqual([422, [pointer]]);
  });
});
