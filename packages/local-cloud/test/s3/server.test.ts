import { GetObjectCommand, HeadObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../clock.ts';
import { startS3 } from '../../s3/server.ts';
import { aLocalS3, type LocalWorld } from './local-s3.ts';
import { slowUpload, until } from './slow-upload.ts';
import { clientOf, codeOf, presign, refusal } from './target.ts';

const Bucket = 'media';
const DAY = 86_400_000;

describe('time', () => {
  let world: LocalWorld;
  beforeEach(async () => {
    world = await aLocalS3();
  });
  afterEach(() => world.end());

  it('lets a presigned URL live exactly as long as the given clock says', async () => {
    await world.put('k', 'x');
    const get = new GetObjectCommand({ Bucket, Key: 'k' });
    const link = await presign(world.target, get, { expiresIn: 3600 });
    await world.clock.advance(3_600_000);
    expect((await fetch(link)).status).toBe(200);
    await world.clock.advance(1000);
    const answer = await fetch(link);
    expect([answer.status, await codeOf(answer)]).toEqual([403, 'AccessDenied']);
  });

  it('refuses a URL signed in the future', async () => {
    const later = new Date(world.clock.now() + 3_600_000);
    const link = await presign(world.target, new GetObjectCommand({ Bucket, Key: 'k' }), {
      signingDate: later,
    });
    expect((await fetch(link)).status).toBe(403);
  });

  it('teaches an unmodified client its own time', async () => {
    const client = clientOf(world.target, { maxAttempts: 2 });
    await client.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'x' }));
    await world.clock.advance(30 * DAY);
    expect((await client.send(new HeadObjectCommand({ Bucket, Key: 'k' }))).ContentLength).toBe(1);
  });

  it('dates objects by the given clock', async () => {
    await world.advance(5 * DAY);
    await world.put('k', 'x');
    const { LastModified } = await world.client.send(new HeadObjectCommand({ Bucket, Key: 'k' }));
    expect(LastModified?.getTime()).toBe(world.clock.now());
  });

  it('expires objects of a prefix at the midnight after their days', async () => {
    await world.server.createBucket(Bucket, { lifecycle: [{ prefix: 'uploads/', expireAfterDays: 1 }] });
    await world.put('uploads/a', 'x');
    await world.put('kept/a', 'x');
    await world.advance(1.5 * DAY - 1);
    expect(await refusal(world.read('uploads/a'))).toMatchObject({ name: 'accepted' });
    await world.advance(1);
    expect(await refusal(world.read('uploads/a'))).toMatchObject({ name: 'NoSuchKey' });
    expect(await world.read('kept/a')).toBe('x');
    await world.restart();
    expect((await world.files()).filter((path) => path.includes('uploads'))).toEqual([]);
  });
});

describe('the server', () => {
  let world: LocalWorld;
  const counted: [string, number][] = [];
  beforeEach(async () => {
    counted.length = 0;
    world = await aLocalS3({ onRequest: (operation, bytes) => counted.push([operation, bytes]) });
  });
  afterEach(() => world.end());

  it('counts authenticated requests by the names S3 gives them, with their payload', async () => {
    await world.put('k', '0123456789');
    await world.read('k');
    await world.client.send(new HeadObjectCommand({ Bucket, Key: 'k' }));
    await fetch(`${world.server.url}/media/k`);
    expect(counted).toEqual([
      ['PutObject', 10],
      ['GetObject', 10],
      ['HeadObject', 0],
    ]);
  });

  it('is idle when no request is being served, and not before', async () => {
    await world.server.idle();
    const upload = slowUpload(await world.uploadUrl('slow'), 4);
    await upload.write('ab');
    await until(async () => (await world.files()).some((path) => path.startsWith('incoming')));
    let idle = false;
    const waiting = world.server.idle().then(() => (idle = true));
    await world.put('other', 'x');
    expect(idle).toBe(false);
    await upload.end('cd');
    await waiting;
    expect(await world.read('slow')).toBe('abcd');
  });

  it('stops at once, even in the middle of an upload', async () => {
    const upload = slowUpload(await world.uploadUrl('slow'), 4);
    await upload.write('ab');
    await until(async () => (await world.files()).some((path) => path.startsWith('incoming')));
    await world.restart();
    expect(await refusal(world.read('slow'))).toMatchObject({ name: 'NoSuchKey' });
  });

  it('says when its port is taken', async () => {
    const port = Number(new URL(world.server.url).port);
    const { dataDir } = world;
    const second = startS3({
      dataDir: `${dataDir}/second`,
      clock: systemClock(),
      port,
      credentials: world.target.credentials,
    });
    await expect(second).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });

  it('makes a bucket once and keeps its objects when asked again', async () => {
    await world.put('k', 'x');
    await world.server.createBucket(Bucket, { cors: [{ allowedOrigins: ['*'], allowedMethods: ['GET'] }] });
    await world.server.createBucket(Bucket);
    expect(await world.read('k')).toBe('x');
    const answer = await fetch(await presign(world.target, new GetObjectCommand({ Bucket, Key: 'k' })), {
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
