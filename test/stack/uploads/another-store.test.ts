import { afterAll, beforeAll, expect, it } from 'vitest';
import { objectsOf } from '../queries.ts';
import { animated } from '../orders.ts';
import { aPicture } from '../../sample-media.ts';
import { uploaded } from './uploaded.ts';
import { World } from '../test-stack.ts';

let world: World;
beforeAll(async () => {
  world = await World.open({ store: 'r2' });
});
afterAll(() => world.close());

it('where media lie elsewhere our own bucket is asked for nothing, from the input to the last thumbnail', async () => {
  const upload = await uploaded(world, await aPicture('jpeg', { width: 400, height: 800 }));
  const task = await world.run(animated(upload.id));
  expect(task.status).toBe('SUCCESS');
  expect(await objectsOf(world, task.id)).toHaveLength(3);
  const { url = '' } = task.assets[0] ?? {};
  const { headers } = await fetch(url, { redirect: 'manual' });
  expect(headers.get('location')).toContain(`${world.store.external?.server.url ?? ''}/pictures/videos/`);
  expect((await fetch(url)).status).toBe(200);
  expect((await world.request('DELETE', `/api/v1/generation/tasks/${task.id}`)).status).toBe(204);
  expect(await objectsOf(world, task.id)).toEqual([]);
  expect(world.cloud.meter.counts().s3).toEqual({});
});
