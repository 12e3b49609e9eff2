import { afterAll, beforeAll, expect, it } from 'vitest';
import { sharedAssembly } from '../assemblies.ts';
import { orders } from '../orders.ts';
import { eventsOf, setBudget, TASKS, takenFor } from '../queries.ts';
import { World } from '../test-stack.ts';
import { assemblyOf, codeBefore } from './commit-before.ts';
import { lossesSince, rewriteAll } from './other-version.ts';

const before = codeBefore();
let assembly: string;
let world: World;

beforeAll(async () => {
  if (before === undefined) return;
  assembly = await assemblyOf(before);
  world = await World.open();
  await world.newKey('root', { operator: true });
  await setBudget(world, { monthlyCredits: 1000 });
});
afterAll(() => world?.close());

const created = async (prompt: string): Promise<string> => {
  const { status, body } = await world.create(orders.imagen(prompt));
  expect(status).toBe(202);
  return body.id;
};
const isGenerating = ({ stage }: { readonly stage: string }): boolean => stage === 'generating';

it.skipIf(before === undefined)(
  'the code of the commit before goes on with what this one has begun, loses nothing of it, and the other way round',
  async () => {
    const begun = await created('begun by this version');
    const dropped = await created('to be canceled by the version before');
    await world.until(begun, isGenerating);
    await world.until(dropped, isGenerating);

    await world.deploy(assembly);
    const written = await rewriteAll(world);
    expect((await world.request('POST', `${TASKS}/${dropped}/cancel`)).status).toBe(200);
    expect(await world.untilEnded(begun)).toMatchObject({ status: 'SUCCESS', assets: [{ type: 'image' }] });
    await setBudget(world, { monthlyCredits: 2000 });
    const next = await created('begun by the version before');
    await world.until(next, isGenerating);
    expect(await lossesSince(world, written)).toEqual([]);

    await world.deploy(sharedAssembly);
    expect(await world.untilEnded(next)).toMatchObject({ status: 'SUCCESS', assets: [{ type: 'image' }] });
    const settled = await world.until(dropped, ({ cost }) => cost.final);
    expect(settled).toMatchObject({ status: 'CANCELED', cost: { final: true } });
    for (const [id, prompt] of [
      [begun, 'begun by this version'],
      [next, 'begun by the version before'],
    ] as const) {
      expect(takenFor(world, prompt)).toBe(1);
      expect((await eventsOf(world, id)).map(({ type }) => type)).not.toContain('other');
    }
    expect(await lossesSince(world, written)).toEqual([]);
  },
);
