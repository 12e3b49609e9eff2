import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { UploadView } from '#contract/files/answers.ts';
import { World } from '../test-stack.ts';
import { aPicture, aSound, refusedFiles } from '../../sample-media.ts';
import { uploadCalls, UPLOADS, type Problem } from './upload-calls.ts';

const DAY_MS = 24 * 3600_000;

let world: World;
beforeAll(async () => {
  world = await World.open();
  await world.newKey('ben');
});
afterAll(() => world.close());

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

const { order, put, complete, stream } = uploadCalls(() => world);

const dispositionAt = async (url: string | undefined): Promise<string | null> =>
  (await fetch(url ?? '', { method: 'HEAD' })).headers.get('content-disposition');

describe('a file sent to a presigned address', () => {
  it('counts once it is completed, and completing may be repeated', async () => {
    const bytes = await aPicture();
    const ticket = await order(bytes, { uploadPath: 'shots/12' });
    expect(ticket.status).toBe(201);
    expect(ticket.body.method).toBe('PUT');
    expect((await world.get<UploadView>(`${UPLOADS}/${ticket.body.id}`)).body).toMatchObject({
      status: 'pending',
    });

    expect((await put(ticket.body, bytes)).status).toBe(200);
    const done = await complete(ticket.body.id);
    expect(done.status).toBe(200);
    expect(done.body).toEqual({
      id: ticket.body.id,
      fileName: 'a.png',
      contentType: 'image/png',
      bytes: bytes.length,
      sha256: sha256(bytes),
      status: 'ready',
      url: expect.stringMatching(
        new RegExp(`^${world.cloud.apiUrl}/media/uploads/ana/shots/12/${ticket.body.id}_[0-9a-f]{32}.png$`),
      ) as string,
      downloadUrl: expect.stringMatching(
        new RegExp(`/uploads/ana/shots/12/${ticket.body.id}_[0-9a-f]{32}.png\\?`),
      ) as string,
      uploadedAt: new Date(world.clock.now()).toISOString(),
      expiresAt: new Date(world.clock.now() + 3 * DAY_MS).toISOString(),
      daysUntilExpiry: 3,
    });
    expect((await complete(ticket.body.id)).body).toEqual(done.body);
    const read = await world.get<UploadView>(`${UPLOADS}/${ticket.body.id}`);
    // Each function signs addresses with keys of its own.
    const downloadUrl = expect.stringContaining(done.body.downloadUrl?.split('?')[0] ?? '') as string;
    expect(read.body).toEqual({ ...done.body, downloadUrl });
  });

  it('can be read back through downloadUrl, as a download under its own name', async () => {
    const bytes = await aPicture('webp');
    const ticket = await order(bytes, { fileName: 'Müde Möwe "1".webp', contentType: 'image/webp' });
    await put(ticket.body, bytes);
    const { body } = await complete(ticket.body.id);
    const response = await fetch(body.downloadUrl ?? '');
    expect(response.headers.get('content-disposition')).toContain(
      `filename*=UTF-8''M%C3%BCde%20M%C3%B6we%20%221%22.webp`,
    );
    expect(sha256(Buffer.from(await response.arrayBuffer()))).toBe(body.sha256);
    const followed = await fetch(body.url ?? '');
    expect(followed.headers.get('content-type')).toBe('image/webp');
    expect(sha256(Buffer.from(await followed.arrayBuffer()))).toBe(body.sha256);
  });

  it('has a disposition of ours, and cannot be sent with another', async () => {
    const bytes = await aPicture();
    const { body: ticket } = await order(bytes, { fileName: 'mine.png' });
    const own = { ...ticket.headers, 'content-disposition': 'attachment; filename="setup.exe"' };
    expect((await put(ticket, bytes, own)).status).toBe(403);
    expect((await put(ticket, bytes)).status).toBe(200);
    const { body } = await complete(ticket.id);
    expect(await dispositionAt(body.url)).toBe(`inline; filename="${ticket.id}.png"`);
  });

  it('must have the announced size and type, and can be sent only once', async () => {
    const bytes = await aPicture();
    const { body: ticket } = await order(bytes);
    expect((await put(ticket, Buffer.concat([bytes, Buffer.alloc(1)]))).status).toBe(403);
    expect((await put(ticket, bytes, { ...ticket.headers, 'content-type': 'text/html' })).status).toBe(403);
    expect((await put(ticket, bytes, { 'content-type': 'image/png' })).status).toBe(403);
    expect((await put(ticket, bytes)).status).toBe(200);
    expect((await put(ticket, bytes)).status).toBe(412);
  });

  it('is told by its bytes, whatever was announced', async () => {
    const bytes = await aPicture('jpeg');
    const { body: ticket } = await order(bytes);
    await put(ticket, bytes);
    expect((await complete(ticket.id)).body).toMatchObject({ status: 'ready', contentType: 'image/jpeg' });
  });

  it.each(Object.keys(refusedFiles))('is refused where its bytes are %s', async (name) => {
    const bytes = refusedFiles[name] ?? Buffer.alloc(0);
    const { body: ticket } = await order(bytes);
    await put(ticket, bytes);
    for (let times = 0; times < 2; times += 1) {
      expect(await complete(ticket.id)).toMatchObject({
        status: 415,
        body: { code: 'unsupported_media_type' },
      });
    }
    const { body } = await world.get<UploadView>(`${UPLOADS}/${ticket.id}`);
    expect(body).toMatchObject({
      status: 'failed',
      failMsg: expect.stringMatching(/no type|web page/) as string,
    });
    expect(body.url).toBeUndefined();
  });

  it('cannot be completed before it is there', async () => {
    const { body: ticket } = await order(await aPicture());
    expect(await complete(ticket.id)).toMatchObject({ status: 409, body: { code: 'conflict' } });
  });

  it('may have 500 MB as a film, and no byte more', async () => {
    const film = { fileName: 'a.mp4', contentType: 'video/mp4' };
    const most = 500 * 1024 * 1024;
    const ask = (body: unknown) => world.request<Problem>('POST', UPLOADS, { body });
    expect((await ask({ ...film, bytes: most })).status).toBe(201);
    expect(await ask({ ...film, bytes: most + 1 })).toMatchObject({
      status: 413,
      body: { code: 'payload_too_large' },
    });
    const picture = { fileName: 'a.png', contentType: 'image/png', bytes: 60 * 1024 * 1024 };
    expect((await ask(picture)).status).toBe(413);
    expect((await ask({ ...film, contentType: 'image/svg+xml', bytes: 10 })).status).toBe(415);
  });

  it.each([
    ['a path that climbs', { uploadPath: '../ben' }, '/uploadPath'],
    ['a path with a slash in front', { uploadPath: '/a' }, '/uploadPath'],
    ['a path with a slash behind', { uploadPath: 'a/' }, '/uploadPath'],
    ['a path with dots', { uploadPath: 'a/./b' }, '/uploadPath'],
    ['a name with a slash', { fileName: 'a/b.png' }, '/fileName'],
    ['a name with a line break', { fileName: 'a\nb.png' }, '/fileName'],
    ['a name that is no text', { fileName: '\ud800.png' }, '/fileName'],
    ['no bytes', { bytes: 0 }, '/bytes'],
    ['an unknown member', { owner: 'ben' }, '/owner'],
  ])('is not offered for %s', async (_name, more, path) => {
    const refused = await order(await aPicture(), more);
    expect(refused).toMatchObject({ status: 422, body: { code: 'validation_failed' } });
    expect(refused.body.errors?.map((fault) => fault.path)).toEqual([path]);
  });
});

