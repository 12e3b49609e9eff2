import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDarkroom } from '@darkroom/client';
import type { Time } from '@darkroom/client/transport';
import { darkroomServer } from '@darkroom/mcp';
import { Client, InMemoryTransport, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { aPicture } from '../../sample-media.ts';
import { World } from '../test-stack.ts';

type Fields = Record<string, unknown>;

interface File {
  readonly url: string;
  readonly type: string;
}

let world: World;
let chat: Client;
let close: () => Promise<void>;
const called = new Set<string>();
/** Told of each task that is ordered. */
let onOrder: (id: string) => void = () => undefined;

/** Only what is due at once happens: `generate` answers when the task has ended, however long a busy machine takes. */
const noTime: Time = {
  now: () => 0,
  wait: (milliseconds, signal) =>
    new Promise((resolve, reject) => {
      if (milliseconds <= 500) setImmediate(resolve);
      signal?.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
    }),
};

/** The client's `fetch`, overheard. */
const overheard = async (address: string | URL | Request, init?: RequestInit): Promise<Response> => {
  const response = await fetch(address, init);
  if (response.status === 202) onOrder(((await response.clone().json()) as { id: string }).id);
  return response;
};

beforeAll(async () => {
  world = await World.open();
  const key = world.keys.get('ana') ?? '';
  const darkroom = createDarkroom({
    ...{ url: world.cloud.apiUrl, key, time: noTime, fetch: overheard },
    timeoutSeconds: 240,
  });
  const [mine, its] = InMemoryTransport.createLinkedPair();
  const serving = { darkroom, confirmAbove: 100_000, folders: [] };
  const handle = serveStdio(() => darkroomServer(serving), { transport: its });
  chat = new Client(
    { name: 'a chat', version: '1' },
    { versionNegotiation: { mode: { pin: '2026-07-28' } } },
  );
  await chat.connect(mine);
  close = async () => {
    await chat.close();
    await handle.close();
  };
});
afterAll(async () => {
  await close();
  await world.close();
});

async function call(name: string, args: Fields = {}): Promise<Fields> {
  called.add(name);
  const { isError, structuredContent, content } = await chat.callTool(
    { name, arguments: args },
    { timeout: 240_000 },
  );
  if (isError === true) throw new Error(`${name}: ${JSON.stringify(content)}`);
  return structuredContent as Fields;
}

/** An order that is underway: its id, as soon as there is one, and its answer. */
async function ordered(model: string, input: Fields): Promise<{ id: string; answer: Promise<Fields> }> {
  const created = new Promise<string>((resolve) => {
    onOrder = resolve;
  });
  const answer = call('generate', { model, input, idempotencyKey: `a-${model}`, promptId: 'chat' });
  return { id: await Promise.race([created, answer.then(({ id }) => String(id))]), answer };
}

/** Orders, and lets the world go on until it is made: its first file. */
async function made(model: string, input: Fields): Promise<File> {
  const { id, answer } = await ordered(model, input);
  await world.untilEnded(id);
  const { status, files } = await answer;
  expect([model, status]).toEqual([model, 'SUCCESS']);
  const [file] = files as readonly File[];
  return file ?? { url: '', type: 'none' };
}

it('a chat makes a picture, an edit of it, and a film from that, ends what it does not want, and has called every tool', async () => {
  const { models } = await call('list_models', { media: 'image', search: 'nano-banana' });
  expect((models as { id: string }[]).map(({ id }) => id)).toContain('google/nano-banana-edit');
  const { example } = await call('describe_model', { model: 'IMAGEN4' });
  expect(await call('quote', example as Fields)).toMatchObject({ credits: expect.any(Number) as number });

  const picture = await made('IMAGEN4', { prompt: 'a lighthouse' });
  expect(picture.type).toBe('image');
  const edit = await made('google/nano-banana-edit', { prompt: 'at night', image_urls: [picture.url] });
  expect(edit.type).toBe('image');
  const film = await made('VEO3', { prompt: 'the light turns', imageUrls: [edit.url] });
  expect(film.type).toBe('video');

  const { tasks } = await call('list_tasks', { promptId: 'chat' });
  expect((tasks as { model: string }[]).map(({ model }) => model)).toEqual([
    'VEO3',
    'google/nano-banana-edit',
    'IMAGEN4',
  ]);
  expect(await call('usage')).toMatchObject({ credits: expect.any(Number) as number });

  const base64 = Buffer.from(await aPicture()).toString('base64');
  const { id: file } = await call('upload_file', { base64, contentType: 'image/png', fileName: 'hat.png' });
  const { id, answer } = await ordered('nano-banana-pro', { prompt: 'wear it', image_input: [file] });
  // What has been sent to the provider stays so until time passes.
  await world.settle();
  expect(await call('get_task', { id })).toMatchObject({ id, status: 'PENDING' });
  expect(await call('cancel_task', { id })).toMatchObject({ id, status: 'CANCELED' });
  await world.settle();
  expect(await answer).toMatchObject({ id, status: 'CANCELED' });

  const { tools } = await chat.listTools();
  expect([...called].toSorted()).toEqual(tools.map(({ name }) => name).toSorted());
});

/** Lets time pass until a request that waits itself is answered. */
async function meanwhile<Answer>(asked: Promise<Answer>): Promise<Answer> {
  let isOver = false;
  void asked.finally(() => (isOver = true)).catch(() => undefined);
  while (!isOver) {
    await new Promise((resolve) => void setTimeout(resolve, 20));
    await world.kickClock(200);
  }
  return asked;
}

describe('POST /mcp', () => {
  const address = (): URL => new URL('/mcp', world.cloud.apiUrl);

  it.each(['2025-11-25', '2026-07-28'])('serves chats of %s with the key that they bring', async (era) => {
    const mode = era === '2026-07-28' ? ({ pin: era } as const) : 'legacy';
    const far = new Client({ name: 'a chat', version: '1' }, { versionNegotiation: { mode } });
    const headers = { authorization: `Bearer ${world.keys.get('ana') ?? ''}` };
    await far.connect(new StreamableHTTPClientTransport(address(), { requestInit: { headers } }));
    const { tools } = await far.listTools();
    expect(tools.map(({ name }) => name)).toContain('generate');
    const { structuredContent } = await far.callTool({ name: 'list_tasks', arguments: { promptId: 'chat' } });
    expect(structuredContent).toMatchObject({ tasks: [{}, {}, {}, {}] });
    const input = { prompt: `a boat in ${era}` };
    const order = { model: 'IMAGEN4', input, idempotencyKey: `far-${era}` };
    const asked = far.callTool({ name: 'generate', arguments: order });
    const { id } = (await meanwhile(asked)).structuredContent as { id: string };
    // How much time has passed for the API while it held its answer is chance.
    await world.untilEnded(id);
    const { structuredContent: made } = await far.callTool({ name: 'get_task', arguments: { id } });
    expect(made).toMatchObject({ status: 'SUCCESS', files: [{ type: 'image' }] });
    const { isError, content } = await far.callTool({
      name: 'upload_file',
      arguments: { path: '/etc/passwd' },
    });
    expect([isError, JSON.stringify(content)]).toEqual([true, expect.stringContaining('No folder')]);
    await far.close();
  });

  it('takes nobody without a key, and no other method', async () => {
    const refused = await world.request('POST', '/mcp', { as: null, body: {} });
    expect([refused.status, refused.body]).toMatchObject([401, { code: 'unauthorized' }]);
    const read = await world.get('/mcp');
    expect([read.status, read.headers.get('allow')]).toEqual([405, 'POST']);
  });
});
