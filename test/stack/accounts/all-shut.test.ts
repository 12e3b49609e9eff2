import { afterAll, beforeAll, expect, it } from 'vitest';
import { orders } from '../orders.ts';
import { eventsOf } from '../queries.ts';
import { World } from '../test-stack.ts';

const MINUTE_MS = 60_000;
const DEFAULT = '/api/v1/admin/providers/KIE/accounts/default';

let world: World;
beforeAll(async () => {
  world = await World.open();
  await world.newKey('root', { operator: true });
});
afterAll(() => world.close());

const turn = (state: 'open' | 'shut') =>
  world.request('PUT', DEFAULT, { as: 'root', body: { state, reason: 'Looked after' } });

/** So many seconds after the first task is held: just after it, while functions remember, and just before it looks again. */
it.each([1, 20, 35, 45, 59])(
  'what is held while no account takes calls goes within a minute of one that is opened after %i seconds',
  async (seconds) => {
    await turn('shut');
    await world.advance(MINUTE_MS);
    const { body } = await world.create(orders.imagen(`held until ${seconds}`));
    // Others come meanwhile, and have functions read what accounts there are.
    const passed = [1, 20, 35, 45, 59].filter((at) => at <= seconds);
    for (const [i, at] of passed.entries()) {
      await world.advance((at - (passed[i - 1] ?? 0)) * 1000);
      await world.create(orders.imagen(`comes after ${at} of ${seconds}`));
    }
    expect(await world.task(body.id)).toMatchObject({ stage: 'held' });
    await turn('open');
    const opened = world.clock.now();
    expect((await world.untilEnded(body.id)).status).toBe('SUCCESS');
    const claimed = (await eventsOf(world, body.id)).find(({ type }) => type === 'job-claimed');
    expect(Date.parse(claimed?.at ?? '') - opened).toBeLessThanOrEqual(MINUTE_MS);
  },
);
