import { Readable } from 'node:stream';
import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  PutObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aLocalS3, type LocalS3 } from './local-s3.ts';
import { rawRequest } from './raw.ts';
import { clientOf, element, refusal } from './target.ts';

const Bucket = 'media';
const PART = 5 * 2 ** 20;

describe('the limits of Cloudflare R2', () => {
  let s3: LocalS3;
  beforeEach(async () => {
    s3 = await aLocalS3({ strict: 'r2' });
  });
  afterEach(() => s3.end());

  it('accepts the region auto and refuses the regions of Amazon', async () => {
    await s3.put('k', 'x');
    expect(await s3.read('k')).toBe('x');
    const answer = await rawRequest(
      { ...s3.target, region: 'eu-west-1' },
      { method: 'GET', path: '/media/k' },
    );
    expect(element(answer.body, 'Code')).toBe('AuthorizationHeaderMalformed');
  });

  it('refuses tags, ACLs and encryption headers by name', async () => {
    const wanted = { Tagging: 'a=b', ACL: 'private', ServerSideEncryption: 'AES256' } as const;
    for (const [name, value] of Object.entries(wanted)) {
      expect(await refusal(s3.put('k', 'x', { [name]: value }))).toEqual({
        name: 'NotImplemented',
        status: 501,
      });
    }
    const tagging = await rawRequest(s3.target, {
      method: 'GET',
      path: '/media/k',
      query: { tagging: '' },
    });
    expect([tagging.status, element(tagging.body, 'Message')]).toEqual([
      501,
      expect.stringContaining('operation GetObjectTagging'),
    ]);
  });

  it('refuses form uploads by name', async () => {
    const form = await rawRequest(s3.target, { method: 'POST', path: '/media' });
    expect([form.status, element(form.body, 'Message')]).toEqual([
      501,
      expect.stringContaining('PostObject'),
    ]);
  });

  it('refuses notifications by name', async () => {
    const query = { notification: '' };
    const answer = await rawRequest(s3.target, { method: 'PUT', path: '/media', query, body: ['<x/>'] });
    expect([answer.status, element(answer.body, 'Message')]).toEqual([
      501,
      expect.stringContaining('BucketNotification'),
    ]);
  });

  it('refuses checksums that come behind a stream or are asked for with a read, as the SDK sends them by itself', async () => {
    const asItComes = clientOf(s3.target, { systemClockOffset: s3.clock.now() - Date.now() });
    const stream = new PutObjectCommand({ Bucket, Key: 'k', Body: Readable.from(['x']), ContentLength: 1 });
    expect(await refusal(asItComes.send(stream))).toMatchObject({ name: 'NotImplemented' });
    await s3.put('k', 'x');
    expect(await refusal(asItComes.send(new GetObjectCommand({ Bucket, Key: 'k' })))).toMatchObject({
      name: 'NotImplemented',
    });
  });

  it.each([
    ['takes', [PART, PART, 7], 'accepted'],
    ['refuses', [PART, PART + 1, 7], 'InvalidPart'],
    ['refuses', [PART, PART + 1], 'InvalidPart'],
  ])('%s parts of %j bytes', async (_verb, sizes, name) => {
    const at = { Bucket, Key: 'parts' };
    const { UploadId } = await s3.client.send(new CreateMultipartUploadCommand(at));
    const Parts = [];
    for (const [index, size] of sizes.entries()) {
      const part = { ...at, UploadId, PartNumber: index + 1, Body: Buffer.alloc(size) };
      Parts.push({
        PartNumber: index + 1,
        ETag: (await s3.client.send(new UploadPartCommand(part))).ETag,
      });
    }
    const whole = new CompleteMultipartUploadCommand({ ...at, UploadId, MultipartUpload: { Parts } });
    expect(await refusal(s3.client.send(whole))).toMatchObject({ name });
  });

  it('keeps a condition on a write', async () => {
    await s3.put('once', 'x', { IfNoneMatch: '*' });
    expect(await refusal(s3.put('once', 'y', { IfNoneMatch: '*' }))).toEqual({
      name: 'PreconditionFailed',
      status: 412,
    });
  });
});
