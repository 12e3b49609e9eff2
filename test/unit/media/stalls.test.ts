import type { RequestListener } from 'node:http';
import { PassThrough } from 'node:stream';
import { S3Client } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { dimensionsOf } from '#storage/objects/media-probe.ts';
import { mediaStore } from '#storage/objects/media-store.ts';
import { httpServer, stopServersAfterEach } from '../providers/local-server.ts';
import { aPicture } from '../../sample-media.ts';

stopServersAfterEach();

/** Patience short enough for tests; the functions have thirty seconds. */
const IDLE_MS = 150;
const LARGE = 20_000_000;

/** Keeps a picture, or one with much behind it, in a store that behaves like this. */
async function keepIn(serve: RequestListener, { bytes = LARGE, known = true, ends = true } = {}) {
  const { origin } = await httpServer(serve);
  const credentials = { accessKeyId: 'id', secretAccessKey: 'secret' };
  const client = new S3Client({
    endpoint: origin,
    region: 'auto',
    forcePathStyle: true,
    credentials,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    maxAttempts: 1,
  });
  const picture = await aPicture();
  const body = new PassThrough();
  body.write(picture);
  const rest = Buffer.alloc(Math.max(0, bytes - picture.length));
  if (ends) body.end(rest);
  else body.write(rest);
  const contentLength = known ? picture.length + rest.length : undefined;
  const keyOf = (): string => 'images/generated/ana/0.png';
  const kept = mediaStore(client, 'media', IDLE_MS).keep({
    body,
    contentLength,
    media: 'image',
    task: {},
    keyOf,
  });
  const end = await kept.then(
    ({ type }) => type,
    (error: unknown) => (error instanceof Error ? error.name : String(error)),
  );
  client.destroy();
  return { end, body };
}

const deaf: RequestListener = () => undefined;
const silent: RequestListener = (request) => void request.resume();

describe('a transfer in which nothing moves ends, and its source is let go', () => {
  it.each([
    ['a store that stops reading', deaf, {}],
    ['a store that reads all and never answers', silent, {}],
    ['a store that never answers a small file', silent, { bytes: 0 }],
    ['a store that never begins a file of unknown length', silent, { known: false }],
    ['a source that stops sending', silent, { ends: false, bytes: 1_000_000 }],
  ] as const)('%s', async (_name, serve, how) => {
    const { end, body } = await keepIn(serve, how);
    expect(end).toBe('Stalled');
    expect(body.destroyed).toBe(true);
  });
});

it('a film whose index is said to be endless costs little and stays without dimensions', async () => {
  const box = (size: bigint, type: string): Buffer => {
    const head = Buffer.alloc(16);
    head.writeUInt32BE(1, 0);
    head.write(type, 4, 'latin1');
    head.writeBigUInt64BE(size, 8);
    return head;
  };
  const bytes = 2 ** 31;
  const start = Buffer.concat([
    Buffer.from('000000186674797069736f6d0000020069736f6d6d703432', 'hex'),
    box(BigInt(bytes - 24), 'moov'),
  ]);
  let read = 0;
  const dimensions = await dimensionsOf('video/mp4', {
    head: start,
    bytes,
    read: async (from, to) => {
      read += to - from;
      const piece = Buffer.alloc(to - from);
      start.copy(piece, 0, from);
      return piece;
    },
  });
  expect(dimensions).toEqual({});
  expect(read).toBeGreaterThan(0);
  expect(read).toBeLessThanOrEqual(32 * 1024 * 1024);
});
