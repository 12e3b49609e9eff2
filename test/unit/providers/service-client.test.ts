import type { IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import type { Call, CallLimits, Reply } from '#providers/call.ts';
import { serviceClient } from '#providers/network/client.ts';
import { httpServer, stopServersAfterEach } from './local-server.ts';

stopServersAfterEach();

interface Seen {
  readonly request: IncomingMessage;
  readonly body: Buffer;
}

/** A server that answers everything alike, and what has reached it. */
async function aServer(status: number, type: string, answer: Uint8Array | string) {
  const seen: Seen[] = [];
  const { origin } = await httpServer((request, response) => {
    void buffer(request).then((body) => {
      seen.push({ request, body });
      response.writeHead(status, { 'content-type': type }).end(answer);
    });
  });
  return { origin, seen, last: () => seen.at(-1) ?? expect.fail('nothing came') };
}

const send = (origin: string, call: Call, limits: Partial<CallLimits> = {}): Promise<Reply> =>
  serviceClient({
    origins: [origin],
    credentials: async () => ({ 'x-key': 'canary' }),
    mostAnswerBytes: 1000,
  }).send(call, { timeoutMs: 5000, ...limits });

describe('a call to a service', () => {
  it('carries its own headers beside those that say who is calling', async () => {
    const { origin, last } = await aServer(200, 'application/json', '{}');
    await send(origin, { method: 'POST', path: '/v1', headers: { 'x-version': '3' }, body: { a: 1 } });
    expect(last().request.headers).toMatchObject({
      'x-version': '3',
      'x-key': 'canary',
      'content-type': 'application/json',
    });
  });

  it('cannot replace who is calling', async () => {
    const { origin, last } = await aServer(200, 'application/json', '{}');
    await send(origin, { method: 'GET', path: '/v1', headers: { 'x-key': 'forged' } });
    expect(last().request.headers['x-key']).toBe('canary');
  });

  it('goes to another origin without credentials', async () => {
    const home = await aServer(200, 'application/json', '{}');
    const other = await aServer(200, 'application/json', '{}');
    await send(home.origin, { method: 'GET', origin: `${other.origin}/ignored`, path: '/v1' });
    expect(home.seen).toEqual([]);
    expect(other.last().request).toMatchObject({ url: '/v1' });
    expect(other.last().request.headers).not.toHaveProperty('x-key');
  });

  it('carries bytes as they are', async () => {
    const { origin, last } = await aServer(200, 'application/json', '{}');
    const file = Buffer.from([0, 255, 13, 10]);
    await send(origin, { method: 'PUT', path: '/v1', content: { contentType: 'audio/wav', file } });
    expect(last().request.headers).toMatchObject({ 'content-type': 'audio/wav', 'content-length': '4' });
    expect(last().body.equals(file)).toBe(true);
  });

  it('carries bytes that are opened when they are to go out', async () => {
    const { origin, last } = await aServer(200, 'application/json', '{}');
    const call: Call = { method: 'POST', path: '/', content: { contentType: 'a/b', file: { length: 6 } } };
    await send(origin, call, {
      openFile: async () =>
        (async function* () {
          yield Buffer.from('opened');
        })(),
    });
    expect(last().body.toString()).toBe('opened');
  });

  it('carries a form of texts and files, whose length is announced', async () => {
    const { origin, last } = await aServer(200, 'application/json', '{}');
    const picture = { fileName: 'a "b".png', contentType: 'image/png', file: Buffer.from([1, 2, 3]) };
    const form = [
      { name: 'prompt', value: 'ß' },
      { name: 'image', ...picture },
      { name: 'mask', ...picture, fileName: 'mask.png' },
    ];
    await send(origin, { method: 'POST', path: '/v1', content: { form } });
    const { request, body } = last();
    expect(request.headers['content-length']).toBe(String(body.length));
    const type = request.headers['content-type'] ?? '';
    const read = await new Response(body, { headers: { 'content-type': type } }).formData();
    expect([...read.keys()]).toEqual(['prompt', 'image', 'mask']);
    expect(read.get('prompt')).toBe('ß');
    const image = read.get('image') as File;
    expect([image.name, image.type, [...new Uint8Array(await image.arrayBuffer())]]).toEqual([
      'a__b_.png',
      'image/png',
      [1, 2, 3],
    ]);
  });

  it('is answered with a file where it asks for one', async () => {
    const bytes = Buffer.from([137, 80, 0, 255]);
    const { origin } = await aServer(200, 'image/png', bytes);
    const reply = await send(origin, { method: 'POST', path: '/', answer: 'file' });
    expect(reply).toEqual({ type: 'file', status: 200, contentType: 'image/png', bytes });
  });

  it('is answered with text where it asked for a file and was refused', async () => {
    const { origin } = await aServer(400, 'application/json', '{"error":"no"}');
    const reply = await send(origin, { method: 'POST', path: '/', answer: 'file' });
    expect(reply).toEqual({ type: 'answered', status: 400, text: '{"error":"no"}' });
  });

  it('is broken by an answer that is larger than the service may give', async () => {
    const { origin } = await aServer(200, 'image/png', Buffer.alloc(1001));
    const reply = await send(origin, { method: 'POST', path: '/', answer: 'file' });
    expect(reply).toEqual({ type: 'broken', reason: 'ANSWER_TOO_LARGE' });
  });

  it('breaks where nobody opens the file that it leaves to be opened', async () => {
    const { origin } = await aServer(200, 'application/json', '{}');
    const call: Call = { method: 'POST', path: '/', content: { contentType: 'a/b', file: { length: 6 } } };
    expect((await send(origin, call)).type).toBe('broken');
  });
});
