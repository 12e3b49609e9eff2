import { createHash, randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import {
  CopyObjectCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { clientOf, refusal } from '../target.ts';
import type { Place } from './place.ts';

const md5 = (data: Buffer): string => createHash('md5').update(data).digest('hex');

/** Objects: writing, reading, copying, deleting. */
export function objectsContract(place: Place): void {
  const client = () => clientOf(place.target());
  const at = (Key: string) => ({ Bucket: place.bucket(), Key });
  const put = (key: string, Body: Buffer | string, more = {}) =>
    client().send(new PutObjectCommand({ ...at(key), Body, ...more }));
  const read = async (key: string) => {
    const { Body } = await client().send(new GetObjectCommand(at(key)));
    return Buffer.from((await Body?.transformToByteArray()) ?? []);
  };

  describe('objects', () => {
    it('gives back the bytes that were put, with their MD5 as ETag', async () => {
      const data = randomBytes(3_000_000);
      const { ETag } = await put('plain/three-megabytes.bin', data);
      expect(ETag).toBe(`"${md5(data)}"`);
      expect((await read('plain/three-megabytes.bin')).equals(data)).toBe(true);
    });

    it('takes a stream of known length without its framing ending up in the object', async () => {
      const data = randomBytes(700_000);
      // Uneven on purpose; S3 refuses chunks below 8,192 bytes, the last aside.
      const pieces = [data.subarray(0, 8_193), data.subarray(8_193, 699_999), data.subarray(699_999)];
      await client().send(
        new PutObjectCommand({
          ...at('plain/streamed'),
          Body: Readable.from(pieces),
          ContentLength: data.length,
        }),
      );
      const { Body, ContentEncoding } = await client().send(new GetObjectCommand(at('plain/streamed')));
      expect(Buffer.from((await Body?.transformToByteArray()) ?? []).equals(data)).toBe(true);
      expect(ContentEncoding).toBeUndefined();
    });

    it('keeps an empty object', async () => {
      await put('plain/empty', Buffer.alloc(0));
      expect((await read('plain/empty')).length).toBe(0);
      expect((await client().send(new HeadObjectCommand(at('plain/empty')))).ContentLength).toBe(0);
    });

    it('replaces an object whole', async () => {
      await put('plain/replaced', 'the first and longer one', { Metadata: { mood: 'old' } });
      await put('plain/replaced', 'second');
      const { Body, Metadata } = await client().send(new GetObjectCommand(at('plain/replaced')));
      expect(await Body?.transformToString()).toBe('second');
      expect(Metadata).toEqual({});
    });

    it('keeps headers and user metadata, and overrides them on request', async () => {
      const kept = {
        ContentType: 'image/png',
        CacheControl: 'max-age=60',
        ContentDisposition: 'inline; filename="a.png"',
        ContentLanguage: 'de',
        ContentEncoding: 'gzip',
        Metadata: { prompt: 'a lighthouse at dusk', empty: '' },
      };
      await put('described', 'x', kept);
      expect(await client().send(new HeadObjectCommand(at('described')))).toMatchObject({
        ...kept,
        ContentLength: 1,
      });
      const overridden = await client().send(
        new GetObjectCommand({
          ...at('described'),
          ResponseContentType: 'text/plain',
          ResponseContentDisposition: 'attachment',
          ResponseCacheControl: 'no-store',
        }),
      );
      expect(overridden).toMatchObject({
        ContentType: 'text/plain',
        ContentDisposition: 'attachment',
        CacheControl: 'no-store',
        ContentLanguage: 'de',
      });
    });

    it('refuses more than two kilobytes of user metadata', async () => {
      const Metadata = { big: 'x'.repeat(2048) };
      expect(await refusal(put('too-described', 'x', { Metadata }))).toEqual({
        name: 'MetadataTooLarge',
        status: 400,
      });
    });

    it('says which key or bucket is missing', async () => {
      expect(await refusal(read('nowhere'))).toEqual({ name: 'NoSuchKey', status: 404 });
      expect(await refusal(client().send(new HeadObjectCommand(at('nowhere'))))).toEqual({
        name: 'NotFound',
        status: 404,
      });
      const inMissingBucket = new GetObjectCommand({ Bucket: 'no-such-bucket-here-0815', Key: 'k' });
      expect(await refusal(client().send(inMissingBucket))).toEqual({ name: 'NoSuchBucket', status: 404 });
    });

    it('deletes, and is content when there is nothing to delete', async () => {
      await put('doomed', 'x');
      const gone = await client().send(new DeleteObjectCommand(at('doomed')));
      expect(gone.$metadata.httpStatusCode).toBe(204);
      expect(await refusal(read('doomed'))).toMatchObject({ name: 'NoSuchKey' });
      const again = await client().send(new DeleteObjectCommand(at('doomed')));
      expect(again.$metadata.httpStatusCode).toBe(204);
    });

    it('deletes many at once and names each', async () => {
      const keys = ['many/1', 'many/a&b <c>', 'many/ü'];
      for (const key of keys) await put(key, 'x');
      const answer = await client().send(
        new DeleteObjectsCommand({
          Bucket: place.bucket(),
          Delete: { Objects: [...keys, 'many/missing'].map((Key) => ({ Key })) },
        }),
      );
      expect(answer.Deleted?.map((entry) => entry.Key)).toEqual([...keys, 'many/missing']);
      for (const key of keys) expect(await refusal(read(key))).toMatchObject({ name: 'NoSuchKey' });
    });

    it('copies bytes and metadata, or replaces the metadata', async () => {
      await put('copy/from ä+b', 'contents', { ContentType: 'text/x-a', Metadata: { a: '1' } });
      const CopySource = `${place.bucket()}/${encodeURIComponent('copy/from ä+b')}`;
      const copied = await client().send(new CopyObjectCommand({ ...at('copy/same'), CopySource }));
      expect(copied.CopyObjectResult?.ETag).toBe(`"${md5(Buffer.from('contents'))}"`);
      expect(await client().send(new HeadObjectCommand(at('copy/same')))).toMatchObject({
        ContentType: 'text/x-a',
        Metadata: { a: '1' },
      });
      const MetadataDirective = 'REPLACE';
      await client().send(
        new CopyObjectCommand({ ...at('copy/new'), CopySource, MetadataDirective, ContentType: 'text/x-b' }),
      );
      const replaced = await client().send(new HeadObjectCommand(at('copy/new')));
      expect(replaced).toMatchObject({ ContentType: 'text/x-b', Metadata: {} });
      expect((await read('copy/new')).toString()).toBe('contents');
    });

    it('refuses to copy what is missing, changed, or already there unchanged', async () => {
      await put('copy/source', 'x');
      const copy = (source: string, more = {}) =>
        client().send(
          new CopyObjectCommand({ ...at('copy/target'), CopySource: `${place.bucket()}/${source}`, ...more }),
        );
      expect(await refusal(copy('copy/missing'))).toMatchObject({ name: 'NoSuchKey', status: 404 });
      expect(await refusal(copy('copy/source', { CopySourceIfMatch: '"0"' }))).toMatchObject({
        name: 'PreconditionFailed',
        status: 412,
      });
      expect(await refusal(copy('copy/source', { Key: 'copy/source' }))).toMatchObject({
        name: 'InvalidRequest',
      });
    });

    it('refuses by name what it does not do', async () => {
      for (const more of [{ StorageClass: 'GLACIER' }, { Tagging: 'kind=picture' }] as const) {
        expect(await refusal(put('frozen', 'x', more))).toMatchObject({
          name: place.refusesByName() ? 'NotImplemented' : 'accepted',
        });
      }
    });
  });
}
