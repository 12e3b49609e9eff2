import { Readable } from 'node:stream';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import sharp from 'sharp';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { fetchInput } from '#actions/workflow/fetch-input.ts';
import type { TaskSnapshot } from '#domain/tasks/task.ts';
import { nodeDigest } from '../../../functions/compose/system-ports.ts';
import { bringing } from './bringing.ts';
import { aBucketWorld, ana, aTaskId, type BucketWorld } from './bucket-fixture.ts';

let world: BucketWorld;
beforeEach(async () => {
  world = await aBucketWorld();
});
afterEach(() => world.end());

const photo = () =>
  sharp({ create: { width: 64, height: 32, channels: 3, background: '#c63' } })
    .withMetadata({ orientation: 6 })
    .withExifMerge({ IFD0: { Copyright: 'a secret name' }, IFD3: { GPSLatitudeRef: 'N' } });

/** What is kept of a stranger's file that a task is given: the provider gets a copy of that. */
async function brought(file: Buffer): Promise<Buffer> {
  const fetched = fetchInput({
    ...world.dependencies,
    ...bringing(world, async () => ({ body: Readable.from([file]) })),
    digest: nodeDigest,
  });
  const snapshot = { task: { id: aTaskId(1), owner: ana }, request: {} } as unknown as TaskSnapshot;
  const url = 'https://files.example/a';
  expect(await fetched(snapshot, url)).toMatchObject({ type: 'file' });
  const [Key] = await world.keys();
  const { Body } = await world.s3.client.send(new GetObjectCommand({ Bucket: 'media', Key }));
  return Buffer.from((await Body?.transformToByteArray()) ?? []);
}

it('a stranger’s picture is handed on without place, time and names, and as it is to be shown', async () => {
  const file = await photo().jpeg().toBuffer();
  const bytes = await brought(file);
  expect([file.includes('secret'), bytes.includes('secret')]).toEqual([true, false]);
  expect([bytes.length, (await sharp(bytes).metadata()).orientation]).toEqual([file.length, 6]);
  expect((await sharp(bytes).raw().toBuffer()).equals(await sharp(file).raw().toBuffer())).toBe(true);
});

it('a stranger’s file of which nothing can be taken out is handed on as it is', async () => {
  const file = await photo().gif().toBuffer();
  expect((await brought(file)).equals(file)).toBe(true);
});
