import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { taskId, uploadId } from '@darkroom/client/fake-api';
import { aChat, type Chat } from './a-chat.ts';

let chat: Chat;
let folder: string;
beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'darkroom-mcp-')));
  await mkdir(join(folder, 'pictures'));
  await writeFile(join(folder, 'pictures', 'cat.png'), 'a picture');
  await writeFile(join(folder, 'secret.png'), 'a secret');
  chat = await aChat({ folders: [join(folder, 'pictures')] });
});
afterEach(async () => {
  await chat.close();
  await rm(folder, { recursive: true });
});

const asked = (): string[] => chat.api.requests.map(({ method, path }) => `${method} ${path}`);

it('every tool says what it takes, and whether it reads, changes or destroys', async () => {
  const { tools } = await chat.client.listTools();
  const hints = Object.fromEntries(
    tools.map(({ name, annotations = {} }) => {
      const { readOnlyHint, destructiveHint } = annotations;
      const writes = destructiveHint ? 'destroys' : 'makes';
      return [name, readOnlyHint ? 'reads' : writes];
    }),
  );
  expect(hints).toEqual({
    generate: 'makes',
    quote: 'reads',
    get_task: 'reads',
    list_tasks: 'reads',
    cancel_task: 'destroys',
    list_models: 'reads',
    describe_model: 'reads',
    upload_file: 'makes',
    usage: 'reads',
  });
  const generate = tools.find(({ name }) => name === 'generate');
  expect(generate?.inputSchema.required).toEqual(['model', 'input', 'idempotencyKey']);
  expect(generate?.description).toContain('COSTS MONEY');
  // All of them are read by a model before it says a word.
  expect(JSON.stringify(tools).length).toBeLessThan(8000);
});

it('a task is looked at, waited for, listed and ended', async () => {
  expect((await chat.call('get_task', { id: taskId })).data).toMatchObject({ id: taskId, status: 'SUCCESS' });
  chat.api.script.instead.push({
    match: 'GET /api/v1/generation/tasks/',
    body: { id: taskId, status: 'PENDING', stage: 'queued', assets: [], cost: {} },
  });
  const waited = await chat.call('get_task', { id: taskId, waitSeconds: 20 });
  expect(waited.data).toMatchObject({ status: 'SUCCESS' });
  const { data } = await chat.call('list_tasks', { status: 'SUCCESS', limit: 2 });
  expect(data).toMatchObject({ tasks: [{ id: taskId, status: 'SUCCESS' }], nextCursor: 'later' });
  expect(asked()).toContain('GET /api/v1/generation/tasks?status=SUCCESS&limit=2');
  expect((await chat.call('cancel_task', { id: taskId })).data).toMatchObject({
    outcome: 'canceled',
    status: 'CANCELED',
  });
  expect((await chat.call('get_task', { id: '../../usage' })).isError).toBe(true);
});

it('models are found by words, and described by what generate takes', async () => {
  const form = {
    wireId: 'x',
    title: 'X',
    price: { unit: 'image', tiers: [{ credits: 4, usd: 0.02 }] },
    rules: [],
  };
  const input = { type: 'object', properties: { prompt: { type: 'string' } }, required: ['prompt'] };
  const model = {
    ...{ id: 'IMAGEN4', title: 'Imagen 4', vendor: 'Google', aliases: ['imagen-4'], media: ['image'] },
    ...{ status: 'active', capabilities: ['text-to-image'], expectedSeconds: 20, forms: [form] },
    ...{ limits: { deadlineSeconds: 1800 }, lifecycle: {} },
    example: { service: 'KIE', model: 'IMAGEN4', input: { prompt: 'a' } },
    inputSchema: {
      type: 'object',
      properties: {
        service: { const: 'KIE' },
        model: { const: 'IMAGEN4' },
        apiModel: { type: 'string' },
        input,
      },
      required: ['service', 'model', 'input'],
    },
  };
  const others = [
    { ...model, forms: [] },
    { ...model, status: 'retired' },
  ];
  for (const search of ['google text-to-image', 'imagen kling']) {
    chat.api.script.instead.push({
      match: 'GET /api/v1/models?media=image',
      body: { items: [model, ...others] },
    });
    const { data } = await chat.call('list_models', { media: 'image', search });
    expect(data['models']).toHaveLength(search.includes('kling') ? 0 : 1);
  }
  chat.api.script.instead.push({ match: 'GET /api/v1/models/IMAGEN4', body: model });
  expect((await chat.call('describe_model', { model: 'IMAGEN4' })).data).toMatchObject({
    id: 'IMAGEN4',
    inputs: [
      {
        type: 'object',
        properties: { apiModel: { type: 'string' }, prompt: { type: 'string' } },
        required: ['prompt'],
      },
    ],
    example: { model: 'IMAGEN4', input: { prompt: 'a' } },
    prices: [{ form: 'x', unit: 'image', tiers: [{ credits: 4, usd: 0.02 }] }],
  });
});

