import { synthesize } from '../infra/synth.ts';
import { testAssembly } from '../test/stack/assemblies.ts';
import { orders } from '../test/stack/orders.ts';
import { aPicture } from '../test/sample-media.ts';
import { World } from '../test/stack/test-stack.ts';
import { shown, type Findings } from './goals.ts';
import { askedHead, askedOf, askedRow, type Asked } from './metered.ts';
import { textTable } from './text-table.ts';

const UPLOADS = '/api/v1/uploads';
const functions = ['create-upload', 'complete-upload', 'fetch-upload', 'fetch-file'];

/** Each way in, and how it is gone through once. */
type Ways = Readonly<Record<string, () => Promise<unknown>>>;

async function waysOf(world: World): Promise<Ways> {
  const bytes = await aPicture();
  const source = (await world.run(orders.imagen('a source'))).assets[0]?.sourceUrl ?? '';
  const bearer = { authorization: `Bearer ${world.keys.get('ana') ?? ''}` };
  const post = (path: string, body: unknown) =>
    world.request<{ id: string; uploadUrl: string; headers: Record<string, string> }>('POST', path, { body });
  return {
    presigned: async () => {
      const order = { fileName: 'a.png', contentType: 'image/png', bytes: bytes.length };
      const { body: ticket } = await post(UPLOADS, order);
      await fetch(ticket.uploadUrl, { method: 'PUT', headers: ticket.headers, body: new Uint8Array(bytes) });
      return post(`${UPLOADS}/${ticket.id}/complete`, {});
    },
    'from-url': () => post(`${UPLOADS}/from-url`, { url: source }),
    base64: () => post(`${UPLOADS}/base64`, { base64Data: bytes.toString('base64') }),
    stream: () =>
      fetch(`${world.cloud.apiUrl}${UPLOADS}/stream`, {
        method: 'POST',
        headers: { ...bearer, 'content-type': 'image/png' },
        body: new Uint8Array(bytes),
      }),
  };
}

/** Counts each of the four ways in. Each is gone through twice: the first time warms its functions up. */
export async function countUploads(): Promise<Readonly<Record<string, Asked>>> {
  const world = await World.open({ asDeployed: true });
  try {
    const ways = await waysOf(world);
    const counted: Record<string, Asked> = {};
    for (const [name, go] of Object.entries(ways)) {
      await go();
      await world.settle();
      world.cloud.meter.reset();
      await go();
      await world.settle();
      counted[name] = askedOf(world.cloud.meter.counts(), functions);
    }
    return counted;
  } finally {
    await world.close();
  }
}

/** What it takes to bring one file in, by each of the four ways. */
export async function uploads(): Promise<Findings> {
  await synthesize({ outDir: testAssembly, stage: 'test', checked: false });
  const counted = await countUploads();
  const rows = Object.entries(counted);
  return {
    text: [
      'One picture of a few KB by each way in, all functions warm and the key remembered:',
      '',
      textTable(
        ['', ...askedHead],
        rows.map(([name, asked]) => [name, ...askedRow(asked)]),
      ),
    ],
    goals: rows.map(([name, asked]) =>
      shown(
        `upload, ${name}: Lambda calls / S3 PUTs / write units`,
        'published',
        `${asked.calls} / ${asked.puts} / ${asked.writeUnits}`,
      ),
    ),
    numbers: counted,
  };
}
