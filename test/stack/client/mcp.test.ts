import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDarkroom } from '@darkroom/client';
import type { Time } from '@darkroom/client/transport';
import { darkroomServer } from '@darkroom/mcp';
import { Client, InMemoryTransport, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { waiterSlots } from '#storage/compute/waiter-slots.ts';
import { aPicture } from '../../sample-media.ts';
import { World } from '../test-stack.ts';

type Fields = Record<string, unknown>;

interface File {
  readonly url: string;
  readonly type: string;
}

interface Caller {
  readonly call: (name: string, args?: Fields) => Promise<Fields>;
  readonly called: ReadonlySet<string>;
}

let world: World;
let chat: Client;
let call: Caller['call'];
let called: Caller['called'];
let close: () => Promise<void>;
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
  const serving = { darkroom, confirmAbove: 100_000 };
  const handle = serveStdio(() => darkroomServer(serving), { transport: its });
  chat = new Client(
    { name: 'a chat', version: '1' },
    { versionNegotiation: { mode: { pin: '2026-07-28' } } },
  );
  await chat.connect(mine);
  ({ call, called } = caller(chat));
  close = async () => {
    await chat.close();
    await handle.close();
  };
});
afterAll(async () => {
  await close();
  await world.close();
});

/** Calls tools in a chat, and remembers which. */
function caller(client: Client): Caller {
  const called = new Set<string>();
  const call = async (name: string, args: Fields = {}): Promise<Fields> => {
    called.add(name);
    const { isError, structuredContent, content } = await client.callTool(
      { name, arguments: args },
      { timeout: 240_000 },
    );
    if (isError === true) throw new Error(`${name}: ${JSON.stringify(content)}`);
    return structuredContent as Fields;
  };
  return { call, called };
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

describe('POST /mcp', () => {
  const address = (): URL => new URL('/mcp', world.cloud.apiUrl);
  /** How many the API lets wait, unless a setting says otherwise. */
  const MOST_WAITERS = 5;

  async function far(era: string, query = ''): Promise<Client> {
    const mode = era === '2026-07-28' ? ({ pin: era } as const) : 'legacy';
    const client = new Client({ name: 'a chat', version: '1' }, { versionNegotiation: { mode } });
    const headers = { authorization: `Bearer ${world.keys.get('ana') ?? ''}` };
    await client.connect(
      new StreamableHTTPClientTransport(new URL(query, address()), { requestInit: { headers } }),
    );
    return client;
  }

  /** Others wait in every place that there is: `generate` answers at once. */
  async function full<Answer>(work: () => Promise<Answer>): Promise<Answer> {
    const slots = waiterSlots(world.table, MOST_WAITERS);
    const places = [];
    for (let n = 0; n < MOST_WAITERS; n += 1) places.push(await slots.take(world.clock.now()));
    const answer = await work();
    for (const place of places) await place?.leave();
    return answer;
  }

  it.each(['2025-11-25', '2026-07-28'])('serves every tool to chats of %s', async (era) => {
    const client = await far(era);
    const { call, called } = caller(client);
    await call('list_models', { media: 'image' });
    const { example } = await call('describe_model', { model: 'IMAGEN4' });
    await call('quote', example as Fields);
    const order = (name: string): Fields => ({
      ...{ model: 'IMAGEN4', input: { prompt: `a ${name}` } },
      ...{ idempotencyKey: `${era}-${name}`, promptId: era },
    });

    const { id, status } = await full(() => call('generate', order('boat')));
    expect(status).toBe('PENDING');
    await world.untilEnded(String(id));
    const made = { id, status: 'SUCCESS', files: [{ type: 'image' }] };
    expect(await call('get_task', { id })).toMatchObject(made);
    // The same order, and the same task: it is not paid again.
    expect(await call('generate', order('boat'))).toMatchObject(made);

    const { id: unwanted } = await full(() => call('generate', order('storm')));
    await world.settle();
    expect(await call('cancel_task', { id: unwanted })).toMatchObject({ status: 'CANCELED' });
    await world.settle();
    const { tasks } = await call('list_tasks', { promptId: era });
    expect(tasks).toMatchObject([{ id: unwanted }, { id }]);

    const base64 = Buffer.from(await aPicture()).toString('base64');
    await call('upload_file', { base64, contentType: 'image/png', fileName: 'hat.png' });
    // There is no disk that a chat should read, and nobody is kept waiting for a task.
    await expect(call('upload_file', { path: '/etc/passwd' })).rejects.toThrow('path');
    await expect(call('get_task', { id, waitSeconds: 5 })).rejects.toThrow('waitSeconds');
    await call('usage');
    const { tools } = await client.listTools();
    expect([...called].toSorted()).toEqual(tools.map(({ name }) => name).toSorted());
    await client.close();
  });

  it('asks from the price on that its address says', async () => {
    const client = await far('2026-07-28', '?confirmAbove=1');
    const { call } = caller(client);
    const input = { prompt: 'a rose' };
    const order = { model: 'IMAGEN4', input, idempotencyKey: 'a-rose', promptId: 'roses' };
    await expect(call('generate', order)).rejects.toThrow('1 is what may be spent unasked');
    expect(await call('list_tasks', { promptId: 'roses' })).toEqual({ tasks: [] });
    await client.close();
    for (const wrong of ['much', '-1', '1e9']) {
      const { status, body } = await world.request('POST', `/mcp?confirmAbove=${wrong}`, { body: {} });
      expect([status, body]).toMatchObject([422, { errors: [{ path: '/confirmAbove' }] }]);
    }
  });

  it('takes nobody without a key, and no other method', async () => {
    const refused = await world.request('POST', '/mcp', { as: null, body: {} });
    expect([refused.status, refused.body]).toMatchObject([401, { code: 'unauthorized' }]);
    const read = await world.get('/mcp');
    expect([read.status, read.headers.get('allow')]).toEqual([405, 'POST']);
  });
});
