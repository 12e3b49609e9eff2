import type { LogEntry } from '@darkroom/local-cloud/log';
import { synthesize } from '../infra/synth.ts';
import { testAssembly } from '../test/stack/assemblies.ts';
import { LiveClient, ReturningClient } from '../test/stack/live/live-client.ts';
import { orders } from '../test/stack/orders.ts';
import { World } from '../test/stack/test-stack.ts';
import { atMost, shown, type Findings } from './goals.ts';
import { countOne, rowOf } from './count-listening.ts';
import { watchTables } from './table-watch.ts';
import { fixed, textTable } from './text-table.ts';

const TASKS = 100;
/** After so many the clock goes on by more than what a client is told again. */
const TOGETHER = 5;
const PAUSE_MS = 3 * 60_000;
const GOAL_MS = 1000;

/** Connects again during each of many tasks; gives the times from callback to client, and the events that were missed. */
async function follow(world: World, callback: () => number) {
  const returning = new ReturningClient(world);
  const times: number[] = [];
  const tasks = new Set<string>();
  await returning.connect();
  for (let n = 0; n < TASKS; n += 1) {
    const { body } = await world.create(orders.imagen(`followed ${n}`));
    tasks.add(body.id);
    await returning.connect();
    const heard = returning.client
      .hears(({ type, data }) => type === 'task.succeeded' && data?.['id'] === body.id)
      .then(() => times.push(performance.now() - callback()));
    await world.untilEnded(body.id);
    await heard;
    if (n % TOGETHER === TOGETHER - 1) await world.advance(PAUSE_MS);
  }
  const { written, missed } = await returning.missed(tasks);
  await returning.client.leave();
  return { times, written, missed: missed.length };
}

/** How soon after the provider's callback a client has the end of its task, what reconnections miss, and what listening costs. */
export async function live(): Promise<Findings> {
  await synthesize({ outDir: testAssembly, stage: 'test', checked: false });
  const watch = await watchTables();
  let calledAt = 0;
  const log = (entry: LogEntry): void => {
    if (entry.type === 'request' && entry.path.startsWith('/webhooks/'))
      calledAt = performance.now() - entry.ms;
  };
  const world = await World.open({ asDeployed: true, cloud: { dynamodbUrl: watch.url, log } });
  try {
    await world.run(orders.imagen('warming up'));
    const none = await countOne(world, watch);
    const { times, written, missed } = await follow(world, () => calledAt);
    const listener = await LiveClient.connect(world);
    await listener.subscribe({ token: world.keys.get('ana'), owner: true });
    await countOne(world, watch);
    const one = await countOne(world, watch);
    await listener.leave();
    const p95 = times.toSorted((left, right) => left - right)[Math.ceil(times.length * 0.95) - 1] ?? NaN;
    return {
      text: [
        `${TASKS} tasks, a client that connects again during each: ${written} events, ${missed} of them missed.`,
        '',
        'One image, without and with one connection (dollars a million tasks, without the time of Lambda):',
        '',
        textTable(['', 'WU', 'RU', 'calls', 'messages', '$'], [rowOf('nobody', none), rowOf('one', one)]),
      ],
      goals: [
        atMost('events missed by a client that reconnects', { limit: 0, measured: missed }),
        shown('callback to client, p95', `≤ ${GOAL_MS} ms`, `${fixed(p95, 0)} ms`),
      ],
      numbers: { times, written, missed, none, one },
    };
  } finally {
    await world.close();
    await watch.stop();
  }
}
