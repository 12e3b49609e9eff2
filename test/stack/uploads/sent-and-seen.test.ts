import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { UploadView } from '#contract/files/answers.ts';
import { World } from '../test-stack.ts';
import { aPicture } from '../../sample-media.ts';
import { uploadCalls, UPLOADS, type Ticket } from './upload-calls.ts';

let world: World;
beforeAll(async () => {
  world = await World.open();
});
afterAll(() => world.close());

const { order, put, complete } = uploadCalls(() => world);

const page = Buffer.from('<!doctype html><script>alert(1)</script>'.padEnd(200));

/** The address under which the upload would be read, and the one that its bytes are sent to, as paths of `/media`. */
function addressesOf({ uploadUrl }: Ticket): readonly string[] {
  const sentTo = new URL(uploadUrl).pathname.split('/').slice(2).join('/');
  return [sentTo.replace('pending/', ''), sentTo];
}

/** What a reader gets at the end of the redirect. */
const shownAt = async (ticket: Ticket): Promise<readonly number[]> =>
  Promise.all(
    addressesOf(ticket).map(async (key) => (await fetch(`${world.cloud.apiUrl}/media/${key}`)).status),
  );

describe('what is sent to an address', () => {
  it('is shown to nobody before it was looked at, when it was refused, and when it is sent once more', async () => {
    const { body: ticket } = await order(page);
    expect((await put(ticket, page)).status).toBe(200);
    expect(await shownAt(ticket)).toEqual([404, 404]);
    expect((await complete(ticket.id)).status).toBe(415);
    expect(await shownAt(ticket)).toEqual([404, 404]);
    expect((await put(ticket, page)).status).toBe(412);
    expect((await world.request('DELETE', `${UPLOADS}/${ticket.id}`)).status).toBe(204);
    await put(ticket, page);
    expect(await shownAt(ticket)).toEqual([404, 404]);
  });

  it('cannot be sent again once it is ready, nor come back under its address when it was removed', async () => {
    const bytes = await aPicture();
    const { body: ticket } = await order(bytes);
    await put(ticket, bytes);
    const { body } = await complete(ticket.id);
    expect((await fetch(body.url ?? '')).status).toBe(200);
    expect((await put(ticket, bytes)).status).toBe(412);
    await world.request('DELETE', `${UPLOADS}/${ticket.id}`);
    await put(ticket, bytes);
    expect(await shownAt(ticket)).toEqual([404, 404]);
  });

  it('is served with headers of ours, whatever the sender has set', async () => {
    const bytes = await aPicture();
    const { body: ticket } = await order(bytes);
    const more = {
      ...ticket.headers,
      'cache-control': 'public, max-age=31536000',
      'content-encoding': 'gzip',
      'content-language': 'de',
      expires: 'Thu, 01 Dec 2099 16:00:00 GMT',
    };
    const sent = await put(ticket, bytes, more);
    expect([200, 403]).toContain(sent.status);
    if (sent.status === 403) await put(ticket, bytes);
    const { body } = await complete(ticket.id);
    const { headers } = await fetch(body.url ?? '', { headers: { 'accept-encoding': 'identity' } });
    expect(headers.get('content-type')).toBe('image/png');
    for (const name of ['content-encoding', 'content-language', 'expires'])
      expect([name, headers.get(name)]).toEqual([name, null]);
    expect(headers.get('cache-control') ?? '').not.toContain('public');
  });

  it('leaves nothing but an empty object where it was sent', async () => {
    const bytes = await aPicture();
    const { body: ticket } = await order(bytes);
    await put(ticket, bytes);
    expect((await complete(ticket.id)).status).toBe(200);
    const [, sentTo = ''] = addressesOf(ticket);
    expect(sentTo).toMatch(/^pending\//);
    const { uploadUrl, ...shown } = (await world.get<UploadView & Ticket>(`${UPLOADS}/${ticket.id}`)).body;
    expect(uploadUrl).toBeUndefined();
    expect(JSON.stringify(shown)).not.toContain('pending/');
  });
});

describe('a file', () => {
  const png = aPicture();
  /** The same picture, whose header claims another size. */
  const claiming = async (width: number, height: number): Promise<Buffer> => {
    const bytes = Buffer.from(await png);
    bytes.writeUInt32BE(width, 16);
    bytes.writeUInt32BE(height, 20);
    return bytes;
  };

  it.each<[string, () => Promise<Buffer> | Buffer]>([
    ['two letters of a bitmap', () => Buffer.from('BM')],
    ['a picture of 2^31 × 2^31', () => claiming(0x7fffffff, 0x7fffffff)],
    ['a picture of 60,000 × 60,000', () => claiming(60_000, 60_000)],
    ['a picture without pixels', () => claiming(0, 10)],
    ['the first 40 bytes of a picture', async () => (await png).subarray(0, 40)],
    ['the beginning of a JPEG', () => Buffer.from('ffd8ffe000104a46', 'hex')],
    ['the name of a GIF', () => Buffer.from('GIF89a')],
    ['the first box of a film', () => Buffer.from('000000186674797069736f6d0000020069736f6d69736f32', 'hex')],
    ['the tag of a song', () => Buffer.from('ID3\x03\x00\x00\x00\x00\x00\x00')],
  ])('that is %s is refused, whichever way it comes', async (_what, make) => {
    const bytes = await make();
    const within = await world.request('POST', `${UPLOADS}/base64`, {
      body: { base64Data: bytes.toString('base64') },
    });
    expect(within).toMatchObject({ status: 415, body: { code: 'unsupported_media_type' } });
    const { body: ticket } = await order(bytes);
    await put(ticket, bytes);
    expect(await complete(ticket.id)).toMatchObject({ status: 415 });
  });
});
