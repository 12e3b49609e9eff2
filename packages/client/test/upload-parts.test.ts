import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDarkroom, type Darkroom } from '../darkroom.ts';
import { HastyTime } from './clocks.ts';
import { FakeServer } from './fake-server.ts';

let server: FakeServer;
let darkroom: Darkroom;
beforeEach(async () => {
  server = await FakeServer.open();
  darkroom = createDarkroom({ url: server.url, key: 'dk_test', time: new HastyTime(), tries: 2 });
});
afterEach(() => server.stop());

/** Six parts of the server's: the last is short. */
const text = 'a large file, in as many parts as it takes, and no more';
const film = new File([text], 'long.mp4', { type: 'video/mp4' });
const parts = (): string =>
  [...server.stored]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([, bytes]) => bytes)
    .join('');
const send = (more: Parameters<Darkroom['upload']>[1] = {}) =>
  darkroom.upload(film, { partsAbove: 20, ...more });

describe('a large file', () => {
  it('goes up in parts, without the key, and is completed', async () => {
    const told: number[] = [];
    expect(await send({ onProgress: ({ sentBytes }) => told.push(sentBytes) })).toMatchObject({
      status: 'ready',
    });
    expect(parts()).toBe(text);
    expect(server.asked('PUT').map(({ headers }) => headers.authorization)).toEqual(Array(6).fill(undefined));
    expect(told.at(-1)).toBe(text.length);
    expect(Math.max(...told)).toBe(text.length);
    expect(server.asked('POST').map(({ path }) => path)).toEqual([
      '/api/v1/uploads/parts',
      `/api/v1/uploads/${'1'.padStart(32, 'b')}/complete`,
    ]);
  });

  it('sends no part twice but those that broke off, whose new addresses it asks for', async () => {
    server.faults.push({ match: `PUT /part/${'1'.padStart(32, 'b')}/4`, when: 'before', answer: 'reset' });
    server.faults.push({ match: `PUT /part/${'1'.padStart(32, 'b')}/6`, when: 'before', answer: 500 });
    expect(await send()).toMatchObject({ status: 'ready' });
    expect(parts()).toBe(text);
    for (const number of [1, 2, 3])
      expect(server.asked(`PUT /part/${'1'.padStart(32, 'b')}/${number}`).length).toBeLessThan(2);
  });

  it('takes new addresses where those that it had have ended', async () => {
    server.holds.push({
      match: 'POST /api/v1/uploads/parts',
      until: Promise.resolve().then(() => void (server.round = 2)),
    });
    expect(await send()).toMatchObject({ status: 'ready' });
    expect(parts()).toBe(text);
  });

  it('waits for a line that is gone, and gives up where nothing arrives any more', async () => {
    for (let i = 0; i < 200; i += 1) server.faults.push({ match: 'PUT', when: 'before', answer: 'reset' });
    await expect(send()).rejects.toMatchObject({ code: 'unreachable' });
    expect(server.asked('PUT').length).toBeLessThan(200);
  });

  it('is gone on with by another process, which sends what is missing', async () => {
    let id = '';
    const stop = new AbortController();
    const first = send({
      signal: stop.signal,
      onBegin: (begun) => ({ id } = begun),
      onProgress: ({ sentBytes }) => sentBytes >= 20 && stop.abort(new Error('closed')),
    });
    await expect(first).rejects.toThrow('closed');
    const before = new Set(server.stored.keys());
    const sent = server.asked('PUT').length;
    expect(await send({ resume: id })).toMatchObject({ status: 'ready' });
    expect(parts()).toBe(text);
    expect(server.asked('PUT').length - sent).toBe(6 - before.size);
    // All are here: nothing is left but to complete it.
    server.parted.clear();
    expect(await send({ resume: id })).toMatchObject({ id, status: 'ready' });
  });

  it('is not gone on with as another file', async () => {
    let id = '';
    await send({ onBegin: (begun) => ({ id } = begun) });
    const other = new File(['another one, which is not so long'], 'long.mp4', { type: 'video/mp4' });
    const again = () => darkroom.upload(other, { resume: id });
    await expect(again()).rejects.toMatchObject({ code: 'validation_failed' });
    // Nor is it taken for the other one, once it is whole.
    server.parted.clear();
    await expect(again()).rejects.toMatchObject({ code: 'validation_failed' });
  });

  it('that the API refuses is not sent', async () => {
    server.faults.push({ match: 'POST /api/v1/uploads/parts', when: 'before', answer: 415 });
    await expect(send()).rejects.toMatchObject({ status: 415 });
    expect(server.asked('PUT')).toEqual([]);
  });
});
