import { GetObjectCommand, NoSuchKey, S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import { beforeEach, describe, expect, it } from 'vitest';
import { uploadReader } from '#storage/objects/upload-reader.ts';
import { aws, resetAws } from '../../aws.ts';

const answered = { message: 'Refused by the test', $metadata: {} };
const missing = new NoSuchKey(answered);
const forbidden = new S3ServiceException({ ...answered, name: 'AccessDenied', $fault: 'client' });
const reader = uploadReader(new S3Client({ region: 'eu-central-1' }), 'media');
const asks = [
  ['stat', () => reader.stat('a.png'), undefined],
  ['open', () => reader.open('a.png'), undefined],
  ['inspect', () => reader.inspect('a.png'), { type: 'missing' }],
] as const;

describe('an upload', () => {
  beforeEach(resetAws);

  it.each(asks)('that the store says is not there is missing to %s', async (_what, ask, nothing) => {
    aws.bucket.on(GetObjectCommand).rejects(missing);
    expect(await ask()).toEqual(nothing);
  });

  it.each(asks)('that the store forbids is not missing to %s: a right is', async (_what, ask) => {
    aws.bucket.on(GetObjectCommand).rejects(forbidden);
    await expect(ask()).rejects.toThrow(forbidden);
  });
});
