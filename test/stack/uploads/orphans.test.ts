import { GetObjectCommand, NoSuchKey, PutObjectCommand } from '@aws-sdk/client-s3';
import { afterEach, expect, it } from 'vitest';
import { World } from '../test-stack.ts';

const DAY_MS = 24 * 3600_000;
const HOUR_MS = 3600_000;

let world: World;
afterEach(() => world.close());

/** An output in a bucket whose table knows nothing of it, as after a restore of the table to an earlier time. */
const Key = `images/generated/ana/${'5'.padStart(32, '0')}.png`;

async function visit(): Promise<void> {
  await world.cloud.runSchedule('ExpireUploadsSchedule');
  await world.settle();
}

async function isKeptForMoreThanAWeek(environment: Record<string, string>): Promise<boolean> {
  world = await World.open({ environment });
  await visit();
  const { client, bucket: Bucket } = world.media;
  await client.send(new PutObjectCommand({ Bucket, Key, Body: 'x' }));
  client.destroy();
  for (const days of [1, 7]) {
    await world.sleep(days * DAY_MS + HOUR_MS);
    await visit();
  }
  const later = world.media.client;
  try {
    await later.send(new GetObjectCommand({ Bucket, Key }));
    return true;
  } catch (error) {
    if (error instanceof NoSuchKey) return false;
    throw error;
  } finally {
    later.destroy();
  }
}

it('the hourly visit leaves objects that no row knows where they are', async () => {
  expect(await isKeptForMoreThanAWeek({})).toBe(true);
});

it('the hourly visit removes objects that no row knows once that is switched on', async () => {
  expect(await isKeptForMoreThanAWeek({ REMOVE_ORPHANS: 'true' })).toBe(false);
});
