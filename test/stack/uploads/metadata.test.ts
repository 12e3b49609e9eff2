import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { UploadView } from '#contract/files/answers.ts';
import type { MadeTokenView } from '#contract/keys/token-answers.ts';
import { World } from '../test-stack.ts';
import { uploadCalls, UPLOADS } from './upload-calls.ts';

let world: World;
let photo: Buffer;
beforeAll(async () => {
  world = await World.open();
  photo = await sharp({ create: { width: 64, height: 32, channels: 3, background: '#c63' } })
    .withMetadata({ orientation: 6 })
    .withExifMerge({ IFD0: { Copyright: 'a secret name' }, IFD3: { GPSLatitudeRef: 'N' } })
    .jpeg()
    .toBuffer();
});
afterAll(() => world.close());

const { order, put, complete } = uploadCalls(() => world);
const kept = async ({ url = '' }: UploadView): Promise<Buffer> =>
  Buffer.from(await (await fetch(url)).arrayBuffer());

/** That what is kept has the pixels, the length and the orientation of the photo, and tells nothing. */
async function expectSilent(upload: UploadView): Promise<void> {
  const bytes = await kept(upload);
  expect([upload.status, upload.metadataStripped, bytes.length]).toEqual(['ready', true, photo.length]);
  expect([bytes.includes('secret'), (await sharp(bytes).metadata()).orientation]).toEqual([false, 6]);
  expect(upload.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
  expect((await sharp(bytes).raw().toBuffer()).equals(await sharp(photo).raw().toBuffer())).toBe(true);
}

const base64 = (more: Record<string, unknown>, bytes = photo, token?: string) =>
  world.request<UploadView>('POST', `${UPLOADS}/base64`, {
    body: { base64Data: bytes.toString('base64'), ...more },
    ...(token === undefined ? {} : { as: null, headers: { authorization: `Bearer ${token}` } }),
  });

const pageToken = async (): Promise<string> => {
  const body = { upload: true, scopes: ['uploads:write', 'uploads:read'] };
  return (await world.request<MadeTokenView>('POST', '/api/v1/tokens', { body })).body.token;
};

describe('a picture whose metadata are to be stripped', () => {
  it('is kept without them, within a request', async () => {
    await expectSilent((await base64({ stripMetadata: true })).body);
    const { body } = await world.request<UploadView>('POST', `${UPLOADS}/stream?stripMetadata=true`, {
      raw: new Uint8Array(photo),
      headers: { 'content-type': 'image/jpeg' },
    });
    await expectSilent(body);
  });

  it('is kept without them, sent to an address: nobody reads it before', async () => {
    const contentType = 'image/jpeg';
    const { body: ticket } = await order(photo, { fileName: 'a.jpg', contentType, stripMetadata: true });
    await put(ticket, photo);
    const { body } = await complete(ticket.id);
    await expectSilent(body);
    expect((await complete(ticket.id)).body.sha256).toBe(body.sha256);
  });

  it('is every one that a page brings, unless it says otherwise', async () => {
    await expectSilent((await base64({}, photo, await pageToken())).body);
    const { body } = await base64({ stripMetadata: false }, photo, await pageToken());
    expect([body.metadataStripped, (await kept(body)).equals(photo)]).toEqual([undefined, true]);
  });

  it('is as it was, where nothing was said and a key has brought it', async () => {
    const { body } = await base64({});
    expect([body.metadataStripped, (await kept(body)).equals(photo)]).toEqual([undefined, true]);
  });
});

describe('a file whose metadata cannot be stripped', () => {
  /** That it is refused, and that what would be taken in its place is no GIF. */
  function expectNoGif({ status, body }: { status: number; body: unknown }): void {
    const { detail } = body as { detail: string };
    const [, taken = ''] = detail.split('it has to be one of ');
    expect([status, taken]).toEqual([415, 'image/png, image/jpeg, image/webp, image/bmp']);
  }

  it('is refused where that was asked for, and kept where it was not', async () => {
    const gif = await sharp(photo).gif().toBuffer();
    expectNoGif(await base64({ stripMetadata: true }, gif));
    expectNoGif(await base64({}, gif, await pageToken()));
    expect((await base64({ stripMetadata: false }, gif, await pageToken())).status).toBe(201);
    const asked = await order(gif, { fileName: 'a.gif', contentType: 'image/gif', stripMetadata: true });
    expectNoGif(asked);
    expectNoGif(
      await base64({ stripMetadata: true }, Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')),
    );
    const other = { fileName: 'a.svg', contentType: 'image/svg+xml', stripMetadata: true };
    expectNoGif(await order(gif, other));
  });

  it('is refused when it is completed, whatever was announced', async () => {
    const gif = await sharp(photo).gif().toBuffer();
    const more = { fileName: 'a.jpg', contentType: 'image/jpeg', stripMetadata: true };
    const { body: ticket } = await order(gif, more);
    await put(ticket, gif);
    expect((await complete(ticket.id)).status).toBe(415);
  });
});
