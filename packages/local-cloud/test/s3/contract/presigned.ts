import { createHash } from 'node:crypto';
import { GetObjectCommand, HeadObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { beforeAll, describe, expect, it } from 'vitest';
import { clientOf, codeOf, element, freshName, presign, refusal } from '../target.ts';
import type { Place } from './place.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('base64');

/** Presigned URLs: what the holder of a link may do, and for how long. */
export function presignedContract(place: Place): void {
  const client = () => clientOf(place.target());
  const at = (Key: string) => ({ Bucket: place.bucket(), Key });
  const url = (
    ...[command, options]: Parameters<typeof presign> extends [unknown, ...infer Rest] ? Rest : never
  ) => presign(place.target(), command, options);
  const read = async (key: string) =>
    (await client().send(new GetObjectCommand(at(key)))).Body?.transformToString();
  const ago = (seconds: number) => new Date(place.target().now().getTime() - seconds * 1000);
  const put = (to: string, body: string, headers: Record<string, string> = {}) =>
    fetch(to, { method: 'PUT', body, headers });

  describe('presigned URLs', () => {
    beforeAll(async () => {
      await client().send(
        new PutObjectCommand({ ...at('shared'), Body: '0123456789', ContentType: 'text/x-shared' }),
      );
    });

    it('opens an object to whoever has the link', async () => {
      const link = await url(new GetObjectCommand(at('shared')));
      const answer = await fetch(link);
      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-type')).toBe('text/x-shared');
      expect(await answer.text()).toBe('0123456789');
      const part = await fetch(link, { headers: { range: 'bytes=-2' } });
      expect([part.status, await part.text()]).toEqual([206, '89']);
    });

    it('answers HEAD with its own link only', async () => {
      const head = await fetch(await url(new HeadObjectCommand(at('shared'))), { method: 'HEAD' });
      expect([head.status, head.headers.get('content-length')]).toEqual([200, '10']);
      const wrong = await fetch(await url(new GetObjectCommand(at('shared'))), { method: 'HEAD' });
      expect(wrong.status).toBe(403);
    });

    it('signs the headers of the answer with it', async () => {
      const ResponseContentDisposition = 'attachment; filename="ä b.txt"';
      const link = await url(
        new GetObjectCommand({ ...at('shared'), ResponseContentDisposition: 'attachment' }),
      );
      expect((await fetch(link)).headers.get('content-disposition')).toBe('attachment');
      const other = new URL(link);
      other.searchParams.set('response-content-disposition', ResponseContentDisposition);
      expect(await codeOf(await fetch(other))).toBe('SignatureDoesNotMatch');
    });

    it('refuses a link that was altered', async () => {
      const link = await url(new GetObjectCommand(at('shared')));
      const alterations: ((link: URL) => void)[] = [
        (to) => (to.pathname = to.pathname.replace('shared', 'signed')),
        (to) => to.searchParams.set('X-Amz-Expires', '604800'),
        (to) => to.searchParams.set('x-id', 'PutObject'),
        (to) => to.searchParams.set('X-Amz-Signature', '0'.repeat(64)),
        (to) => to.searchParams.append('versionId', '7'),
      ];
      for (const alter of alterations) {
        const altered = new URL(link);
        alter(altered);
        const answer = await fetch(altered);
        expect([answer.status, await codeOf(answer)]).toEqual([403, 'SignatureDoesNotMatch']);
      }
    });

    it('expires', async () => {
      const get = new GetObjectCommand(at('shared'));
      const alive = await fetch(await url(get, { expiresIn: 60, signingDate: ago(50) }));
      expect(alive.status).toBe(200);
      await alive.text();
      const dead = await fetch(await url(get, { expiresIn: 60, signingDate: ago(70) }));
      const body = await dead.text();
      expect(dead.status).toBe(403);
      expect([element(body, 'Code'), element(body, 'Message')]).toEqual([
        'AccessDenied',
        'Request has expired',
      ]);
    });

    it('refuses a lifetime of more than a week', async () => {
      const link = new URL(await url(new GetObjectCommand(at('shared'))));
      link.searchParams.set('X-Amz-Expires', '604801');
      const answer = await fetch(link);
      expect([answer.status, await codeOf(answer)]).toEqual([400, 'AuthorizationQueryParametersError']);
    });

    it('takes an upload', async () => {
      const key = freshName('upload');
      const link = await url(new PutObjectCommand(at(key)));
      const answer = await put(link, 'from a link', { 'content-type': 'text/x-upload' });
      expect(answer.status).toBe(200);
      expect(await read(key)).toBe('from a link');
      const { ContentType } = await client().send(new HeadObjectCommand(at(key)));
      expect(ContentType).toBe('text/x-upload');
      expect(await codeOf(await fetch(link))).toBe('SignatureDoesNotMatch');
    });

    it('holds an uploader to the signed type and length', async () => {
      const key = freshName('held');
      const link = await url(
        new PutObjectCommand({ ...at(key), ContentType: 'image/png', ContentLength: 5 }),
        { signableHeaders: new Set(['content-type', 'content-length']) },
      );
      const attempt = async (body: string, type: string) => {
        const answer = await put(link, body, { 'content-type': type });
        return [answer.status, await codeOf(answer)];
      };
      expect(await attempt('12345', 'image/gif')).toEqual([403, 'SignatureDoesNotMatch']);
      expect(await attempt('123456', 'image/png')).toEqual([403, 'SignatureDoesNotMatch']);
      expect(await attempt('12345', 'image/png')).toEqual([200, undefined]);
    });

    it('holds an uploader to the signed checksum', async () => {
      const key = freshName('summed');
      const link = await url(new PutObjectCommand({ ...at(key), ChecksumSHA256: sha256('the real bytes') }));
      const wrong = await put(link, 'other bytes!!!');
      expect([wrong.status, await codeOf(wrong)]).toEqual([400, 'BadDigest']);
      expect(await refusal(read(key))).toMatchObject({ name: 'NoSuchKey' });
      expect((await put(link, 'the real bytes')).status).toBe(200);
    });

    it('holds an uploader to a checksum signed as a header', async () => {
      const key = freshName('header-summed');
      const name = 'x-amz-checksum-sha256';
      const link = await url(new PutObjectCommand({ ...at(key), ChecksumSHA256: sha256('right') }), {
        unhoistableHeaders: new Set([name]),
      });
      expect(await codeOf(await put(link, 'right'))).toBe('SignatureDoesNotMatch');
      expect(await codeOf(await put(link, 'wrong', { [name]: sha256('wrong') }))).toBe(
        'SignatureDoesNotMatch',
      );
      expect(await codeOf(await put(link, 'wrong', { [name]: sha256('right') }))).toBe('BadDigest');
      expect((await put(link, 'right', { [name]: sha256('right') })).status).toBe(200);
    });

    it('refuses real bytes where the SDK signed the checksum of an empty body', async () => {
      const key = freshName('trap');
      const link = await getSignedUrl(client(), new PutObjectCommand(at(key)), {
        expiresIn: 900,
        signingDate: place.target().now(),
      });
      expect(link).toContain('x-amz-checksum-crc32=AAAAAA%3D%3D');
      const answer = await put(link, 'real bytes');
      expect([answer.status, await codeOf(answer)]).toEqual([400, 'BadDigest']);
      expect(await refusal(read(key))).toMatchObject({ name: 'NoSuchKey' });
    });

    it('keeps metadata that was signed into the link, and refuses metadata that was not', async () => {
      const key = freshName('meta');
      const link = await url(new PutObjectCommand({ ...at(key), Metadata: { owner: 'ana' } }));
      const smuggled = await put(link, 'x', { 'x-amz-meta-role': 'admin' });
      expect([smuggled.status, await codeOf(smuggled)]).toEqual([403, 'AccessDenied']);
      expect((await put(link, 'x')).status).toBe(200);
      const { Metadata } = await client().send(new HeadObjectCommand(at(key)));
      expect(Metadata).toEqual({ owner: 'ana' });
    });

    it('tells an uploader who is still sending why a large body is refused', async () => {
      const link = await url(new PutObjectCommand(at(freshName('large'))), { signingDate: ago(1000) });
      const answer = await fetch(link, { method: 'PUT', body: Buffer.alloc(20_000_000) });
      expect([answer.status, await codeOf(answer)]).toEqual([403, 'AccessDenied']);
    });

    it('keeps a signed condition', async () => {
      const key = freshName('once');
      const link = await url(new PutObjectCommand({ ...at(key), IfNoneMatch: '*' }));
      const once = () => put(link, 'x', { 'if-none-match': '*' });
      expect((await once()).status).toBe(200);
      expect(await codeOf(await once())).toBe('PreconditionFailed');
    });
  });
}
