import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import { incarnationAt, type Incarnated } from '#domain/tasks/incarnation.ts';
import { mediaStore, type Kept } from '#storage/objects/media-store.ts';
import { aLocalBucket, type LocalBucket } from '../../local-bucket.ts';
import { aPicture } from '../../sample-media.ts';

const before: Incarnated = { incarnation: incarnationAt(1_800_000_000_000) };
const now: Incarnated = { incarnation: incarnationAt(1_800_000_060_000) };
/** Longer than what is read ahead, so that the rest is streamed. */
const FILE_BYTES = 300_000;

const stores = [
  ['S3', {}],
  ['R2', { strict: 'r2' }],
] as const;

describe.each(stores)('a file of a task that was deleted and made anew, in %s', (_store, options) => {
  let s3: LocalBucket;
  let picture: Buffer;
  let keys = 0;
  beforeAll(async () => {
    s3 = await aLocalBucket(options);
    picture = await aPicture();
  });
  afterAll(() => s3.end());

  const aKey = (): string => `images/generated/ana/${(keys += 1)}.png`;
  const fileOf = (letter: string): Buffer =>
    Buffer.concat([picture, Buffer.alloc(FILE_BYTES - picture.length, letter)]);
  const keep = (key: string, letter: string, { task = {}, announced = true }): Promise<Kept> => {
    const opened = (): Readable => Readable.from([fileOf(letter)]);
    return mediaStore(s3.client, 'media').keep({
      body: opened(),
      contentLength: announced ? FILE_BYTES : undefined,
      media: 'image',
      keyOf: () => key,
      task,
      reopen: async () => opened(),
    });
  };
  const lastByteAt = async (Key: string): Promise<string> => {
    const { Body } = await s3.client.send(new GetObjectCommand({ Bucket: 'media', Key }));
    return (await Body?.transformToString())?.at(-1) ?? '';
  };

  it.each([true, false])(
    'replaces what the one before had left (length announced: %s)',
    async (announced) => {
      const key = aKey();
      await keep(key, 'a', { task: before });
      const kept = await keep(key, 'b', { task: now, announced });
      expect(kept).toMatchObject({ type: 'stored', file: { key, bytes: FILE_BYTES } });
      expect(await lastByteAt(key)).toBe('b');
      expect(await keep(key, 'b', { task: now })).toEqual({ ...kept, type: 'exists' });
    },
  );

  it('replaces it with bytes that came within an answer', async () => {
    const key = aKey();
    await keep(key, 'a', { task: before });
    const store = mediaStore(s3.client, 'media');
    const incoming = {
      body: fileOf('b'),
      contentLength: FILE_BYTES,
      media: 'image',
      keyOf: () => key,
    } as const;
    expect(await store.keep({ ...incoming, task: now })).toMatchObject({ type: 'stored' });
    expect(await lastByteAt(key)).toBe('b');
  });

  it('stays as it is when a visit for the one before comes late', async () => {
    const key = aKey();
    await keep(key, 'b', { task: now });
    await expect(keep(key, 'a', { task: before })).rejects.toThrow('a later task');
    expect(await lastByteAt(key)).toBe('b');
  });

  it('is found by its own task only', async () => {
    const key = aKey();
    await keep(key, 'a', { task: before });
    const store = mediaStore(s3.client, 'media');
    expect(await store.find(key, 'image/png', now)).toBeUndefined();
    expect(await store.find(key, 'image/png', before)).toMatchObject({ key, bytes: FILE_BYTES });
  });

  it('is adopted where an earlier version of the code has kept it, which wrote no mark', async () => {
    const key = aKey();
    await keep(key, 'a', {});
    expect(await keep(key, 'b', { task: now })).toMatchObject({ type: 'exists', differs: true });
    expect(await lastByteAt(key)).toBe('a');
  });
});
