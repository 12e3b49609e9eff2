import { Readable } from 'node:stream';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { unpackedBody } from '#providers/network/content-encoding.ts';

const file = Buffer.from('\x89PNG and so on, and on and on and on and on');
/** The bytes that come out where the header says this of what is sent, a byte at a time. */
async function read(sent: Buffer, header: string | undefined): Promise<Buffer> {
  const body = Readable.from(Array.from(sent, (byte) => Buffer.of(byte)));
  return Buffer.concat(await (unpackedBody(body, header) ?? body).toArray());
}

describe('a file', () => {
  it.each([undefined, '', ' ', 'identity', 'Identity, ', 'utf-8', 'none', 'aws-chunked', 'binary'])(
    'that is not packed is taken as it is: %j',
    async (header) => {
      expect(await read(file, header)).toEqual(file);
    },
  );

  it.each([
    ['gzip', gzipSync(file)],
    ['X-GZIP', gzipSync(file)],
    ['deflate', deflateSync(file)],
    ['deflate', deflateRawSync(file)],
    ['br', brotliCompressSync(file)],
    ['zstd', zstdCompressSync(file)],
    ['gzip, br', brotliCompressSync(gzipSync(file))],
    ['identity, gzip', gzipSync(file)],
  ])('is unpacked: %s', async (header, sent) => {
    expect(await read(sent, header)).toEqual(file);
  });

  it.each(['gzip', 'zstd'])('that is said to be packed and is not is taken as it is: %s', async (header) => {
    expect(await read(file, header)).toEqual(file);
    expect(await read(Buffer.alloc(0), header)).toEqual(Buffer.alloc(0));
  });

  it('that breaks off, or is packed as nobody here can undo, is to be asked for again', async () => {
    await expect(read(gzipSync(file).subarray(0, 20), 'gzip')).rejects.toThrow();
    expect(() => unpackedBody(Readable.from([]), 'compress')).toThrow(
      expect.objectContaining({ kind: 'broken' }) as Error,
    );
  });
});
