import { afterAll, beforeAll, expect, it } from 'vitest';
import { startKie } from '@darkroom/kie-simulator';
import { eventsOf } from '../queries.ts';
import { orders } from '../orders.ts';
import { KIE_KEY } from '../stack-parts.ts';
import { World } from '../test-stack.ts';

const WRONG = 'a-key-that-was-revoked';
let world: World;
beforeAll(async () => {
  world = await World.open({ apiKey: WRONG });
});
afterAll(() => world.close());

const creates = (): number =>
  world.kie.requests.filter(({ method, path }) => method === 'POST' && path.includes('createTask')).length;

it('a provider that refuses our key is sent nothing more until a probe goes through', async () => {
  const first = await world.run(orders.imagen('the first is told'));
  expect(first).toMatchObject({
    status: 'FAILED',
    failCode: 'provider_auth',
    errorClass: 'AUTH_ERROR',
    failureStage: 'submitting',
    cost: { actualCredits: 0, final: true },
  });
  const sent = creates();
  expect(sent).toBe(1);

  const waiting = await Promise.all(
    ['one', 'two', 'three'].map((name) => world.create(orders.imagen(`waits ${name}`))),
  );
  await world.advance(5 * 60_000);
  for (const { body } of waiting) {
    const task = await world.task(body.id);
    expect(task).toMatchObject({ status: 'PENDING', stage: 'held', attempt: 0 });
    expect(Date.parse(task.startsAt ?? '')).toBeGreaterThan(world.clock.now());
  }
  expect(creates()).toBe(sent);
  const held = (await eventsOf(world, waiting[0]?.body.id ?? '')).filter(({ type }) => type === 'job-held');
  expect(held[0]?.reason).toBe('the provider refuses our key');

  const { port } = new URL(world.kie.url);
  await world.kie.stop();
  world.kie = await startKie({
    port: Number(port),
    clock: world.clock,
    apiKeys: [KIE_KEY, WRONG],
    credits: 1000,
  });
  const before = world.clock.now();
  for (const { body } of waiting) expect((await world.untilEnded(body.id)).status).toBe('SUCCESS');
  expect(world.clock.now() - before).toBeLessThan(4 * 60_000);
  expect(creates()).toBe(3);
});
