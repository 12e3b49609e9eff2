import { afterAll, beforeAll, expect, it } from 'vitest';
import { orders } from '../orders.ts';
import { World } from '../test-stack.ts';

let world: World;
beforeAll(async () => {
  world = await World.open({ environment: { EVENT_BUS: 'true' } });
});
afterAll(() => world.close());

it('the event bus is told of every change of a task, in order, with the task as GET shows it and whose it is', async () => {
  const task = await world.run(orders.imagen('for the rest of the company'));
  await world.settle();
  const sent = world.cloud.events().filter(({ event }) => event.source === 'darkroom');
  const types = sent.map(({ event }) => event['detail-type']);
  expect(types[0]).toBe('darkroom.task.created');
  expect(types).toContain('darkroom.task.stage_changed');
  expect(types.at(-1)).toBe('darkroom.task.succeeded');
  expect(new Set(sent.map(({ bus }) => bus))).toEqual(new Set(['darkroom-test']));
  const details = sent.map(({ event }) => event.detail);
  expect(new Set(details.map(({ id }) => id)).size).toBe(details.length);
  const sequences = details.map(({ sequence }) => Number(sequence));
  expect(sequences).toEqual([...sequences].sort((left, right) => left - right));
  expect(details.at(-1)).toMatchObject({ type: 'task.succeeded', owner: 'ana' });
  expect(details.at(-1)?.['data']).toEqual(await world.task(task.id));
});
