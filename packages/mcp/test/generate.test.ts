import { afterEach, describe, expect, it } from 'vitest';
import { taskId } from '@darkroom/client/fake-api';
import { aChat, eras, type Chat } from './a-chat.ts';

let chat: Chat;
afterEach(() => chat.close());

const order = { model: 'IMAGEN4', input: { prompt: 'a hat' }, idempotencyKey: 'hat-1' };
const creates = (): typeof chat.api.requests =>
  chat.api.requests.filter(({ method, path }) => `${method} ${path}` === 'POST /api/v1/generation/tasks');
/** What the next order would cost. */
const costs = (item: object): void =>
  void chat.api.script.instead.push({ match: 'POST /api/v1/generation/quotes', body: { items: [item] } });

describe.each(eras)('generate, in the protocol of %s,', (era) => {
  it('orders under the key that it is given, and answers with the files', async () => {
    chat = await aChat({ era });
    chat.api.script.stages = [
      { status: 'PENDING', stage: 'generating', nextCheckSeconds: 2 },
      { status: 'SUCCESS', stage: 'done' },
    ];
    const told: (string | undefined)[] = [];
    const { data, text, others } = await chat.call('generate', { ...order, promptId: 'p' }, (message) =>
      told.push(message),
    );
    const [created, ...more] = creates();
    expect(more).toEqual([]);
    expect(created?.headers['idempotency-key']).toBe('hat-1');
    expect(created?.body).toEqual({
      promptId: 'p',
      providerParams: { service: 'KIE', model: 'IMAGEN4', input: { prompt: 'a hat' } },
    });
    expect(data).toMatchObject({ id: taskId, status: 'SUCCESS', credits: 4, files: [{ type: 'image' }] });
    expect(JSON.parse(text)).toEqual(data);
    expect(others).toEqual([
      expect.objectContaining({
        type: 'resource_link',
        mimeType: 'image/png',
        uri: `${chat.api.url}/media/picture`,
      }),
    ]);
    expect(told).toEqual(['queued', 'generating', 'done']);
  });

  it('answers after twenty seconds with what goes on', async () => {
    chat = await aChat({ era });
    chat.time.isUp = true;
    chat.api.script.stages = [{ status: 'PENDING', stage: 'generating', nextCheckSeconds: 5 }];
    chat.api.script.task = { status: 'PENDING', stage: 'generating', nextCheckSeconds: 5, assets: [] };
    const { data } = await chat.call('generate', order);
    expect(data).toMatchObject({
      status: 'PENDING',
      next: expect.stringContaining('in 5 seconds; do not order') as string,
    });
  });

  it('asks the user above the limit, and orders where he agrees', async () => {
    const asked: string[] = [];
    const user = (question: string) => {
      asked.push(question);
      return { action: 'accept', content: { confirm: true } } as const;
    };
    chat = await aChat({ era, confirmAbove: 100, user });
    costs({ credits: 100, usd: 0.5 });
    expect((await chat.call('generate', order)).data).toMatchObject({ status: 'SUCCESS' });
    expect(asked).toEqual([]);
    for (let i = 0; i < 2; i += 1) costs({ credits: 120, usd: 0.6 });
    expect((await chat.call('generate', order)).data).toMatchObject({ status: 'SUCCESS' });
    expect(asked).toEqual(['IMAGEN4 would cost 120 credits (US$ 0.6). Order it?']);
    expect(creates()).toHaveLength(2);
  });

  it.each([
    ['says no', { action: 'accept', content: { confirm: false } }],
    ['closes the question', { action: 'decline' }],
  ] as const)('orders nothing where he %s, whatever the chat says', async (_what, answer) => {
    chat = await aChat({ era, confirmAbove: 100, user: () => answer });
    for (let i = 0; i < 2; i += 1) costs({ credits: 120, usd: 0.6 });
    const { isError, text } = await chat.call('generate', { ...order, maxCredits: 1000 });
    expect([isError, text]).toEqual([true, expect.stringContaining('has not agreed')]);
    expect(creates()).toEqual([]);
  });

  it('orders nothing that costs more than maxCredits, however little it is', async () => {
    chat = await aChat({ era, confirmAbove: 100 });
    costs({ credits: 8, usd: 0.04 });
    const { isError, text } = await chat.call('generate', { ...order, maxCredits: 1 });
    expect([isError, text]).toEqual([true, expect.stringContaining('maxCredits is 1')]);
    expect(creates()).toEqual([]);
  });

  it('where nobody can be asked, tells the price, and orders with it', async () => {
    chat = await aChat({ era, confirmAbove: 100 });
    costs({ credits: 120, usd: 0.6 });
    const { isError, text } = await chat.call('generate', order);
    expect([isError, text]).toEqual([true, expect.stringContaining('repeat the call with maxCredits: 120')]);
    costs({ credits: 121, usd: 0.6 });
    expect((await chat.call('generate', { ...order, maxCredits: 120 })).isError).toBe(true);
    costs({});
    expect((await chat.call('generate', { ...order, maxCredits: 120 })).text).toContain(
      'a price that is not known',
    );
    expect(creates()).toEqual([]);
    costs({ credits: 120, usd: 0.6 });
    expect((await chat.call('generate', { ...order, maxCredits: 120 })).data).toMatchObject({
      status: 'SUCCESS',
    });
  });
});

