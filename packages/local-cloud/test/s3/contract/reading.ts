import {
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  type GetObjectCommandInput,
} from '@aws-sdk/client-s3';
import { beforeAll, describe, expect, it } from 'vitest';
import { clientOf, presign, refusal } from '../target.ts';
import type { Place } from './place.ts';

/** Reading a part, and reading only when something is true. */
export function readingContract(place: Place): void {
  const client = () => clientOf(place.target());
  const at = (Key: string) => ({ Bucket: place.bucket(), Key });
  const get = async (more: Partial<GetObjectCommandInput>, key = 'ten') => {
    const answer = await client().send(new GetObjectCommand({ ...at(key), ...more }));
    return { ...answer, text: await answer.Body?.transformToString() };
  };

  describe('reading', () => {
    let etag = '';
    let modified = new Date(0);

    beforeAll(async () => {
      const written = await client().send(new PutObjectCommand({ ...at('ten'), Body: '0123456789' }));
      await client().send(new PutObjectCommand({ ...at('none'), Body: Buffer.alloc(0) }));
      etag = written.ETag ?? '';
      modified = (await client().send(new HeadObjectCommand(at('ten')))).LastModified ?? modified;
    });

    it.each([
      ['bytes=2-4', '234', 'bytes 2-4/10'],
      ['bytes=7-', '789', 'bytes 7-9/10'],
      ['bytes=-3', '789', 'bytes 7-9/10'],
      ['bytes=-99', '0123456789', 'bytes 0-9/10'],
      ['bytes=8-99', '89', 'bytes 8-9/10'],
      ['bytes=0-0', '0', 'bytes 0-0/10'],
    ])('answers %s with 206 and that part', async (Range, text, ContentRange) => {
      const answer = await get({ Range });
      expect(answer).toMatchObject({ text, ContentRange, ContentLength: text.length, AcceptRanges: 'bytes' });
      expect(answer.$metadata.httpStatusCode).toBe(206);
    });

    it.each([['bytes=10-'], ['bytes=10-12'], ['bytes=-0']])('refuses %s, which is outside', async (Range) => {
      expect(await refusal(get({ Range }))).toEqual({ name: 'InvalidRange', status: 416 });
    });

    it('has no range in an empty object', async () => {
      expect(await refusal(get({ Range: 'bytes=0-' }, 'none'))).toMatchObject({ status: 416 });
    });

    it.each([['bytes=4-2'], ['lines=1-2'], ['bytes=0-1,4-5']])('answers %s with the whole', async (Range) => {
      expect(await get({ Range })).toMatchObject({ text: '0123456789', ContentLength: 10 });
    });

    it('answers a range of a version that is gone with the whole of the present one', async () => {
      const link = await presign(place.target(), new GetObjectCommand(at('ten')));
      const ask = async (version: string) => {
        const answer = await fetch(link, { headers: { range: 'bytes=1-2', 'if-range': version } });
        return [answer.status, await answer.text()];
      };
      expect(await ask(etag)).toEqual([206, '12']);
      expect(await ask('"gone"')).toEqual([200, '0123456789']);
    });

    it('tells by HEAD how long a range is', async () => {
      const answer = await client().send(new HeadObjectCommand({ ...at('ten'), Range: 'bytes=2-4' }));
      expect(answer).toMatchObject({ ContentLength: 3, $metadata: { httpStatusCode: 206 } });
    });

    it('keeps If-Match and If-None-Match', async () => {
      expect((await get({ IfMatch: etag })).text).toBe('0123456789');
      expect(await refusal(get({ IfMatch: '"other"' }))).toEqual({ name: 'PreconditionFailed', status: 412 });
      expect((await get({ IfNoneMatch: '"other"' })).text).toBe('0123456789');
      expect((await refusal(get({ IfNoneMatch: etag }))).status).toBe(304);
    });

    it('keeps If-Modified-Since and If-Unmodified-Since', async () => {
      const [earlier, later] = [-60_000, 60_000].map((ms) => new Date(modified.getTime() + ms));
      expect((await get({ IfModifiedSince: earlier })).text).toBe('0123456789');
      expect((await refusal(get({ IfModifiedSince: modified }))).status).toBe(304);
      expect((await get({ IfUnmodifiedSince: later })).text).toBe('0123456789');
      expect(await refusal(get({ IfUnmodifiedSince: earlier }))).toMatchObject({ status: 412 });
    });

    it('lets an ETag decide where a date disagrees', async () => {
      const earlier = new Date(modified.getTime() - 60_000);
      expect((await get({ IfMatch: etag, IfUnmodifiedSince: earlier })).text).toBe('0123456789');
      expect((await refusal(get({ IfNoneMatch: etag, IfModifiedSince: earlier }))).status).toBe(304);
    });
  });
}
