import { afterAll, beforeAll, expect, it } from 'vitest';
import type { TaskView } from '#contract/tasks/answers.ts';
import { TASKS, setBudget, usageOf } from '../queries.ts';
import { orders } from '../orders.ts';
import { World } from '../test-stack.ts';

let world: World;
beforeAll(async () => {
  world = await World.open();
  await world.newKey('root', { operator: true });
});
afterAll(() => world.close());

const upscale = (taskId: string) =>
  world.request<TaskView & { code?: string; detail?: string; freeCredits?: number }>('POST', TASKS, {
    body: { providerParams: { service: 'KIE', model: 'mj_upscale', input: { taskId, imageIndex: 0 } } },
  });
const monthly = async () => (await usageOf(world)).budget?.monthly;

it('a model without a price holds what the dearest of its family costs, as far as it is free', async () => {
  const { id } = await world.run(orders.midjourney('to be enlarged'));
  await setBudget(world, { monthlyCredits: 28 });
  const free = (await monthly())?.freeCredits ?? 0;
  expect((await upscale(id)).status).toBe(202);
  expect(await monthly()).toMatchObject({ reservedCredits: 16, freeCredits: free - 16 });
  expect((await upscale(id)).status).toBe(202);
  expect(await monthly()).toMatchObject({ reservedCredits: free, freeCredits: 0 });
  const refused = await upscale(id);
  expect(refused).toMatchObject({ status: 402, body: { code: 'budget_exceeded', freeCredits: 0 } });
  expect(refused.body.detail).toContain('What MIDJOURNEY costs is not known');
});