describe('a file within the request', () => {
  it('comes as base64, plain or as a data URL', async () => {
    const bytes = await aPicture('jpeg');
    const plain = bytes.toString('base64');
    for (const base64Data of [plain, `data:image/png;base64,${plain}`]) {
      const { status, body } = await world.request<UploadView>('POST', `${UPLOADS}/base64`, {
        body: { base64Data, fileName: 'b.jpg' },
      });
      expect(status).toBe(201);
      expect(body).toMatchObject({ status: 'ready', contentType: 'image/jpeg', sha256: sha256(bytes) });
      expect(await dispositionAt(body.url)).toBe(`inline; filename="${body.id}.jpg"`);
    }
    for (const base64Data of ['%%%', `A${' '.repeat(200_000)}!`, `data:;base64,A${' '.repeat(200_000)}!`]) {
      const refused = await world.request<Problem>('POST', `${UPLOADS}/base64`, { body: { base64Data } });
      expect(refused).toMatchObject({ status: 422, body: { code: 'validation_failed' } });
      expect(refused.body.errors?.map((fault) => fault.path)).toEqual(['/base64Data']);
    }
  });

  it('comes as the body, byte for byte', async () => {
    const bytes = aSound();
    const { status, body, headers } = await stream(bytes, '?fileName=hum.wav&uploadPath=takes');
    expect(status).toBe(201);
    expect(headers.get('location')).toBe(`${UPLOADS}/${body.id}`);
    expect(body).toMatchObject({ fileName: 'hum.wav', contentType: 'audio/wav', sha256: sha256(bytes) });
    expect(await dispositionAt(body.url)).toBe(`inline; filename="${body.id}.wav"`);
  });

  it('may have 4 MB either way; for more, the presigned way is named', async () => {
    const most = 4 * 1024 * 1024;
    const largest = aSound(most - 44);
    expect((await stream(largest)).status).toBe(201);
    const base64 = (bytes: Buffer) =>
      world.request<Problem>('POST', `${UPLOADS}/base64`, { body: { base64Data: bytes.toString('base64') } });
    expect((await base64(largest)).status).toBe(201);
    const larger = aSound(most - 43);
    for (const refused of [
      await stream(larger),
      await base64(larger),
      await base64(aSound(most + 100_000)),
    ]) {
      expect(refused).toMatchObject({
        status: 413,
        body: {
          code: 'payload_too_large',
          presigned: UPLOADS,
          detail: expect.stringContaining(UPLOADS) as string,
        },
      });
    }
  });

  it('is told the way out where no model takes its format', async () => {
    const heic = Buffer.concat([Buffer.from('00000018', 'hex'), Buffer.from('ftypheic\0\0\0\0mif1heic')]);
    const wayOut = { status: 415, body: { detail: expect.stringMatching(/HEIC.*JPEG/) as string } };
    expect(await stream(heic)).toMatchObject(wayOut);
    const body = { fileName: 'a.heic', contentType: 'image/HEIC', bytes: heic.length };
    expect(await world.request('POST', UPLOADS, { body })).toMatchObject(wayOut);
  });

  it.each(Object.keys(refusedFiles))('is refused where it is %s, and leaves nothing behind', async (name) => {
    const refused = await stream(refusedFiles[name] ?? Buffer.alloc(0));
    expect(refused).toMatchObject({ status: 415, body: { code: 'unsupported_media_type' } });
  });
});

