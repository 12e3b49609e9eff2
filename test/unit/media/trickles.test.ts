import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { mediaStore } from '#storage/objects/media-store.ts';
import { uploadWriter } from '#storage/objects/upload-writer.ts';
import { aLocalBucket, type LocalBucket } from '../../local-bucket.ts';
import { aPicture } from '../../sample-media.ts';

/** What is read ahead to tell the type, sent at once, and a rest that trickles. */
const HEAD_BYTES = 256 * 1024;
const FILE_BYTES = HEAD_BYTES + 80_000;
const PIECES = [1, 1370, 4096, 16_384];

const stores = [
  ['S3, with a checksum behind every stream', {}],
  ['R2, without', { strict: 'r2' }],
] as const;

describe.each(stores)('a source that trickles is stored whole in %s', (_store, options) => {
  let s3: LocalBucket;
  let file: Buffer;
  beforeAll(async () => {
    s3 = await aLocalBucket(options);
    const picture = await aPicture();
    file = Buffer.concat([picture, Buffer.alloc(FILE_BYTES - picture.length, 'abcdefg')]);
  });
  afterAll(() => s3.end());

  function* inPieces(bytes: number): Generator<Buffer> {
    yield file.subarray(0, HEAD_BYTES);
    for (let from = HEAD_BYTES; from < file.length; from += bytes) yield file.subarray(from, from + bytes);
  }
  const sha256 = () => createHash('sha256').update(file).digest('hex');
  const read = async (client: S3Client, Key: string) =>
    Buffer.from(
      (await (
        await client.send(new GetObjectCommand({ Bucket: 'media', Key }))
      ).Body?.transformToByteArray()) ?? [],
    );
  const lengths = PIECES.flatMap((piece) => [
    { piece, contentLength: FILE_BYTES },
    { piece, contentLength: undefined },
  ]);

  it.each(lengths)('as an output, in pieces of $piece bytes, announced as $contentLength', async (how) => {
    const key = `images/generated/ana/${how.piece}-${how.contentLength ?? 'unknown'}.png`;
    const body = Readable.from(inPieces(how.piece));
    const { contentLength } = how;
    const kept = await mediaStore(s3.client, 'media').keep({
      body,
      contentLength,
      media: 'image',
      task: {},
      keyOf: () => key,
    });
    expect(kept).toMatchObject({ type: 'stored', file: { bytes: FILE_BYTES, sha256: sha256() } });
    expect((await read(s3.client, key)).equals(file)).toBe(true);
  });

  it.each(lengths)('as an upload, in pieces of $piece bytes, announced as $contentLength', async (how) => {
    const key = `uploads/ana/${how.piece}-${how.contentLength ?? 'unknown'}.png`;
    const body = Readable.from(inPieces(how.piece));
    const { contentLength } = how;
    const written = await uploadWriter(s3.client, 'media').write({ body, contentLength, keyOf: () => key });
    expect(written).toMatchObject({ type: 'stored', arrival: { bytes: FILE_BYTES, sha256: sha256() } });
    expect((await read(s3.client, key)).equals(file)).toBe(true);
  });
});
