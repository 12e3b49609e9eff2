import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TaskView } from '#contract/tasks/answers.ts';
import type { UploadView } from '#contract/files/answers.ts';
import { animated } from '../orders.ts';
import { World } from '../test-stack.ts';
import { aPicture, aSound } from '../../sample-media.ts';
import { uploaded } from './uploaded.ts';

const UPLOADS = '/api/v1/uploads';
const MB = 1024 * 1024;
const DAY_MS = 24 * 3600_000;
const HOUR_MS = 3600_000;
let world: World;
beforeAll(async () => {
  world = await World.open();
});
afterAll(() => world.close());

/** A picture of so many bytes: what follows the picture itself is never looked at. */
const aPictureOf = async (bytes: number): Promise<Buffer> =>
  Buffer.concat([await aPicture('jpeg', { width: 640, height: 360 }), Buffer.alloc(bytes)], bytes);

interface Ticket {
  readonly id: string;
  readonly uploadUrl: string;
  readonly headers: Record<string, string>;
}

/** Sends a file the recommended way; `more` goes with the first request. */
async function presigned(bytes: Buffer, contentType: string, more: Record<string, unknown> = {}) {
  const body = { fileName: 'a', contentType, bytes: bytes.length, ...more };
  const { body: ticket } = await world.request<Ticket>('POST', UPLOADS, { body });
  const put = { method: 'PUT', headers: ticket.headers, body: new Uint8Array(bytes) };
  expect((await fetch(ticket.uploadUrl, put)).status).toBe(200);
  return world.request<UploadView & { code?: string }>('POST', `${UPLOADS}/${ticket.id}/complete`);
}

const copiesSince = (asked: number) =>
  world.kie.requests.slice(asked).filter(({ path }) => /file-\w+-upload/.test(path));

describe('a file larger than what a request carries', () => {
  it('comes the presigned way whole, and goes to the provider as a stream', async () => {
    const bytes = await aPictureOf(6 * MB);
    const { status, body } = await presigned(bytes, 'image/jpeg');
    expect([status, body.status, body.bytes]).toEqual([200, 'ready', 6 * MB]);
    expect(body.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
    const asked = world.kie.requests.length;
    expect((await world.run(animated(body.id))).status).toBe('SUCCESS');
    expect(copiesSince(asked).map(({ path }) => path)).toEqual(['/api/file-stream-upload']);
  });

  it('is refused by its kind: as what its bytes are, whatever was announced', async () => {
    const refused = await presigned(await aPictureOf(50 * MB + 1), 'video/mp4');
    expect(refused).toMatchObject({ status: 415, body: { code: 'unsupported_media_type' } });
  });

  it.each([
    ['image/webp', 50],
    ['audio/mpeg', 100],
    ['video/webm', 500],
  ])('may have as %s %d MB, and no byte more', async (contentType, most) => {
    const ask = (bytes: number) =>
      world.request<{ mostBytes?: number }>('POST', UPLOADS, { body: { fileName: 'a', contentType, bytes } });
    expect((await ask(most * MB)).status).toBe(201);
    expect(await ask(most * MB + 1)).toMatchObject({ status: 413, body: { mostBytes: most * MB } });
  });
});

describe('a task', () => {
  it('is retried on day ten with the same input, of which a new copy is made', async () => {
    const upload = await uploaded(world, await aPictureOf(2000), { keep: true });
    world.kie.setKnobs({ failNext: ['generation'] });
    const failed = await world.run(animated(upload.url ?? ''));
    expect(failed.status).toBe('FAILED');
    // Ten days in which nobody is there, and no schedule ticks: that is caught up with.
    await world.sleep(10 * DAY_MS);
    const asked = world.kie.requests.length;
    const retried = await world.request<TaskView>('POST', `/api/v1/generation/tasks/${failed.id}/retry`);
    expect(retried.status).toBe(202);
    expect((await world.untilEnded(retried.body.id)).status).toBe('SUCCESS');
    expect(copiesSince(asked)).toHaveLength(1);
  });

  it('keeps its input beyond the end of that, as long as it is open', async () => {
    const short = await World.open({
      environment: { UPLOAD_DAYS: String(1 / 24) },
      knobs: { latencyMinMs: 100 * 60_000, latencyMaxMs: 100 * 60_000 },
    });
    try {
      const base64Data = (await aPictureOf(2000)).toString('base64');
      const two = await Promise.all(
        [0, 1].map(() => short.request<UploadView>('POST', `${UPLOADS}/base64`, { body: { base64Data } })),
      );
      const [used = '', unused = ''] = two.map(({ body }) => body.id);
      const { body: task } = await short.create(animated(used));
      await short.advance(2 * HOUR_MS - 60_000);
      expect((await short.task(task.id)).status).toBe('SUCCESS');
      const rowsOf = async (id: string) => (await short.table.partition(`upload#ana#${id}`)).length;
      expect([await rowsOf(used), await rowsOf(unused)]).toEqual([2, 0]);
      // Its deadline and an hour more: by then nothing can need it.
      await short.advance(2.5 * HOUR_MS);
      expect(await rowsOf(used)).toBe(0);
    } finally {
      await short.close();
    }
  });
});

it('a sound comes in like a picture', async () => {
  const bytes = aSound();
  const base64 = await world.request<UploadView>('POST', `${UPLOADS}/base64`, {
    body: { base64Data: bytes.toString('base64') },
  });
  expect(base64.body).toMatchObject({ status: 'ready', contentType: 'audio/wav' });
  expect((await presigned(bytes, 'audio/wav')).body).toMatchObject({ contentType: 'audio/wav' });
});