it('shows small pictures of the first four files, and none that is large or does not come', async () => {
  chat = await aChat();
  const asset = { type: 'image', role: 'result', url: 'https://x/1.png', bytes: 1, contentType: 'image/png' };
  const thumbnailUrl = `${chat.api.url}/bytes`;
  const assets = [
    { ...asset, id: '1', thumbnailUrl },
    { ...asset, id: '2', thumbnailUrl: `${chat.api.url}/nowhere` },
    { ...asset, id: '3' },
    { ...asset, id: '4', thumbnailUrl },
    { ...asset, id: '5', thumbnailUrl },
  ];
  chat.api.script.task = { assets };
  const { others } = await chat.call('get_task', { id: taskId });
  expect(others.map(({ type }) => type)).toEqual(['image', 'image', ...assets.map(() => 'resource_link')]);
  expect(others[0]).toEqual({
    type: 'image',
    mimeType: 'image/png',
    data: chat.api.picture.toString('base64'),
  });
});

it('a path inside an order is refused, and nothing is read or sent', async () => {
  chat = await aChat();
  const input = { prompt: 'wear it', image_input: [{ path: import.meta.filename }] };
  const { isError, text } = await chat.call('generate', { ...order, model: 'nano-banana-pro', input });
  expect([isError, text]).toEqual([true, expect.stringContaining('/input/image_input/0 names a path')]);
  expect(chat.api.requests).toEqual([]);
});

it('a refusal says where, and what to take instead', async () => {
  chat = await aChat();
  const body = {
    ...{ status: 422, code: 'validation_failed', detail: 'Unknown model', requestId: 'r-1' },
    ...{ errors: [{ path: '/providerParams/model', message: 'is unknown' }], suggestions: ['IMAGEN4'] },
  };
  chat.api.script.instead.push({ match: 'POST /api/v1/generation/tasks', status: 422, body });
  const { isError, text } = await chat.call('generate', { ...order, model: 'IMAGEN5' });
  expect(isError).toBe(true);
  expect(text.split('\n')).toEqual([
    'validation_failed: Unknown model',
    '- /providerParams/model is unknown',
    'Did you mean: IMAGEN4',
    'Request r-1',
  ]);
});

it('an order without a key, or with one that is none, is not sent', async () => {
  chat = await aChat();
  for (const idempotencyKey of [undefined, '', 'with space']) {
    const { isError, text } = await chat.call('generate', { ...order, idempotencyKey });
    expect([isError, text]).toEqual([true, expect.stringContaining('idempotencyKey')]);
  }
  expect(chat.api.requests).toEqual([]);
});

it('a model whose fields stand beside its name, and one with a form of its own, are ordered as they want it', async () => {
  chat = await aChat();
  await chat.call('generate', { ...order, model: 'VEO3', input: { prompt: 'a boat', duration: 8 } });
  await chat.call('generate', { ...order, input: { prompt: 'a', apiModel: 'google/imagen4-fast' } });
  expect(creates().map(({ body }) => body)).toEqual([
    { providerParams: { service: 'KIE', model: 'VEO3', prompt: 'a boat', duration: 8 } },
    {
      providerParams: {
        service: 'KIE',
        model: 'IMAGEN4',
        apiModel: 'google/imagen4-fast',
        input: { prompt: 'a' },
      },
    },
  ]);
});
