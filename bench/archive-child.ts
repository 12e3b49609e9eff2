// Runs in a process of its own: copies one file from an address to an address, and tells what that took.
import { existsSync, readFileSync } from 'node:fs';
import { get, request, type IncomingMessage } from 'node:http';
import { S3Client } from '@aws-sdk/client-s3';
import { openRemote } from '#providers/network/remote-file.ts';
import { mediaStore } from '#storage/objects/media-store.ts';

const [mode = '', source = '', sink = '', bytes = ''] = process.argv.slice(2);

/** The way of finalize-task, from the provider's address to one PUT. */
async function archive(): Promise<string> {
  const client = new S3Client({
    endpoint: sink,
    region: 'us-east-1',
    forcePathStyle: true,
    credentials: { accessKeyId: 'id', secretAccessKey: 'secret' },
  });
  const { body, contentLength } = await openRemote(source, {
    allow: [],
    localOrigins: [new URL(source).origin],
    maxBytes: 2 ** 31,
    idleTimeoutMs: 30_000,
    totalTimeoutMs: 600_000,
  });
  const kept = await mediaStore(client, 'bench').keep({
    body,
    contentLength,
    media: 'image',
    task: {},
    keyOf: () => 'images/generated/bench/0.png',
  });
  if (kept.type !== 'stored') throw new Error(`Not stored: ${kept.type}`);
  return kept.file.sha256;
}

/** The least that moves bytes. */
function pipe(): Promise<undefined> {
  return new Promise((resolve, reject) => {
    get(source, (incoming: IncomingMessage) => {
      const headers = { 'content-length': bytes };
      const put = request(`${sink}/bench/0.png`, { method: 'PUT', headers }, (answer) => {
        answer.resume().on('end', () => resolve(undefined));
      });
      put.on('error', reject);
      incoming.pipe(put);
    }).on('error', reject);
  });
}

/** The most memory this process has had. Where the kernel tells it: its other figure begins with that of our parent. */
function peakBytes(): number {
  const status = '/proc/self/status';
  const [, kilobytes] = existsSync(status) ? (/VmHWM:\s+(\d+)/.exec(readFileSync(status, 'utf8')) ?? []) : [];
  return Number(kilobytes ?? process.resourceUsage().maxRSS) * 1024;
}

const before = process.resourceUsage();
const begun = performance.now();
const sha256 = await (mode === 'archive' ? archive() : pipe());
const wallMs = performance.now() - begun;
const after = process.resourceUsage();
const cpuMs = (after.userCPUTime + after.systemCPUTime - before.userCPUTime - before.systemCPUTime) / 1000;
process.stdout.write(JSON.stringify({ wallMs, cpuMs, memoryBytes: peakBytes(), sha256 }));
