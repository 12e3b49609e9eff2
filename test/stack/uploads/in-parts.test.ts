import { createHash } from 'node:crypto';
import { ListPartsCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { UploadPartsView, UploadView } from '#contract/files/answers.ts';
import { isOwner, isUploadId } from '#domain/ids.ts';
import { uploadStore } from '#storage/files/upload-store.ts';
import { aSound } from '../../sample-media.ts';
import { World, type Answer } from '../test-stack.ts';
import { uploadCalls, UPLOADS, type Problem } from './upload-calls.ts';

const PART = 16 * 1024 * 1024;
const HOUR_MS = 3600_000;

let world: World;
/** Three parts, of which the last is short. */
const sound = aSound(2 * PART + 1000);
beforeAll(async () => {
  world = await World.open();
});
afterAll(() => world.close());

const { complete } = uploadCalls(() => world);

const begin = (more: Record<string, unknown> = {}) =>
  world.request<UploadPartsView & Problem>('POST', `${UPLOADS}/parts`, {
    body: { fileName: 'long.wav', contentType: 'audio/wav', bytes: sound.length, ...more },
  });
const partsOf = (id: string, as = 'ana'): Promise<Answer<UploadPartsView & Problem>> =>
  world.request('GET', `${UPLOADS}/${id}/parts`, { as });

type Part = UploadPartsView['parts'][number];
async function send({ number, bytes, uploadUrl = '' }: Part, file: Buffer = sound): Promise<number> {
  const start = (number - 1) * PART;
  const body = new Uint8Array(file.subarray(start, start + bytes));
  return (await fetch(uploadUrl, { method: 'PUT', body })).status;
}
const partAt = ({ parts }: UploadPartsView, number: number): Part =>
  parts[number - 1] ?? { number: 0, bytes: 0 };
const awaited = ({ parts }: UploadPartsView): number[] =>
  parts.filter(({ uploadUrl }) => uploadUrl !== undefined).map(({ number }) => number);

/** Whether the store has anything of it. */
async function isUnderway(id: string, owner = 'ana'): Promise<boolean> {
  if (!isOwner(owner) || !isUploadId(id)) throw new Error('not an upload');
  const { sentTo, parts } = known.get(id) ?? {};
  const { client, bucket } = world.media;
  try {
    await client.send(new ListPartsCommand({ Bucket: bucket, Key: sentTo, UploadId: parts?.storeId }));
    return true;
  } catch (error) {
    if (error instanceof Error && error.name === 'NoSuchUpload') return false;
    throw error;
  }
}
/** What is stored of uploads, as it was when they were begun. */
const known = new Map<string, Awaited<ReturnType<ReturnType<typeof uploadStore>['find']>>>();
async function begun(more: Record<string, unknown> = {}): Promise<UploadPartsView> {
  const { status, body } = await begin(more);
  expect(status).toBe(201);
  if (isOwner('ana') && isUploadId(body.id))
    known.set(body.id, await uploadStore(world.table).find('ana' as never, body.id));
  return body;
}

describe('a file that is sent in parts', () => {
  it('is whole when all are here, in whatever turn, and however often each was sent', async () => {
    const ticket = await begun();
    expect([ticket.partBytes, ticket.parts.map(({ bytes }) => bytes)]).toEqual([PART, [PART, PART, 1044]]);
    expect(await send(partAt(ticket, 3))).toBe(200);
    expect(await send(partAt(ticket, 1), Buffer.alloc(sound.length, 7))).toBe(200);
    expect(await send(partAt(ticket, 1))).toBe(200);
    const early = await complete(ticket.id);
    expect([early.status, early.body.code]).toEqual([409, 'conflict']);
    expect(early.body.detail).toBe('Of 3 parts these have not arrived: 2');
    expect(await send(partAt(ticket, 2))).toBe(200);

    const { status, body } = await complete(ticket.id);
    expect(status).toBe(200);
    expect(body).toMatchObject({ status: 'ready', contentType: 'audio/wav', bytes: sound.length });
    expect(body.sha256).toBe(createHash('sha256').update(sound).digest('hex'));
    const read = Buffer.from(await (await fetch(body.url ?? '')).arrayBuffer());
    expect(read.equals(sound)).toBe(true);
    expect((await complete(ticket.id)).body).toMatchObject({ status: 'ready', sha256: body.sha256 });
    const over = { status: 409, code: 'conflict', detail: 'It is ready: no part is awaited any more' };
    expect((await partsOf(ticket.id)).body).toMatchObject(over);
    expect(await isUnderway(ticket.id)).toBe(false);
  });

  it('goes on when its addresses have ended, with new addresses for what is missing', async () => {
    const ticket = await begun();
    await send(partAt(ticket, 2));
    await world.advance(HOUR_MS + 60_000);
    expect(await send(partAt(ticket, 1))).toBe(403);
    const { body } = await partsOf(ticket.id);
    expect(awaited(body)).toEqual([1, 3]);
    for (const number of awaited(body)) expect(await send(partAt(body, number))).toBe(200);
    expect(awaited((await partsOf(ticket.id)).body)).toEqual([]);
    expect((await complete(ticket.id)).body.status).toBe('ready');
  });

  it('takes no part of another size, and nothing that no model takes', async () => {
    const ticket = await begun({ bytes: 2000 });
    const { uploadUrl = '' } = partAt(ticket, 1);
    const longer = await fetch(uploadUrl, { method: 'PUT', body: new Uint8Array(2001) });
    expect(longer.status).toBe(403);
    await longer.body?.cancel();
    const page = Buffer.from('<!doctype html><script>alert(1)</script>'.padEnd(2000));
    expect(await send(partAt(ticket, 1), page)).toBe(200);
    expect(await complete(ticket.id)).toMatchObject({
      status: 415,
      body: { code: 'unsupported_media_type' },
    });
    expect((await world.get<UploadView>(`${UPLOADS}/${ticket.id}`)).body.status).toBe('failed');
  });

  it('is its owner’s alone, and is no file whose type or size is not taken', async () => {
    await world.newKey('ben');
    const ticket = await begun();
    expect((await partsOf(ticket.id, 'ben')).status).toBe(404);
    expect((await partsOf('0'.repeat(32))).status).toBe(404);
    expect((await begin({ contentType: 'text/html' })).body.code).toBe('unsupported_media_type');
    expect((await begin({ bytes: 200 * 1024 * 1024 })).body.code).toBe('payload_too_large');
    expect((await begin({ bytes: 0 })).status).toBe(422);
    const whole = await world.request<{ id: string }>('POST', UPLOADS, {
      body: { fileName: 'a.wav', contentType: 'audio/wav', bytes: 9 },
    });
    expect((await partsOf(whole.body.id)).body).toMatchObject({
      code: 'conflict',
      detail: 'It is not sent in parts',
    });
  });

  it('leaves nothing at the store when it is removed, and takes no part any more', async () => {
    const ticket = await begun();
    await send(partAt(ticket, 1));
    expect(await isUnderway(ticket.id)).toBe(true);
    expect((await world.request('DELETE', `${UPLOADS}/${ticket.id}`)).status).toBe(204);
    expect(await isUnderway(ticket.id)).toBe(false);
    expect(await send(partAt(ticket, 2))).toBe(404);
  });

  it('leaves nothing at the store when nobody has gone on with it for a day', async () => {
    const ticket = await begun();
    await send(partAt(ticket, 1));
    await world.sleep(23 * HOUR_MS);
    expect(await isUnderway(ticket.id)).toBe(true);
    await world.sleep(HOUR_MS);
    await world.advance(HOUR_MS);
    expect(await isUnderway(ticket.id)).toBe(false);
    expect((await world.get(`${UPLOADS}/${ticket.id}`)).status).toBe(404);
  });

  it('is given up at once when its owner has everything removed', async () => {
    const ticket = await begun();
    await send(partAt(ticket, 1));
    const erase = (query: string) =>
      world.request<{ id: string; confirmationToken: string }>('DELETE', `/api/v1/me/data${query}`);
    const { confirmationToken } = (await erase('')).body;
    const { body } = await erase(`?confirmationToken=${confirmationToken}`);
    await world.advance(10 * 60_000);
    expect(await isUnderway(ticket.id)).toBe(false);
    expect(await world.get(`/api/v1/me/erasures/${body.id}`)).toMatchObject({ body: { status: 'done' } });
  });
});
