import { randomBytes } from 'node:crypto';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Reply } from '#providers/call.ts';
import { httpServer, rawServer, stopServersAfterEach } from '../local-server.ts';
import { kieAt } from './connected.ts';

stopServersAfterEach();

const send = (origin: string): Promise<Reply> =>
  kieAt(origin, async () => 'sk-1').send(
    { method: 'GET', path: '/api/v1/jobs/recordInfo' },
    { timeoutMs: 5000 },
  );

describe('an answer that is packed although nobody asked for it', () => {
  it.each([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['br', brotliCompressSync],
    ['', (text: string) => Buffer.from(text)],
  ])('is unpacked: "%s"', async (encoding, pack) => {
    const { origin } = await httpServer((_request, response) => {
      response.writeHead(200, { 'content-encoding': encoding }).end(pack('{"code":200}'));
    });
    expect(await send(origin)).toEqual({ type: 'answered', status: 200, text: '{"code":200}' });
  });

  it.each([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['deflate', deflateRawSync],
    ['br', brotliCompressSync],
    ['zstd', zstdCompressSync],
  ])('leaves what had come of it when it breaks off: "%s"', async (encoding, pack) => {
    // Random, and more than one block of any coding, so that half of what is packed holds half of what it says.
    const packed = pack(`{"code":200,"data":"${randomBytes(200_000).toString('hex')}"}`);
    const { origin } = await rawServer((socket) =>
      socket.once('data', () => {
        socket.write(
          `HTTP/1.1 200 OK\r\ncontent-encoding: ${encoding}\r\ncontent-length: ${packed.length}\r\n\r\n`,
        );
        // The last bytes and the end come in one piece.
        socket.end(packed.subarray(0, packed.length / 2));
      }),
    );
    const reply = await send(origin);
    expect(reply).toMatchObject({ type: 'broken', reason: 'ECONNRESET' });
    expect(reply.type === 'broken' && reply.text?.slice(0, 20)).toBe('{"code":200,"data":"');
  });

  it('is no more than a plain one may be', async () => {
    const { origin } = await httpServer((_request, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(64 * 2 ** 20)));
    });
    expect(await send(origin)).toMatchObject({ type: 'broken', reason: 'ANSWER_TOO_LARGE' });
  });
});
