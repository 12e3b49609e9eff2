import { createHash } from 'node:crypto';
import { mkdir, readdir, readlink, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aLocalS3, type LocalS3 } from './local-s3.ts';
import { rawRequest } from './raw.ts';
import { slowUpload, until } from './slow-upload.ts';
import { element, presign, refusal } from './target.ts';

const Bucket = 'media';

describe('what lies on disk', () => {
  let s3: LocalS3;
  beforeEach(async () => {
    s3 = await aLocalS3();
  });
  afterEach(() => s3.end());

  it('survives a restart: objects, what was said about them, rules, unfinished uploads', async () => {
    await s3.put('pictures/a b', 'bytes', { ContentType: 'image/png', Metadata: { a: '1' } });
    await s3.server.createBucket(Bucket, { cors: [{ allowedOrigins: ['*'], allowedMethods: ['GET'] }] });
    const at = { Bucket, Key: 'film' };
    const { UploadId } = await s3.client.send(new CreateMultipartUploadCommand(at));
    const part = { ...at, UploadId, PartNumber: 1 };
    const { ETag } = await s3.client.send(new UploadPartCommand({ ...part, Body: 'part one' }));
    const before = await s3.client.send(
      new HeadObjectCommand({ Bucket, Key: 'pictures/a b', ChecksumMode: 'ENABLED' }),
    );

    await s3.advance(60_000);
    await s3.restart();

    expect(await s3.read('pictures/a b')).toBe('bytes');
    const after = await s3.client.send(
      new HeadObjectCommand({ Bucket, Key: 'pictures/a b', ChecksumMode: 'ENABLED' }),
    );
    const { ContentType, Metadata, ETag: etag, LastModified, ChecksumCRC32 } = before;
    expect(after).toMatchObject({ ContentType, Metadata, ETag: etag, LastModified, ChecksumCRC32 });
    const origin = 'https://app.example';
    const preflight = await fetch(`${s3.target.endpoint}/${Bucket}/film`, {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': 'GET' },
    });
    expect(preflight.status).toBe(200);
    await s3.client.send(
      new CompleteMultipartUploadCommand({
        ...at,
        UploadId,
        MultipartUpload: { Parts: [{ PartNumber: 1, ETag }] },
      }),
    );
    expect(await s3.read('film')).toBe('part one');
  });

  it('can be found by a person: the bytes of a tame key lie under its name', async () => {
    await s3.put('images/generated/ana/lighthouse.png', 'bytes');
    const files = await s3.files();
    expect(files.filter((path) => /images.generated.ana.lighthouse~\w+\.png$/.test(path))).toHaveLength(1);
  });

  it('holds nothing of replaced and deleted objects', async () => {
    const empty = await s3.files();
    await s3.put('a/b/c.txt', 'first');
    await s3.put('a/b/c.txt', 'second');
    expect((await s3.files()).filter((path) => path.includes('c~'))).toHaveLength(1);
    const { status } = await rawRequest(s3.target, { method: 'DELETE', path: `/${Bucket}/a/b/c.txt` });
    expect(status).toBe(204);
    expect(await s3.files()).toEqual(empty);
  });

  it('keeps nothing of an object that could not be entered', async () => {
    const entry = createHash('sha256').update('a.txt').digest('hex').slice(0, 2);
    // A file where a folder of entries has to be, as good as a disk that is full by now.
    const index = join(s3.dataDir, 'buckets', Bucket, 'index');
    await mkdir(index, { recursive: true });
    await writeFile(join(index, entry), '');
    const before = await s3.files();
    await expect(s3.put('a.txt', 'bytes')).rejects.toMatchObject({ $metadata: { httpStatusCode: 500 } });
    expect(await s3.files()).toEqual(before);
    await rm(join(index, entry));
    await s3.put('a.txt', 'bytes');
    expect(await s3.read('a.txt')).toBe('bytes');
  });

  it('never lies outside the data folder, whatever the key', async () => {
    for (const path of ['/media/../../../outside', '/media/..', '/media/a/../../outside']) {
      const answer = await rawRequest(s3.target, {
        method: 'PUT',
        path,
        headers: { 'content-length': '1' },
        body: ['x'],
      });
      expect([answer.status, element(answer.body, 'Code')]).toEqual([400, 'InvalidURI']);
    }
    await s3.put('a/../b', 'inside');
    await s3.put('a/./c', 'inside');
    expect(await s3.read('a/../b')).toBe('inside');
    const hashed = (await s3.files()).filter((path) => path.includes('~hashed'));
    expect(hashed).toHaveLength(2);
  });

  it('grows while an upload is under way, out of sight of readers', async () => {
    const upload = slowUpload(await s3.uploadUrl('slow'), 2_000_001);
    await upload.write(Buffer.alloc(1_000_000, 'a'));
    const incoming = async () => (await s3.files()).filter((path) => path.startsWith('incoming'));
    await until(async () => (await incoming()).length === 1);
    const { KeyCount } = await s3.client.send(new ListObjectsV2Command({ Bucket }));
    expect(KeyCount).toBe(0);
    await upload.write(Buffer.alloc(1_000_000, 'b'));
    expect((await upload.end('c')).status).toBe(200);
    expect(await s3.read('slow')).toHaveLength(2_000_001);
    expect(await incoming()).toEqual([]);
  });

  it('keeps nothing of an upload that the client broke off', async () => {
    await s3.put('kept', 'the old one');
    const upload = slowUpload(await s3.uploadUrl('kept'), 100_000);
    await upload.write(Buffer.alloc(50_000));
    await until(async () => (await s3.files()).some((path) => path.startsWith('incoming')));
    upload.abort();
    await s3.server.idle();
    expect((await s3.files()).filter((path) => path.startsWith('incoming'))).toEqual([]);
    expect(await s3.read('kept')).toBe('the old one');
  });

  it('is swept at the start of what an earlier process left half done', async () => {
    await s3.put('whole', 'bytes');
    const tidy = await s3.files();
    const folder = join(s3.dataDir, 'buckets', Bucket);
    await mkdir(join(folder, 'uploads', 'lost'), { recursive: true });
    const litter = [
      join(s3.dataDir, 'incoming', 'cut-short'),
      join(folder, 'files', 'orphan~1.txt'),
      join(folder, 'uploads', 'lost', '1-a.part'),
    ];
    for (const path of litter) await writeFile(path, 'half');
    await s3.restart();
    expect(await s3.files()).toEqual(tidy);
    expect(await s3.read('whole')).toBe('bytes');
  });

  it('answers a reader from the version it began with', async () => {
    const old = 'old '.repeat(2_000_000);
    await s3.put('long', old);
    const url = new URL(await s3.uploadUrl('long'));
    const reading = await s3.client.send(new GetObjectCommand({ Bucket, Key: 'long' }));
    await fetch(url, { method: 'PUT', body: 'new' });
    expect((await reading.Body?.transformToString()) === old).toBe(true);
    expect(await s3.read('long')).toBe('new');
  });

  it.runIf(process.platform === 'linux')(
    'is not kept open by readers who have gone or got an error',
    async () => {
      await s3.put('long', 'x'.repeat(10_000_000));
      const at = { Bucket, Key: 'long' };
      const link = await presign(s3.target, new GetObjectCommand(at));
      await (await fetch(link)).text();
      await (await fetch(link, { headers: { range: 'bytes=99999999-' } })).text();
      await (await fetch(link, { headers: { 'if-none-match': '*' } })).text();
      await (await fetch(link)).body?.cancel();
      await s3.server.idle();
      const open = await Promise.all(
        (await readdir('/proc/self/fd')).map((fd) => readlink(`/proc/self/fd/${fd}`).catch(() => '')),
      );
      expect(open.filter((path) => path.startsWith(s3.dataDir))).toEqual([]);
    },
  );

  it('answers a conditional write with a conflict when its key was deleted meanwhile', async () => {
    const url = await s3.uploadUrl('contested', { IfNoneMatch: '*' });
    const upload = slowUpload(url, 4, { 'if-none-match': '*' });
    await upload.write('ab');
    await until(async () => (await s3.files()).some((path) => path.startsWith('incoming')));
    await s3.put('contested', 'other');
    await rawRequest(s3.target, { method: 'DELETE', path: `/${Bucket}/contested` });
    const answer = await upload.end('cd');
    expect([answer.status, element(answer.body, 'Code')]).toEqual([409, 'ConditionalRequestConflict']);
    expect(await refusal(s3.read('contested'))).toMatchObject({ name: 'NoSuchKey' });
  });

  it('refuses an upload whose bucket was removed meanwhile', async () => {
    const upload = slowUpload(await s3.uploadUrl('homeless'), 4);
    await upload.write('ab');
    await until(async () => (await s3.files()).some((path) => path.startsWith('incoming')));
    await rawRequest(s3.target, { method: 'DELETE', path: `/${Bucket}` });
    const answer = await upload.end('cd');
    expect([answer.status, element(answer.body, 'Code')]).toEqual([404, 'NoSuchBucket']);
  });
});
