import { GetObjectCommand, HeadObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../clock.ts';
import { startS3 } from '../../s3/server.ts';
import { aLocalS3, type LocalS3 } from './local-s3.ts';
import { slowUpload, until } from './slow-upload.ts';
import { clientOf, codeOf, presign, refusal } from './target.ts';

const Bucket = 'media';
const DAY = 86_400_000;

describe('time', () => {
  let s3: LocalS3;
  beforeEach(async () => {
    s3 = await aLocalS3();
  });
  afterEach(() => s3.end());

  it('lets a presigned URL live exactly as long as the given clock says', async () => {
    await s3.put('k', 'x');
    const get = new GetObjectCommand({ Bucket, Key: 'k' });
    const link = await presign(s3.target, get, { expiresIn: 3600 });
    await s3.clock.advance(3_600_000);
    expect((await fetch(link)).status).toBe(200);
    await s3.clock.advance(1000);
    const answer = await fetch(link);
    expect([answer.status, await codeOf(answer)]).toEqual([403, 'AccessDenied']);
  });

  it('refuses a URL signed in the future', async () => {
    const later = new Date(s3.clock.now() + 3_600_000);
    const link = await presign(s3.target, new GetObjectCommand({ Bucket, Key: 'k' }), {
      signingDate: later,
    });
    expect((await fetch(link)).status).toBe(403);
  });

  it('teaches an unmodified client its own time', async () => {
    const client = clientOf(s3.target, { maxAttempts: 2 });
    await client.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'x' }));
    await s3.clock.advance(30 * DAY);
    expect((await client.send(new HeadObjectCommand({ Bucket, Key: 'k' }))).ContentLength).toBe(1);
  });

  it('dates objects by the given clock', async () => {
    await s3.advance(5 * DAY);
    await s3.put('k', 'x');
    const { LastModified } = await s3.client.send(new HeadObjectCommand({ Bucket, Key: 'k' }));
    expect(LastModified?.getTime()).toBe(s3.clock.now());
  });

  it('expires objects of a prefix at the midnight after their days', async () => {
    await s3.server.createBucket(Bucket, { lifecycle: [{ prefix: 'uploads/', expireAfterDays: 1 }] });
    await s3.put('uploads/a', 'x');
    await s3.put('kept/a', 'x');
    await s3.advance(1.5 * DAY - 1);
    expect(await refusal(s3.read('uploads/a'))).toMatchObject({ name: 'accepted' });
    await s3.advance(1);
    expect(await refusal(s3.read('uploads/a'))).toMatchObject({ name: 'NoSuchKey' });
    expect(await s3.read('kept/a')).toBe('x');
    await s3.restart();
    expect((await s3.files()).filter((path) => path.includes('uploads'))).toEqual([]);
  });
});

describe('the server', () => {
  let s3: LocalS3;
  const counted: [string, number][] = [];
  beforeEach(async () => {
    counted.length = 0;
    s3 = await aLocalS3({ onRequest: (operation, bytes) => counted.push([operation, bytes]) });
  });
  afterEach(() => s3.end());

  it('counts authenticated requests by the names S3 gives them, with their payload', async () => {
    await s3.put('k', '0123456789');
    await s3.read('k');
    await s3.client.send(new HeadObjectCommand({ Bucket, Key: 'k' }));
    await fetch(`${s3.server.url}/media/k`);
    expect(counted).toEqual([
      ['PutObject', 10],
      ['GetObject', 10],
      ['HeadObject', 0],
    ]);
  });

  it('is idle when no request is being served, and not before', async () => {
    await s3.server.idle();
    const upload = slowUpload(await s3.uploadUrl('slow'), 4);
    await upload.write('ab');
    await until(async () => (await s3.files()).some((path) => path.startsWith('incoming')));
    let idle = false;
    const waiting = s3.server.idle().then(() => (idle = true));
    await s3.put('other', 'x');
    expect(idle).toBe(false);
    await upload.end('cd');
    await waiting;
    expect(await s3.read('slow')).toBe('abcd');
  });

  it('stops at once, even in the middle of an upload', async () => {
    const upload = slowUpload(await s3.uploadUrl('slow'), 4);
    await upload.write('ab');
    await until(async () => (await s3.files()).some((path) => path.startsWith('incoming')));
    await s3.restart();
    expect(await refusal(s3.read('slow'))).toMatchObject({ name: 'NoSuchKey' });
  });

  it('says when its port is taken', async () => {
    const port = Number(new URL(s3.server.url).port);
    const { dataDir } = s3;
    const second = startS3({
      dataDir: `${dataDir}/second`,
      clock: systemClock(),
      port,
      credentials: s3.target.credentials,
    });
    await expect(second).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });

  it('makes a bucket once and keeps its objects when asked again', async () => {
    await s3.put('k', 'x');
    await s3.server.createBucket(Bucket, { cors: [{ allowedOrigins: ['*'], allowedMethods: ['GET'] }] });
    await s3.server.createBucket(Bucket);
    expect(await s3.read('k')).toBe('x');
    const answer = await fetch(await presign(s3.target, new GetObjectCommand({ Bucket, Key: 'k' })), {
      headers: { origin: 'https://anywhere.example' },
    });
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
  });

  it('demands the session token it was given', async () => {
    const credentials = { accessKeyId: 'KEY', secretAccessKey: 'SECRET', sessionToken: 'token/+=' };
    const strict = await aLocalS3({ credentials });
    try {
      const send = (given: typeof credentials | Omit<typeof credentials, 'sessionToken'>) =>
        refusal(
          clientOf(strict.target, {
            credentials: given,
            systemClockOffset: strict.clock.now() - Date.now(),
          }).send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'x' })),
        );
      expect(await send(credentials)).toMatchObject({ name: 'accepted' });
      expect(await send({ ...credentials, sessionToken: 'other' })).toMatchObject({ name: 'InvalidToken' });
      const { accessKeyId, secretAccessKey } = credentials;
      expect(await send({ accessKeyId, secretAccessKey })).toMatchObject({ name: 'InvalidToken' });
    } finally {
      await strict.end();
    }
  });
});
