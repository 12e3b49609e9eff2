import { afterAll, beforeAll, expect, it } from 'vitest';
import { orders } from '../orders.ts';
import { itemsOf } from '../queries.ts';
import { World } from '../test-stack.ts';

const MINUTE_MS = 60_000;
let world: World;
beforeAll(async () => {
  world = await World.open({ environment: { RESULT_HOSTS: 'files.example.org' } });
  await world.newKey('root', { operator: true });
});
afterAll(() => world.close());

it('a result on a host that is not listed is told of at once, and kept as soon as it can be fetched', async () => {
  world.kie.setKnobs({ publicOrigin: 'https://results.example.com' });
  const { body } = await world.create(orders.imagen('elsewhere'));
  await world.advance(15 * MINUTE_MS);
  expect(await world.task(body.id)).toMatchObject({ status: 'PENDING', stage: 'archiving' });
  expect(await itemsOf(world)).toMatchObject([{ kind: 'output_missing', status: 'open', taskId: body.id }]);
  world.kie.setKnobs({ publicOrigin: '' });
  const task = await world.untilEnded(body.id);
  expect(task).toMatchObject({ status: 'SUCCESS' });
  expect(task.assets).toHaveLength(1);
  expect(await itemsOf(world)).toMatchObject([{ status: 'recovered', taskId: body.id }]);
});
