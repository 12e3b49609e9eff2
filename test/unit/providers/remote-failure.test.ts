import type { RequestListener } from 'node:http';
import type * as net from 'node:net';
import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { RemoteFileError } from '#providers/network/remote-file.ts';
import { httpServer, stopServersAfterEach } from './local-server.ts';
import { endOf, impatient, kindOf, openAt, openFrom, openRaw, stay } from './remote-fixture.ts';

stopServersAfterEach();

describe('a file that does not come', () => {
  it.each([
    [403, 'gone'],
    [404, 'gone'],
    [410, 'gone'],
    [204, 'unavailable'],
    [206, 'unavailable'],
    [304, 'unavailable'],
    [429, 'unavailable'],
    [500, 'unavailable'],
    [503, 'unavailable'],
  ])('is told by the status %i: %s', async (status, kind) => {
    const { port, sockets } = await httpServer((_request, response) => response.writeHead(status).end());
    expect(await kindOf(openAt(port))).toBe(kind);
    await expect.poll(() => sockets.size, { interval: 5 }).toBe(0);
  });

  it('is too large by its own word, and nothing is read', async () => {
    const opening = openFrom(
      (_request, response) => response.writeHead(200, { 'content-length': 11 }).end('hello world'),
      {
        maxBytes: 10,
      },
    );
    expect(await kindOf(opening)).toBe('too-large');
  });

  it('is packed although it was asked not to be, and breaks off', async () => {
    const half = gzipSync('hello world').subarray(0, 15);
    const opening = openFrom((_request, response) =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(half),
    );
    expect(await endOf(opening)).toBe('broken');
  });

  it('is packed as nobody here can undo', async () => {
    const opening = openFrom((_request, response) =>
      response.writeHead(200, { 'content-encoding': 'compress' }).end('x'),
    );
    expect(await kindOf(opening)).toBe('broken');
  });

  it('is small, and unpacks to more than is taken', async () => {
    const opening = openFrom(
      (_request, response) =>
        response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(100_000))),
      { maxBytes: 10_000 },
    );
    expect(await endOf(opening)).toBe('too-large');
  });

  it('has no host that answers', async () => {
    const connect = async (): Promise<net.Socket> =>
      Promise.reject(Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }));
    expect(await kindOf(openAt(0, undefined, { connect }))).toBe('unavailable');
  });

  it('has a host that falls silent before the answer', async () => {
    expect(await kindOf(openRaw('', stay, impatient))).toBe('stalled');
    expect(await kindOf(openRaw('HTTP/1.1 200 OK\r\n', stay, impatient))).toBe('stalled');
  });

  it.each([
    ['closes at once', '', (socket: net.Socket) => socket.end()],
    ['resets at once', '', (socket: net.Socket) => socket.resetAndDestroy()],
    ['speaks another protocol', 'SSH-2.0\r\n', (socket: net.Socket) => socket.end()],
    ['upgrades', 'HTTP/1.1 101 S\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n', stay],
  ])('has a host that %s', async (_what, head, then) => {
    expect(await kindOf(openRaw(head, then))).toBe('broken');
  });

  it('keeps no address in the words of its error', async () => {
    const { port } = await httpServer((_request, response) => response.writeHead(500).end());
    const error: unknown = await openAt(port, 'https://files.example/a?signature=canary').catch(
      (caught: unknown) => caught,
    );
    expect(error).toBeInstanceOf(RemoteFileError);
    expect(String(error)).not.toContain('canary');
  });
});

describe('a file that breaks off', () => {
  const head = 'HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf';

  it('ends with an error when the source stalls', async () => {
    expect(await endOf(openRaw(head, stay, impatient))).toBe('stalled');
  });

  it('ends with an error when the source half-closes', async () => {
    expect(await endOf(openRaw(head, (socket) => socket.end()))).toBe('broken');
  });

  it('ends with an error when the source resets', async () => {
    expect(await endOf(openRaw(head, (socket) => setTimeout(() => socket.resetAndDestroy(), 20)))).toBe(
      'broken',
    );
  });

  it('ends with an error when a chunk is cut off', async () => {
    const chunked = 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n10\r\nhalf';
    expect(await endOf(openRaw(chunked, (socket) => socket.end()))).toBe('broken');
  });

  it('ends with an error when it is larger than allowed, whatever it said', async () => {
    const opening = openFrom(
      (_request, response) => {
        response.write('hello ');
        response.end('world');
      },
      { maxBytes: 10 },
    );
    expect(await endOf(opening)).toBe('too-large');
  });

  it('ends with an error when it drips past its time', async () => {
    const drip: RequestListener = (_request, response) => {
      const timer = setInterval(() => response.write('x'), 20);
      response.on('close', () => clearInterval(timer));
    };
    expect(await endOf(openFrom(drip, { totalTimeoutMs: 200 }))).toBe('stalled');
  });

  it('ends with an error when the reader stalls', async () => {
    const { port, sockets } = await httpServer((_request, response) =>
      response.end(Buffer.alloc(50_000_000)),
    );
    // Long enough for the head of the answer to come, however busy the machine is.
    const { body } = await openAt(port, undefined, { maxBytes: 100_000_000, idleTimeoutMs: 2000 });
    await expect.poll(() => body.destroyed, { interval: 10, timeout: 30_000 }).toBe(true);
    expect(await kindOf(buffer(body))).toBe('stalled');
    await expect.poll(() => sockets.size, { interval: 5 }).toBe(0);
  });

  it('lets go of the connection when the reader turns away', async () => {
    const { port, sockets } = await httpServer((_request, response) => void response.write('x'));
    const { body } = await openAt(port);
    body.destroy();
    await expect.poll(() => sockets.size, { interval: 5 }).toBe(0);
  });
});