it('a price is told, or why there is none', async () => {
  const match = 'POST /api/v1/generation/quotes';
  const order = { model: 'IMAGEN4', input: { prompt: 'a' } };
  chat.api.script.instead.push({ match, body: { items: [{ credits: 8, usd: 0.04 }] } });
  expect((await chat.call('quote', order)).data).toEqual({ credits: 8, usd: 0.04 });
  chat.api.script.instead.push({ match, body: { items: [{}] } });
  expect((await chat.call('quote', order)).data).toEqual({ price: 'not known' });
  const error = { code: 'validation_failed', detail: 'No', errors: [{ path: '/a', message: 'is wrong' }] };
  chat.api.script.instead.push({ match, body: { items: [{ error }] } });
  expect(await chat.call('quote', order)).toMatchObject({
    isError: true,
    text: 'validation_failed: No\n- /a is wrong',
  });
});

it('what was spent is told', async () => {
  expect((await chat.call('usage')).data).toMatchObject({ month: '2026-10', credits: 12 });
});

describe('upload_file', () => {
  const puts = (): unknown[] =>
    chat.api.requests.filter(({ method }) => method === 'PUT').map(({ body }) => body);

  it.each(['cat.png', './cat.png'])('reads %s below a folder that was allowed', async (path) => {
    expect((await chat.call('upload_file', { path })).data).toMatchObject({
      id: uploadId,
      fileName: 'cat.png',
    });
    expect(puts()).toEqual(['a picture']);
  });

  it('reads nothing from elsewhere, by no way', async () => {
    await symlink(join(folder, 'secret.png'), join(folder, 'pictures', 'link.png'));
    await symlink(folder, join(folder, 'pictures', 'up'));
    const ways = [
      '../secret.png',
      join(folder, 'secret.png'),
      'link.png',
      'up/secret.png',
      '../nothing.png',
      '.',
    ];
    for (const path of ways) {
      const { isError, text } = await chat.call('upload_file', { path });
      expect([path, isError, text]).toEqual([path, true, expect.stringContaining('outside of the folders')]);
    }
    expect(await chat.call('upload_file', { path: 'none.png' })).toMatchObject({
      text: 'There is no file none.png.',
    });
    expect(chat.api.requests).toEqual([]);
  });

  it('takes bytes, and an address, and one of them alone', async () => {
    const base64 = Buffer.from('bytes').toString('base64');
    await chat.call('upload_file', { base64, fileName: 'a.png' });
    expect(puts()).toEqual(['bytes']);
    chat.api.script.instead.push({
      match: 'POST /api/v1/uploads/from-url',
      body: { id: uploadId, status: 'ready', fileName: 'b.png' },
    });
    expect((await chat.call('upload_file', { url: 'https://x.example/b.png' })).data).toMatchObject({
      id: uploadId,
    });
    for (const wrong of [{}, { base64, path: 'cat.png' }, { url: 'file:///etc/passwd' }])
      expect((await chat.call('upload_file', wrong)).isError).toBe(true);
  });
});

it('without a folder that was allowed no file of the machine is read', async () => {
  const closed = await aChat({ folders: [] });
  const { isError, text } = await closed.call('upload_file', { path: join(folder, 'pictures', 'cat.png') });
  await closed.close();
  expect([isError, text]).toEqual([true, expect.stringContaining('--allow FOLDER')]);
});

it('no tool takes what it does not know: a misspelt limit would be none', async () => {
  const calls: [string, Record<string, unknown>][] = [
    ['generate', { model: 'IMAGEN4', input: { prompt: 'a' }, idempotencyKey: 'a', maxCredit: 3 }],
    ['quote', { model: 'IMAGEN4', input: { prompt: 'a' }, n: 2 }],
    ['get_task', { id: taskId, wait: 3 }],
    ['list_tasks', { prompt: 'a' }],
    ['cancel_task', { id: taskId, force: true }],
    ['list_models', { kind: 'image' }],
    ['describe_model', { model: 'IMAGEN4', form: 'x' }],
    ['upload_file', { url: 'https://x.example/a.png', name: 'a' }],
    ['usage', { month: '2026-10' }],
  ];
  for (const [name, args] of calls) {
    const { isError, text } = await chat.call(name, args);
    expect([name, isError], text).toEqual([name, true]);
    expect(text).toContain(Object.keys(args).at(-1));
  }
  expect(asked()).toEqual([]);
});

it('describe_model asks for models and nothing else, whatever the name', async () => {
  for (const model of ['../me', '..', '.', 'a/../../keys'])
    expect((await chat.call('describe_model', { model })).isError).toBe(true);
  expect(asked().filter((one) => !one.startsWith('GET /api/v1/models/'))).toEqual([]);
});
