import { createHash, randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListPartsCommand,
  PutObjectCommand,
  UploadPartCommand,
  type CompletedPart,
  type CreateMultipartUploadCommandInput,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { describe, expect, it } from 'vitest';
import { clientOf, freshName, refusal } from '../target.ts';
import type { Place } from './place.ts';

const PART = 5 * 2 ** 20;
const md5 = (data: Buffer): Buffer => createHash('md5').update(data).digest();

/** Multipart uploads. */
export function multipartContract(place: Place): void {
  const client = () => clientOf(place.target());
  const at = (Key: string) => ({ Bucket: place.bucket(), Key });
  const read = async (key: string) => {
    const { Body } = await client().send(new GetObjectCommand(at(key)));
    return Buffer.from((await Body?.transformToByteArray()) ?? []);
  };
  const begin = async (key: string, more: Partial<CreateMultipartUploadCommandInput> = {}) => {
    const { UploadId } = await client().send(new CreateMultipartUploadCommand({ ...at(key), ...more }));
    const part = async (PartNumber: number, Body: Buffer) =>
      client().send(new UploadPartCommand({ ...at(key), UploadId, PartNumber, Body }));
    const complete = (Parts: CompletedPart[], conditions = {}) =>
      client().send(
        new CompleteMultipartUploadCommand({
          ...at(key),
          UploadId,
          MultipartUpload: { Parts },
          ...conditions,
        }),
      );
    return { UploadId, part, complete };
  };

  describe('multipart uploads', () => {
    it('joins parts in order, with the ETag of parts and what was said at the start', async () => {
      const key = freshName('joined');
      const [one, two] = [randomBytes(PART), randomBytes(1000)];
      const upload = await begin(key, { ContentType: 'video/mp4', Metadata: { a: 'b' } });
      const second = await upload.part(2, two);
      await upload.part(1, randomBytes(10));
      const first = await upload.part(1, one);
      const { Parts } = await client().send(new ListPartsCommand({ ...at(key), UploadId: upload.UploadId }));
      expect(Parts?.map(({ PartNumber, Size, ETag }) => [PartNumber, Size, ETag])).toEqual([
        [1, PART, first.ETag],
        [2, 1000, second.ETag],
      ]);
      expect(await refusal(read(key))).toMatchObject({ name: 'NoSuchKey' });

      const done = await upload.complete([
        { PartNumber: 1, ETag: first.ETag },
        { PartNumber: 2, ETag: second.ETag },
      ]);
      const etag = createHash('md5')
        .update(Buffer.concat([md5(one), md5(two)]))
        .digest('hex');
      expect(done.ETag).toBe(`"${etag}-2"`);
      expect(await refusal(upload.part(3, Buffer.from('late')))).toMatchObject({ name: 'NoSuchUpload' });
      expect((await read(key)).equals(Buffer.concat([one, two]))).toBe(true);
      expect(await client().send(new HeadObjectCommand(at(key)))).toMatchObject({
        ContentType: 'video/mp4',
        Metadata: { a: 'b' },
        ContentLength: PART + 1000,
      });
    });

    it('lists parts page by page', async () => {
      const key = freshName('pages');
      const upload = await begin(key);
      for (const number of [1, 2, 3]) await upload.part(number, Buffer.from(`part ${number}`));
      const list = (more = {}) =>
        client().send(new ListPartsCommand({ ...at(key), UploadId: upload.UploadId, MaxParts: 2, ...more }));
      const first = await list();
      expect(first).toMatchObject({ IsTruncated: true, NextPartNumberMarker: '2' });
      const second = await list({ PartNumberMarker: first.NextPartNumberMarker });
      expect(second.Parts?.map((part) => part.PartNumber)).toEqual([3]);
      expect(second.IsTruncated).toBe(false);
    });

    it('refuses parts that are unknown, changed, unordered or too small', async () => {
      const upload = await begin(freshName('refused'));
      const { ETag: one } = await upload.part(1, Buffer.from('small'));
      const { ETag: two } = await upload.part(2, Buffer.from('also small'));
      const attempt = (parts: CompletedPart[]) => refusal(upload.complete(parts));
      const [first, second] = [
        { PartNumber: 1, ETag: one },
        { PartNumber: 2, ETag: two },
      ];
      expect(await attempt([first, { PartNumber: 3, ETag: two }])).toMatchObject({ name: 'InvalidPart' });
      expect(await attempt([{ ...first, ETag: two }])).toMatchObject({ name: 'InvalidPart' });
      expect(await attempt([second, first])).toMatchObject({ name: 'InvalidPartOrder' });
      expect(await attempt([first, second])).toMatchObject({ name: 'EntityTooSmall' });
      expect(await attempt([second])).toMatchObject({ name: 'accepted' });
    });

    it('forgets an aborted upload', async () => {
      const key = freshName('aborted');
      const upload = await begin(key);
      const { ETag } = await upload.part(1, Buffer.from('x'));
      await client().send(new AbortMultipartUploadCommand({ ...at(key), UploadId: upload.UploadId }));
      const late = upload.complete([{ PartNumber: 1, ETag }]);
      expect(await refusal(late)).toEqual({ name: 'NoSuchUpload', status: 404 });
      expect(await refusal(upload.part(2, Buffer.from('x')))).toEqual({ name: 'NoSuchUpload', status: 404 });
    });

    it('completes under a condition only where it holds', async () => {
      const key = freshName('conditional');
      const upload = await begin(key);
      const { ETag } = await upload.part(1, Buffer.from('late'));
      await client().send(new PutObjectCommand({ ...at(key), Body: 'early' }));
      const complete = upload.complete([{ PartNumber: 1, ETag }], { IfNoneMatch: '*' });
      expect(await refusal(complete)).toMatchObject({ name: 'PreconditionFailed', status: 412 });
      expect((await read(key)).toString()).toBe('early');
    });

    it('wants the checksum of each part again where the whole is a checksum of them', async () => {
      const upload = await begin(freshName('unsummed'), { ChecksumAlgorithm: 'SHA256' });
      const { ETag, ChecksumSHA256 } = await upload.part(1, Buffer.from('x'));
      expect(await refusal(upload.complete([{ PartNumber: 1, ETag }]))).toMatchObject({
        name: 'InvalidRequest',
      });
      const other = Buffer.alloc(32).toString('base64');
      const wrong = upload.complete([{ PartNumber: 1, ETag, ChecksumSHA256: other }]);
      expect(await refusal(wrong)).toMatchObject({ name: 'InvalidPart' });
      await upload.complete([{ PartNumber: 1, ETag, ChecksumSHA256 }]);
    });

    it('serves the SDK uploader with a stream of unknown length', async () => {
      const key = freshName('uploader');
      const data = randomBytes(PART + 123_456);
      const Body = Readable.from([data.subarray(0, 1_000_000), data.subarray(1_000_000)]);
      await new Upload({ client: client(), params: { ...at(key), Body } }).done();
      expect((await read(key)).equals(data)).toBe(true);
    });

    it('gives the whole a checksum of its parts, or one of its own', async () => {
      const [one, two] = [randomBytes(PART), randomBytes(77)];
      const make = async (more: Partial<CreateMultipartUploadCommandInput>) => {
        const upload = await begin(freshName('checked'), more);
        const parts = [await upload.part(1, one), await upload.part(2, two)];
        const named = parts.map(({ ETag, ChecksumCRC32, ChecksumSHA256 }, index) => ({
          PartNumber: index + 1,
          ETag,
          ChecksumCRC32,
          ChecksumSHA256,
        }));
        return upload.complete(named);
      };
      const sha256 = (data: Buffer) => createHash('sha256').update(data).digest();
      const composite = await make({ ChecksumAlgorithm: 'SHA256' });
      const ofParts = sha256(Buffer.concat([sha256(one), sha256(two)])).toString('base64');
      expect(composite).toMatchObject({ ChecksumSHA256: `${ofParts}-2`, ChecksumType: 'COMPOSITE' });
      const whole = await make({ ChecksumAlgorithm: 'CRC32', ChecksumType: 'FULL_OBJECT' });
      const crc = Buffer.alloc(4);
      crc.writeUInt32BE(crc32(Buffer.concat([one, two])));
      expect(whole).toMatchObject({ ChecksumCRC32: crc.toString('base64'), ChecksumType: 'FULL_OBJECT' });
    });
  });
}
