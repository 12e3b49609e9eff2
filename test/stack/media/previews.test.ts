import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HeadObjectCommand } from '@aws-sdk/client-s3';
import { DIGITAL_SOURCE_TYPE } from '#domain/files/preview.ts';
import { eventsOf, objectsOf } from '../queries.ts';
import { animated, orders } from '../orders.ts';
import { aPicture } from '../../sample-media.ts';
import { uploaded } from '../uploads/uploaded.ts';
import { World } from '../test-stack.ts';

let world: World;
beforeAll(async () => {
  world = await World.open();
});
afterAll(() => world.close());

const picture = async (url: string | undefined) =>
  sharp(Buffer.from(await (await fetch(url ?? '')).arrayBuffer()));
describe('a task that has ended shows', () => {
  it('every picture by thumbnails and a thumbhash', async () => {
    const task = await world.run(orders.imagen('shown', { num_images: '2' }));
    expect(task.assets).toHaveLength(2);
    for (const asset of task.assets) {
      const small = await (await picture(asset.thumbnailUrl)).metadata();
      expect(small).toMatchObject({ format: 'webp', width: 320 });
      expect(small.xmpAsString).toContain(DIGITAL_SOURCE_TYPE);
      expect((await (await picture(asset.previewUrl)).metadata()).width).toBeLessThanOrEqual(1024);
      expect(Buffer.from(asset.thumbhash ?? '', 'base64').length).toBeGreaterThan(4);
    }
    const [original] = (await objectsOf(world, task.id)).filter((key) => key.includes('/generated/'));
    const { client, bucket } = world.media;
    const head = await client.send(new HeadObjectCommand({ Bucket: bucket, Key: original ?? '' }));
    expect(head.Metadata).toEqual({
      'digital-source-type': DIGITAL_SOURCE_TYPE,
      incarnation: expect.stringMatching(/^[0-9a-z]{9}$/) as string,
    });
  });

  it('a picture whose pixels lie on their side as it is looked at, in its measures too', async () => {
    const [asset] = (await world.run(orders.imagen('[as:jpeg-turned]', { aspect_ratio: '9:16' }))).assets;
    const { width = 0, height = 0 } = asset ?? {};
    expect([asset?.contentType, width < height]).toEqual(['image/jpeg', true]);
    const small = await (await picture(asset?.thumbnailUrl)).metadata();
    expect(small.width / small.height).toBeCloseTo(width / height, 1);
    const pixels = await (await picture(asset?.url)).metadata();
    expect([pixels.width, pixels.height, pixels.orientation]).toEqual([height, width, 6]);
  });

  it('a film by the picture that it was made from, with its length and codec', async () => {
    const upload = await uploaded(world, await aPicture('jpeg', { width: 400, height: 800 }));
    const task = await world.run(animated(upload.id));
    expect(task.failMsg).toBeUndefined();
    const [asset] = task.assets;
    expect(asset).toMatchObject({
      type: 'video',
      codec: 'avc',
      durationSeconds: expect.any(Number) as number,
    });
    expect(await (await picture(asset?.thumbnailUrl)).metadata()).toMatchObject({ width: 160, height: 320 });
  });

  it('a film that was made from words by a placeholder of its shape', async () => {
    const [asset] = (await world.run(orders.veo())).assets;
    expect(asset?.thumbnailUrl).toContain('/media/videos/thumbnails/320/ana/');
    const { width, height } = await (await picture(asset?.thumbnailUrl)).metadata();
    expect(width / height).toBeCloseTo((asset?.width ?? 0) / (asset?.height ?? 1), 1);
  });
});

it.each([
  ['opus_48000_64', '', 'audio/ogg', 'opus'],
  ['mp3_44100_128', '[as:mp4-sound]', 'audio/mp4', 'aac'],
  ['mp3_44100_128', '[as:webm-sound]', 'audio/webm', 'opus'],
  ['mp3_44100_128', '[as:wav-streamed]', 'audio/wav', 'pcm-s16'],
])('a sound is one in whatever container it comes: %s %s', async (output_format, tag, contentType, codec) => {
  const input = { text: `rain ${tag}`, output_format, duration_seconds: 1 };
  const task = await world.run({ service: 'KIE', model: 'elevenlabs/sound-effect', input });
  expect(task).toMatchObject({ status: 'SUCCESS', assets: [{ type: 'audio', contentType, codec }] });
});

it('a task that is deleted takes its thumbnails along', async () => {
  const task = await world.run(orders.imagen('gone'));
  expect(await objectsOf(world, task.id)).toHaveLength(3);
  expect((await world.request('DELETE', `/api/v1/generation/tasks/${task.id}`)).status).toBe(204);
  expect(await objectsOf(world, task.id)).toEqual([]);
});

it('a picture of 38 bytes that asks for a gigabyte of memory is no result', async () => {
  const task = await world.run(orders.imagen('[file-bomb]'));
  expect(task).toMatchObject({ status: 'FAILED', failCode: 'output_rejected', assets: [] });
  expect(task.failMsg).toContain('38 bytes');
});

const MINUTE_MS = 60_000;

it('a media function that fails never fails the task, whose pictures are drawn when it works again', async () => {
  const environment: Record<string, string> = { MEDIA_FUNCTION: 'no-such-function' };
  const broken = await World.open({ environment });
  try {
    const task = await broken.run(orders.imagen('unshown'));
    expect(task.status).toBe('SUCCESS');
    expect(task.assets[0]).not.toHaveProperty('thumbnailUrl');
    await broken.advance(4 * MINUTE_MS);
    expect(await broken.task(task.id)).toEqual(task);

    delete environment['MEDIA_FUNCTION'];
    await broken.restartCloud();
    await broken.advance(20 * MINUTE_MS);
    const [asset] = (await broken.task(task.id)).assets;
    expect((await (await picture(asset?.thumbnailUrl)).metadata()).width).toBe(320);
    expect(await broken.task(task.id)).toMatchObject({ status: 'SUCCESS', cost: task.cost });
    const runs = (await eventsOf(broken, task.id)).filter(({ type }) => type === 'run-started');
    expect(runs).toMatchObject([
      { actor: 'sweeper', reason: 'its thumbnails are drawn' },
      { actor: 'sweeper', reason: 'its thumbnails are drawn' },
    ]);
  } finally {
    await broken.close();
  }
});

it('what can never be drawn is tried three times, and then left', async () => {
  const broken = await World.open({ environment: { MEDIA_FUNCTION: 'no-such-function' } });
  try {
    const task = await broken.run(orders.imagen('never shown'));
    for (const minutes of [2, 15, 120]) {
      await broken.sleep(minutes * MINUTE_MS);
      await broken.advance(3 * MINUTE_MS);
    }
    await broken.sleep(24 * 60 * MINUTE_MS);
    broken.cloud.meter.reset();
    await broken.advance(3 * MINUTE_MS);
    expect(broken.counts().transitions).toBe(0);
    const runs = (await eventsOf(broken, task.id)).filter(({ type }) => type === 'run-started');
    expect(runs).toHaveLength(3);
    expect(await broken.task(task.id)).toEqual(task);
  } finally {
    await broken.close();
  }
});