describe('an upload', () => {
  it('is unknown to everybody but its owner', async () => {
    const { body } = await stream(await aPicture());
    for (const [method, path] of [
      ['GET', body.id],
      ['DELETE', body.id],
      ['POST', `${body.id}/complete`],
    ] as const) {
      const answer = await world.request('POST' === method ? 'POST' : method, `${UPLOADS}/${path}`, {
        as: 'ben',
      });
      expect(answer.status).toBe(404);
    }
    expect((await world.request('GET', `${UPLOADS}/${body.id}`, { as: null })).status).toBe(401);
    expect((await world.get(`${UPLOADS}/no-such-id`)).status).toBe(404);
  });

  it('is gone for good once it is deleted', async () => {
    const { body } = await stream(await aPicture());
    expect((await world.request('DELETE', `${UPLOADS}/${body.id}`)).status).toBe(204);
    expect((await world.get(`${UPLOADS}/${body.id}`)).status).toBe(404);
    expect((await world.request('DELETE', `${UPLOADS}/${body.id}`)).status).toBe(404);
    expect((await fetch(body.downloadUrl ?? '')).status).toBe(404);
  });

  it('lives longer when it is to be kept, from the beginning or later', async () => {
    const kept = await stream(await aPicture(), '?keep=true');
    expect(kept.body.daysUntilExpiry).toBe(30);
    const usual = await stream(await aPicture());
    expect(usual.body.daysUntilExpiry).toBe(3);
    expect((await complete(usual.body.id, { body: { keep: true } })).body.daysUntilExpiry).toBe(30);
    expect((await complete(usual.body.id)).body.daysUntilExpiry).toBe(30);
  });
});
