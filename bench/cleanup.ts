import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { synthesize } from '../infra/synth.ts';
import type { Owner, UploadId } from '#domain/ids.ts';
import { isoTime } from '#domain/ports.ts';
import { uploadKey } from '#domain/files/upload-key.ts';
import type { Upload } from '#domain/files/upload.ts';
import { uploadStore } from '#storage/files/upload-store.ts';
import { testAssembly } from '../test/stack/assemblies.ts';
import { World } from '../test/stack/test-stack.ts';
import { logicalId } from './assembly.ts';
import { shown, type Findings } from './goals.ts';
import { askedHead, askedOf, askedRow, type Asked } from './metered.ts';
import { fixed, textTable } from './text-table.ts';

const COUNT = 10_000;
const AT_ONCE = 50;
const DAY_MS = 24 * 3600_000;
const FUNCTION = 'expire-uploads';

export interface Cleaned {
  readonly removed: number;
  readonly asked: Asked;
  readonly ms: number;
}

const anUpload = (n: number, now: number): Upload => {
  const id = n.toString(16).padStart(32, '0') as UploadId;
  const owner = 'ana' as Owner;
  return {
    id,
    owner,
    status: 'ready',
    fileName: 'a.png',
    key: uploadKey({ owner, id }, 'image/png'),
    contentType: 'image/png',
    bytes: 1,
    sha256: 'x'.repeat(64),
    createdAt: isoTime(now - 4 * DAY_MS),
    uploadedAt: isoTime(now - 4 * DAY_MS),
    expiresAt: isoTime(now - DAY_MS),
    uses: 0,
  };
};

/** Uploads that have expired, with rows and objects. */
async function expired(world: World, count: number): Promise<void> {
  const { s3Url, credentials, outputs } = world.cloud;
  const { region } = credentials;
  const client = new S3Client({ endpoint: s3Url, region, credentials, forcePathStyle: true });
  const store = uploadStore(world.table);
  for (let first = 0; first < count; first += AT_ONCE) {
    const few = Array.from({ length: Math.min(AT_ONCE, count - first) }, (_, i) => first + i);
    await Promise.all(
      few.map(async (n) => {
        const upload = anUpload(n, world.clock.now());
        await store.create(upload);
        const Key = upload.key;
        await client.send(new PutObjectCommand({ Bucket: outputs['MediaBucket'] ?? '', Key, Body: 'x' }));
      }),
    );
  }
  client.destroy();
}

/** One run of the hourly schedule that finds so many uploads to remove. */
export async function cleanUp(count: number): Promise<Cleaned> {
  const world = await World.open({ asDeployed: true });
  try {
    await world.cloud.invoke(logicalId(FUNCTION), {});
    await expired(world, count);
    world.cloud.meter.reset();
    const begun = performance.now();
    const result = await world.cloud.invoke(logicalId(FUNCTION), {});
    const ms = performance.now() - begun;
    if (!result.ok) throw new Error(result.cause);
    const { uploads } = result.payload as { uploads: { removed: number } };
    return { removed: uploads.removed, asked: askedOf(world.cloud.meter.counts(), [FUNCTION]), ms };
  } finally {
    await world.close();
  }
}

/** What it takes to remove 10,000 uploads that have expired. */
export async function cleanup(): Promise<Findings> {
  await synthesize({ outDir: testAssembly, stage: 'test', checked: false });
  const cleaned = await cleanUp(COUNT);
  const { removed, asked, ms } = cleaned;
  const each = (amount: number): string => fixed(amount / removed, 2);
  return {
    text: [
      `${removed} expired uploads, removed by one run of the schedule in ${fixed(ms / 1000, 1)} s here:`,
      '',
      textTable(
        ['', ...askedHead],
        [
          ['in all', ...askedRow(asked)],
          ['an upload', ...askedRow(asked).map((amount) => each(Number(amount)))],
        ],
      ),
    ],
    goals: [
      shown(`cleanup of ${removed} uploads, time here`, 'within 12 min', `${fixed(ms / 1000, 1)} s`),
      shown(
        'the same: S3 requests in all / table requests / write units an upload',
        'published',
        `${asked.removals + asked.puts} / ${each(asked.requests)} / ${each(asked.writeUnits)}`,
      ),
    ],
    numbers: cleaned,
  };
}
