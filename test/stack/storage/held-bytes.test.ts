import { connect, createServer, type AddressInfo, type Server } from 'node:net';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { mediaStore } from '#storage/objects/media-store.ts';
import { aLocalBucket, type LocalBucket } from '../../local-bucket.ts';
import { aPicture } from '../../sample-media.ts';

const MEGABYTE = 1024 * 1024;
const FILE_BYTES = 64 * MEGABYTE;
const CHUNK_BYTES = 64 * 1024;

let s3: LocalBucket;
let gate: Server;
/** Bytes that have come out of the archiving process, on their way to the store. */
let accepted = 0;

beforeAll(async () => {
  s3 = await aLocalBucket();
  const { hostname, port } = new URL(s3.url);
  gate = createServer((from) => {
    const to = connect(Number(port), hostname);
    from.on('data', (chunk) => (accepted += chunk.length));
    from.pipe(to).pipe(from);
    for (const socket of [from, to])
      socket.on('error', () => {
        from.destroy();
        to.destroy();
      });
  });
  await new Promise<void>((done) => void gate.listen(0, '127.0.0.1', done));
});
afterAll(async () => {
  gate.close();
  await s3.end();
});

it.each([
  ['of known length', 'WHEN_REQUIRED', FILE_BYTES],
  ['of unknown length', 'WHEN_REQUIRED', undefined],
  ['of known length with a checksum', 'WHEN_SUPPORTED', FILE_BYTES],
  ['of unknown length with a checksum', 'WHEN_SUPPORTED', undefined],
] as const)(
  'archiving a large file %s holds no more of it than two parts and a little',
  async (name, checksums, contentLength) => {
    const client = s3.clientWith({
      endpoint: `http://127.0.0.1:${(gate.address() as AddressInfo).port}`,
      requestChecksumCalculation: checksums,
      responseChecksumValidation: checksums,
    });
    const picture = await aPicture();
    accepted = 0;
    let read = 0;
    let mostHeld = 0;
    function* source(): Generator<Buffer> {
      while (read < FILE_BYTES) {
        const chunk = Buffer.alloc(CHUNK_BYTES);
        if (read === 0) picture.copy(chunk);
        read += chunk.length;
        mostHeld = Math.max(mostHeld, read - accepted);
        yield chunk;
      }
    }
    const key = `images/generated/ana/${name.replaceAll(' ', '-')}.png`;
    const body = Readable.from(source());
    const kept = await mediaStore(client, 'media').keep({
      body,
      contentLength,
      media: 'image',
      task: {},
      keyOf: () => key,
    });
    client.destroy();
    expect(kept).toMatchObject({ type: 'stored', file: { bytes: FILE_BYTES } });
    expect(accepted).toBeGreaterThan(FILE_BYTES);
    expect(mostHeld).toBeLessThanOrEqual(20 * MEGABYTE);
  },
);
