import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  GetBucketAbacCommand,
  GetBucketCorsCommand,
  GetBucketPolicyCommand,
  GetObjectCommand,
  HeadBucketCommand,
  ListBucketsCommand,
  ListObjectsCommand,
  PutBucketPolicyCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientOf, codeOf, freshName, presign, refusal } from '../target.ts';
import type { Place } from './place.ts';

/** Buckets and what a browser may do with them. */
export function bucketsContract(place: Place): void {
  const client = () => clientOf(place.target());

  describe('buckets', () => {
    it('come and go', async () => {
      const Bucket = freshName('passing');
      await client().send(new CreateBucketCommand({ Bucket }));
      expect((await client().send(new HeadBucketCommand({ Bucket }))).$metadata.httpStatusCode).toBe(200);
      const { Buckets } = await client().send(new ListBucketsCommand({}));
      expect(Buckets?.map((bucket) => bucket.Name)).toContain(Bucket);

      await client().send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'x' }));
      const remove = () => client().send(new DeleteBucketCommand({ Bucket }));
      expect(await refusal(remove())).toEqual({ name: 'BucketNotEmpty', status: 409 });
      await client().send(new DeleteObjectCommand({ Bucket, Key: 'k' }));
      await remove();
      expect(await refusal(client().send(new HeadBucketCommand({ Bucket })))).toMatchObject({ status: 404 });
      expect(await refusal(remove())).toEqual({ name: 'NoSuchBucket', status: 404 });
    });

    it('have names of a certain form', async () => {
      for (const Bucket of ['Ab', 'UPPER-case', 'under_score', '-dash', '192.168.1.1', 'two..dots']) {
        expect(await refusal(client().send(new CreateBucketCommand({ Bucket })))).toEqual({
          name: 'InvalidBucketName',
          status: 400,
        });
      }
    });

    it('refuse by name what is not supported', async () => {
      if (!place.refusesByName()) return;
      const Bucket = place.bucket();
      const wanted = [
        [new GetBucketCorsCommand({ Bucket }), 'GetBucketCors'],
        [new GetBucketPolicyCommand({ Bucket }), 'GetBucketPolicy'],
        [new PutBucketPolicyCommand({ Bucket, Policy: '{}' }), 'PutBucketPolicy'],
        [new ListObjectsCommand({ Bucket }), 'ListObjects'],
        [new GetBucketAbacCommand({ Bucket }), 'Get with ?abac'],
        [new GetObjectCommand({ Bucket, Key: 'k', VersionId: '7' }), 'GetObjectVersion'],
      ] as const;
      for (const [command, name] of wanted) {
        const outcome = client().send(command as GetBucketPolicyCommand);
        await expect(outcome).rejects.toMatchObject({
          name: 'NotImplemented',
          message: expect.stringContaining(`${name}`) as string,
          $metadata: { httpStatusCode: 501 },
        });
      }
    });
  });

  describe('cross-origin access', () => {
    const origin = 'https://app.example';
    let Bucket = '';
    let hasRules = false;
    const without = 'takes CORS rules from its template only';
    const preflight = (headers: Record<string, string>, from = origin) =>
      fetch(`${place.target().endpoint}/${Bucket}/some/key`, {
        method: 'OPTIONS',
        headers: { origin: from, ...headers },
      });

    beforeAll(async () => {
      Bucket = freshName('cors');
      await client().send(new CreateBucketCommand({ Bucket }));
    });

    afterAll(async () => {
      await client().send(new DeleteObjectCommand({ Bucket, Key: 'some/key' }));
      await client().send(new DeleteBucketCommand({ Bucket }));
    });

    it('is refused without rules', async () => {
      const answer = await preflight({ 'access-control-request-method': 'PUT' });
      expect([answer.status, await codeOf(answer)]).toEqual([403, 'AccessForbidden']);
    });

    it('follows the rules of the bucket', async ({ skip }) => {
      hasRules = await place.setCors(Bucket, [
        {
          allowedOrigins: ['https://*.example'],
          allowedMethods: ['GET', 'PUT'],
          allowedHeaders: ['content-type', 'x-amz-*'],
          exposeHeaders: ['ETag'],
          maxAgeSeconds: 300,
        },
      ]);
      if (!hasRules) skip(without);
      const asked = {
        'access-control-request-method': 'PUT',
        'access-control-request-headers': 'Content-Type, x-amz-meta-a',
      };
      const allowed = await preflight(asked);
      expect(allowed.status).toBe(200);
      expect(Object.fromEntries(allowed.headers)).toMatchObject({
        'access-control-allow-origin': origin,
        'access-control-allow-methods': 'GET, PUT',
        'access-control-allow-headers': 'content-type, x-amz-meta-a',
        'access-control-max-age': '300',
        'access-control-expose-headers': 'ETag',
      });
      const refused = [
        preflight({ ...asked, 'access-control-request-method': 'DELETE' }),
        preflight({ ...asked, 'access-control-request-headers': 'authorization' }),
        preflight(asked, 'https://evil.test'),
      ];
      for (const answer of await Promise.all(refused)) expect(answer.status).toBe(403);
    });

    it('shows on answers and on errors to allowed origins only', async ({ skip }) => {
      if (!hasRules) skip(without);
      await client().send(new PutObjectCommand({ Bucket, Key: 'some/key', Body: 'x' }));
      const link = await presign(place.target(), new GetObjectCommand({ Bucket, Key: 'some/key' }));
      const allowOf = async (from: string, to = link) => {
        const answer = await fetch(to, { headers: { origin: from } });
        await answer.text();
        return [answer.status, answer.headers.get('access-control-allow-origin')];
      };
      expect(await allowOf(origin)).toEqual([200, origin]);
      expect(await allowOf('https://evil.test')).toEqual([200, null]);
      expect(await allowOf(origin, `${link}0`)).toEqual([403, origin]);
    });
  });
}
