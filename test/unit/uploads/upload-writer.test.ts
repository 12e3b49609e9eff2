import { Readable } from 'node:stream';
import { ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { afterEach, describe, expect, it } from 'vitest';
import { uploadWriter } from '#storage/objects/upload-writer.ts';
import { aLocalBucket } from '../../local-bucket.ts';
import { aPicture } from '../../sample-media.ts';

let bucket: Awaited<ReturnType<typeof aLocalBucket>>;
afterEach(() => bucket.end());

const key = 'uploads/ana/00000000000000000000000000000001.png';
const MEGABYTE = 1024 * 1024;

/** A picture whose source breaks off after so many bytes, while the request to the store is under way. */
async function broken(bytes: number, error?: Error): Promise<Readable> {
  const picture = await aPicture();
  async function* pieces(): AsyncGenerator<Buffer> {
    yield picture;
    for (let sent = picture.length; sent < bytes; sent += 4096) yield Buffer.alloc(4096, sent % 251);
    if (error !== undefined) throw error;
  }
  return Readable.from(pieces());
}

const stored = async (): Promise<number> =>
  (await bucket.client.send(new ListObjectsV2Command({ Bucket: 'media' }))).KeyCount ?? 0;

describe('an upload whose source breaks off', () => {
  it.each([
    ['of known length', 2 * MEGABYTE],
    ['of unknown length', undefined],
  ])('%s ends with the error of the source, and nothing is stored', async (_, contentLength) => {
    bucket = await aLocalBucket();
    const body = await broken(MEGABYTE, new Error('the source has reset'));
    const write = uploadWriter(bucket.client, 'media').write({ body, contentLength, keyOf: () => key });
    await expect(write).rejects.toThrow('the source has reset');
    expect(await stored()).toBe(0);
  });

  it('ends with an error where the source says that it is over before its time', async () => {
    bucket = await aLocalBucket();
    const body = await broken(MEGABYTE);
    const write = uploadWriter(bucket.client, 'media', 500).write({
      body,
      contentLength: 2 * MEGABYTE,
      keyOf: () => key,
    });
    await expect(write).rejects.toThrow();
    expect(await stored()).toBe(0);
  });

  it('ends with its error where a checksum goes behind the body, as S3 asks for', async () => {
    bucket = await aLocalBucket();
    const checked = bucket.clientWith({ requestChecksumCalculation: 'WHEN_SUPPORTED' });
    for (let i = 0; i < 4; i += 1) {
      const body = await broken(MEGABYTE, new Error('the source has reset'));
      const sent = { body, contentLength: 2 * MEGABYTE, keyOf: () => key };
      await expect(uploadWriter(checked, 'media').write(sent)).rejects.toThrow('the source has reset');
    }
    checked.destroy();
  });

  it('ends with an error, and not the process, where the store cannot be reached', async () => {
    bucket = await aLocalBucket();
    const nowhere = new S3Client({
      endpoint: 'http://127.0.0.1:9',
      region: 'us-east-1',
      maxAttempts: 1,
      forcePathStyle: true,
      credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
    });
    const body = await broken(MEGABYTE, new Error('the source has reset'));
    const write = uploadWriter(nowhere, 'media').write({
      body,
      contentLength: 2 * MEGABYTE,
      keyOf: () => key,
    });
    await expect(write).rejects.toThrow();
    nowhere.destroy();
  });
});
