import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDarkroom, DarkroomError, type Darkroom } from '../darkroom.ts';
import { HastyTime } from './clocks.ts';
import { FakeServer, type Fault } from './fake-server.ts';

const order = {
  providerParams: { service: 'KIE', model: 'nano-banana-pro', input: { prompt: 'a hat' } },
} as const;
const creates = 'POST /api/v1/generation/tasks';

let server: FakeServer;
let time: HastyTime;
let darkroom: Darkroom;
beforeEach(async () => {
  server = await FakeServer.open();
  time = new HastyTime();
  darkroom = createDarkroom({ url: server.url, key: 'dk_test', time });
});
afterEach(() => server.stop());

const refusedWith = async (call: Promise<unknown>): Promise<DarkroomError> => {
  const error: unknown = await call.then(
    () => undefined,
    (cause: unknown) => cause,
  );
  if (error instanceof DarkroomError) return error;
  throw new Error(`No DarkroomError: ${String(error)}`);
};

describe('an order', () => {
  const faults: readonly (readonly [string, Omit<Fault, 'match'>])[] = [
    ['whose connection is reset after the request', { when: 'after', answer: 'reset' }],
    ['that is answered with 504', { when: 'after', answer: 504 }],
    ['that is answered with 502', { when: 'after', answer: 502 }],
    ['that is answered with 503', { when: 'before', answer: 503 }],
    ['that is answered with 429', { when: 'before', answer: 429 }],
  ];

  it.each(faults)('%s three times makes one task, with one key', async (_title, fault) => {
    server.faults.push(...[1, 2, 3].map(() => ({ match: creates, ...fault })));
    const task = await darkroom.tasks.create(order);
    expect(server.tasks.size).toBe(1);
    expect(new Set(server.asked(creates).map(({ headers }) => headers['idempotency-key']))).toEqual(
      new Set([task.idempotencyKey]),
    );
    expect(server.asked(creates)).toHaveLength(4);
  });

  it('is given up after five tries, with the key to ask again with', async () => {
    server.faults.push(
      ...Array.from({ length: 9 }, () => ({ match: creates, when: 'before', answer: 503 }) as const),
    );
    const error = await refusedWith(darkroom.tasks.create(order, { idempotencyKey: 'order-17' }));
    expect(error).toMatchObject({ status: 503, retryable: true });
    expect(server.asked(creates).map(({ headers }) => headers['idempotency-key'])).toEqual(
      Array.from({ length: 5 }, () => 'order-17'),
    );
  });

  it('is JSON that another process waits with, and says whether its key had been used', async () => {
    const first = await darkroom.tasks.create(order, { idempotencyKey: 'k' });
    const second = await darkroom.tasks.create(order, { idempotencyKey: 'k' });
    expect(JSON.parse(JSON.stringify(first))).toEqual(first);
    expect([first.replayed, second.replayed, second.id]).toEqual([false, true, first.id]);
  });

  it('that is refused says why, once', async () => {
    server.faults.push({ match: creates, when: 'before', answer: 422 });
    expect(await refusedWith(darkroom.tasks.create(order))).toMatchObject({
      code: 'code_422',
      status: 422,
      errors: [{ path: '/providerParams/model', message: 'unknown' }],
      requestId: 'r-1',
      retryable: false,
      message: 'no',
    });
    expect(server.asked(creates)).toHaveLength(1);
  });
});

describe('what must not happen twice', () => {
  const webhook = { url: 'https://example.com/hook' };
  const asks = 'POST /api/v1/webhooks';

  it.each(['reset', 502, 503, 504] as const)('is not repeated after %s', async (answer) => {
    server.faults.push({ match: asks, when: 'after', answer });
    expect((await refusedWith(darkroom.webhooks.create(webhook))).retryable).toBe(true);
    expect(server.asked(asks)).toHaveLength(1);
  });

  it('is repeated after 429, when the server says', async () => {
    server.faults.push({ match: asks, when: 'before', answer: 429, headers: { 'retry-after': '7' } });
    await darkroom.webhooks.create(webhook);
    expect(server.asked(asks)).toHaveLength(2);
    expect(time.waits).toHaveLength(1);
    expect(time.waits[0]).toBeGreaterThanOrEqual(7000);
    expect(time.waits[0]).toBeLessThan(9000);
  });

  it('is repeated where no connection was made', async () => {
    // Below 1024: nobody is given this port by chance.
    const nowhere = createDarkroom({ url: 'http://127.0.0.1:2', key: 'dk_test', time });
    expect(await refusedWith(nowhere.webhooks.create(webhook))).toMatchObject({
      code: 'unreachable',
      status: 0,
      notSent: true,
    });
    expect(time.waits).toHaveLength(4);
  });
});

describe('a client', () => {
  it('hands on a wait that is too long', async () => {
    server.faults.push({ match: 'GET', when: 'before', answer: 429, headers: { 'retry-after': '3600' } });
    expect(await refusedWith(darkroom.usage())).toMatchObject({ status: 429, retryAfterSeconds: 3600 });
    expect(time.waits).toEqual([]);
  });

  it('throws the reason of a signal, and sends nothing after it', async () => {
    const reason = new Error('changed my mind');
    await expect(darkroom.usage({ signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    expect(server.seen).toEqual([]);
  });

  it('names what is no answer of the API by its status', async () => {
    server.faults.push({ match: 'GET', when: 'before', answer: 403, body: { message: 'Forbidden' } });
    expect(await refusedWith(darkroom.usage())).toMatchObject({ code: 'http_403', message: 'Forbidden' });
  });

  it('asks for a credential anew each time', async () => {
    let asked = 0;
    const key = () => `dk_${(asked += 1)}`;
    const other = createDarkroom({ url: server.url, key, time });
    await refusedWith(other.usage());
    await refusedWith(other.usage());
    expect(server.seen.map(({ headers }) => headers.authorization)).toEqual(['Bearer dk_1', 'Bearer dk_2']);
  });

  it('keeps its key to itself where a file lies', async () => {
    server.faults.push({ match: 'GET /media', when: 'before', answer: 200, body: 'a hat' });
    expect(await (await darkroom.download({ url: `${server.url}/media/hat` })).json()).toBe('a hat');
    expect(server.seen.map(({ headers }) => headers.authorization)).toEqual([undefined]);
  });

  it('goes through a list page by page, no further than somebody looks', async () => {
    for (let n = 0; n < 5; n += 1) await darkroom.tasks.create(order);
    const seen: string[] = [];
    for await (const { id } of darkroom.tasks.list({ promptId: 'p' })) seen.push(id);
    expect(seen).toEqual([...server.tasks.keys()]);
    expect(server.asked('GET').map(({ path }) => new URL(path, server.url).search)).toEqual([
      '?promptId=p',
      '?promptId=p&cursor=2',
      '?promptId=p&cursor=4',
    ]);
    expect(await darkroom.tasks.list().page()).toMatchObject({ nextCursor: '2' });
  });
});
