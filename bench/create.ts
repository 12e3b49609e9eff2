import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { synthesize } from '../infra/synth.ts';
import { testAssembly } from '../test/stack/assemblies.ts';
import { orders } from '../test/stack/orders.ts';
import { World } from '../test/stack/test-stack.ts';
import { shown, type Findings } from './goals.ts';
import { fixed, median, textTable } from './text-table.ts';

const AT_ONCE = 4;
const CREATES = 120;
const BARE_REQUESTS = 3000;
const ALONE = 40;

/** Requests a second when so many are under way at once. */
async function throughput(requests: number, send: () => Promise<void>): Promise<number> {
  let left = requests;
  const begun = performance.now();
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      while (left-- > 0) await send();
    }),
  );
  return requests / ((performance.now() - begun) / 1000);
}

/** A server that reads a body and answers, and does nothing else. */
async function bareServer(): Promise<{ send: () => Promise<void>; stop: () => Promise<void> }> {
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      response.writeHead(202, { 'content-type': 'application/json' }).end('{"status":"PENDING"}');
    });
  });
  await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const init = { method: 'POST', body: JSON.stringify({ providerParams: orders.imagen() }) };
  return {
    send: async () => void (await (await fetch(url, init)).text()),
    stop: async () => {
      server.closeAllConnections();
      await new Promise((done) => void server.close(done));
    },
  };
}

/** How fast creates are answered on this machine, with everything behind them at work. */
export async function create(): Promise<Findings> {
  await synthesize({ outDir: testAssembly, stage: 'test', checked: false });
  const bare = await bareServer();
  const world = await World.open({ asDeployed: true, webhookKey: 'whk_bench' });
  const one = async (): Promise<void> => {
    const { status } = await world.create(orders.imagen('as many as possible'));
    if (status !== 202) throw new Error(`Create answered ${status}`);
  };
  try {
    await throughput(AT_ONCE * 3, one);
    await world.settle();
    const latencies: number[] = [];
    for (let i = 0; i < ALONE; i += 1) {
      const begun = performance.now();
      await one();
      latencies.push(performance.now() - begun);
      await world.settle();
    }
    const busy = await throughput(CREATES, one);
    await world.settle();
    await throughput(200, bare.send);
    const plain = await throughput(BARE_REQUESTS, bare.send);
    const middle = median(latencies);
    return {
      text: [
        `Creates on this machine (stack, simulator and this client share it; ${AT_ONCE} at once):`,
        '',
        textTable(
          ['', ''],
          [
            ['creates a second, the workflows they start included', fixed(busy, 1)],
            ['requests a second of a bare node:http server', fixed(plain, 0)],
            ['so one create is so many bare requests', fixed(plain / busy, 0)],
            ['create alone, median ms', fixed(middle, 1)],
          ],
        ),
      ],
      goals: [shown('create answer on this machine, median', '< 50 ms', `${fixed(middle, 1)} ms`)],
      numbers: { createsPerSecond: busy, barePerSecond: plain, medianMs: middle },
    };
  } finally {
    await world.close();
    await bare.stop();
  }
}
