import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateBucketCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { slowUpload, until } from './slow-upload.ts';
import { clientOf, presign, type Target } from './target.ts';

const Bucket = 'media';
const program = join(import.meta.dirname, 'serve.ts');
let dataDir = '';
let running: ChildProcess | undefined;

async function serve(): Promise<Target> {
  const child = spawn(process.execPath, [program, dataDir], { stdio: ['ignore', 'pipe', 'inherit'] });
  running = child;
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  return {
    endpoint: line.toString().trim(),
    region: 'us-east-1',
    credentials: { accessKeyId: 'KEY', secretAccessKey: 'SECRET' },
    now: () => new Date(),
  };
}

async function kill(): Promise<void> {
  const child = running;
  running = undefined;
  if (!child) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 's3-kill-'));
});

afterEach(async () => {
  await kill();
  await rm(dataDir, { recursive: true, force: true });
});

it('shows the old object whole after a kill in the middle of replacing it', async () => {
  const target = await serve();
  const client = clientOf(target);
  const Key = 'images/one.png';
  await client.send(new CreateBucketCommand({ Bucket }));
  await client.send(new PutObjectCommand({ Bucket, Key, Body: 'the old bytes' }));
  const put = new PutObjectCommand({ Bucket, Key });
  const upload = slowUpload(await presign(target, put), 1_000_000);
  await upload.write(Buffer.alloc(500_000));
  await until(async () => (await readdir(join(dataDir, 'incoming'))).length === 1);
  await kill();
  upload.abort();

  const again = clientOf(await serve());
  const { Body } = await again.send(new GetObjectCommand({ Bucket, Key }));
  expect(await Body?.transformToString()).toBe('the old bytes');
  expect((await again.send(new ListObjectsV2Command({ Bucket }))).KeyCount).toBe(1);
  expect(await readdir(join(dataDir, 'incoming'))).toEqual([]);
});
