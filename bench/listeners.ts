import { synthesize } from '../infra/synth.ts';
import type { MadeWebhookView } from '#contract/webhooks/answers.ts';
import { testAssembly } from '../test/stack/assemblies.ts';
import { LiveClient } from '../test/stack/live/live-client.ts';
import { orders } from '../test/stack/orders.ts';
import { World } from '../test/stack/test-stack.ts';
import { Receiver } from '../test/stack/webhooks/receiver.ts';
import { countOne, rowOf, type Counted } from './count-listening.ts';
import type { Findings } from './goals.ts';
import { watchTables } from './table-watch.ts';
import { textTable } from './text-table.ts';

const path = '/api/v1/webhooks';
const ends = ['task.succeeded', 'task.failed', 'task.canceled'];

/** Counts one picture for each way to listen, nobody first. */
async function countAll(receiver: Receiver, bus: boolean): Promise<[string, Counted][]> {
  const watch = await watchTables();
  const environment = { EVENT_BUS: String(bus) };
  const world = await World.open({ asDeployed: true, environment, cloud: { dynamodbUrl: watch.url } });
  const rows: [string, Counted][] = [];
  const count = async (name: string, more: Readonly<Record<string, unknown>> = {}): Promise<void> => {
    // The first of a kind makes what is kept: a secret, a lease, a pair of keys.
    await countOne(world, watch, more);
    rows.push([name, await countOne(world, watch, more)]);
  };
  const withWebhook = async (name: string, order: Readonly<Record<string, unknown>>): Promise<void> => {
    const body = { url: `${receiver.url}/hook`, ...order };
    const { id } = (await world.request<MadeWebhookView>('POST', path, { body })).body;
    await count(name);
    await world.request('DELETE', `${path}/${id}`);
  };
  try {
    await world.run(orders.imagen('warming up'));
    if (bus) {
      await count('the event bus');
      return rows;
    }
    await count('nobody');
    await count('a callbackUrl', { callbackUrl: `${receiver.url}/ended` });
    await withWebhook('a webhook that asks for ends', { events: ends });
    await withWebhook('a webhook that asks for everything', {});
    const client = await LiveClient.connect(world);
    await client.subscribe({ token: world.keys.get('ana'), owner: true });
    await count('a connected client');
    await withWebhook('a connected client and a webhook for everything', {});
    await client.leave();
    return rows;
  } finally {
    await world.close();
    await watch.stop();
  }
}

/** What it costs to be told, beside what a task costs of which nobody is told. */
export async function listeners(): Promise<Findings> {
  await synthesize({ outDir: testAssembly, stage: 'test', checked: false });
  const receiver = await Receiver.start();
  try {
    const rows = [...(await countAll(receiver, false)), ...(await countAll(receiver, true))];
    return {
      text: [
        'One image without a budget, all functions together; dollars for a million tasks, without the time of Lambda:',
        '',
        textTable(
          ['who is told', 'WU', 'RU', 'calls', 'messages', '$'],
          rows.map(([name, counted]) => rowOf(name, counted)),
        ),
      ],
      goals: [],
      numbers: { rows },
    };
  } finally {
    await receiver.stop();
  }
}
