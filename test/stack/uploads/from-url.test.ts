import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { UploadView } from '#contract/files/answers.ts';
import { orders } from '../orders.ts';
import { World } from '../test-stack.ts';
import { aPicture } from '../../sample-media.ts';

const UPLOADS = '/api/v1/uploads';
let world: World;
/** A file that lies at the simulated provider. */
let source: string;
beforeAll(async () => {
  world = await World.open();
  source = (await world.run(orders.imagen('a source'))).assets[0]?.sourceUrl ?? '';
});
afterAll(() => world.close());

const fromUrl = (url: string, more: Record<string, unknown> = {}, headers: Record<string, string> = {}) =>
  world.request<UploadView & { code?: string }>('POST', `${UPLOADS}/from-url`, {
    body: { url, ...more },
    headers,
  });

async function fetched(url: string): Promise<UploadView> {
  const { status, body } = await fromUrl(url);
  expect(status).toBe(202);
  await world.settle();
  return (await world.get<UploadView>(`${UPLOADS}/${body.id}`)).body;
}

describe('a file from elsewhere', () => {
  it('is accepted at once and got by a worker', async () => {
    const accepted = await fromUrl(source, { uploadPath: 'refs', keep: true });
    expect(accepted.status).toBe(202);
    expect(accepted.body).toMatchObject({ status: 'fetching' });
    expect(accepted.headers.get('location')).toBe(`${UPLOADS}/${accepted.body.id}`);
    expect(accepted.headers.get('retry-after')).toBe('1');
    await world.settle();
    const { body } = await world.get<UploadView>(`${UPLOADS}/${accepted.body.id}`);
    expect(body).toMatchObject({ status: 'ready', contentType: 'image/png', daysUntilExpiry: 30 });
    expect(body.fileName).toBe(new URL(source).pathname.split('/').at(-1));
    expect((await fetch(body.downloadUrl ?? '')).status).toBe(200);
    const shown = await fetch(body.url ?? '', { method: 'HEAD' });
    expect(shown.headers.get('content-disposition')).toBe(`inline; filename="${body.id}.png"`);
  });

  it('is waited for when the caller prefers that', async () => {
    const { status, body, headers } = await fromUrl(source, {}, { prefer: 'wait=20' });
    expect([status, body.status]).toEqual([200, 'ready']);
    expect(headers.get('preference-applied')).toBe('wait=20');
    const pending = await fromUrl(source);
    const read = await world.get<UploadView>(`${UPLOADS}/${pending.body.id}`, { prefer: 'wait=20' });
    expect(read.body.status).toBe('ready');
  });

  it('fails, and says why, where there is none or it is no medium', async () => {
    expect(await fetched(`${world.kie.url}/f/no-such-file.png`)).toMatchObject({
      status: 'failed',
      failMsg: expect.stringContaining('404') as string,
    });
    expect(await fetched(`${world.kie.url}/__sim/ledger`)).toMatchObject({ status: 'failed' });
  });

  it('fails where its body breaks off in the middle, and nothing of it is kept', async () => {
    world.kie.setKnobs({ fileFault: 'file-truncate' });
    const upload = await fetched(source);
    world.kie.setKnobs({ fileFault: 'ok' });
    expect(upload.status).toBe('failed');
    expect(upload.url).toBeUndefined();
    expect(upload.sha256).toBeUndefined();
  });

  it.each([
    ['this machine', () => world.cloud.s3Url],
    ['the metadata of the cloud', () => 'https://169.254.169.254/latest/meta-data/'],
    ['a closed network', () => 'https://10.0.0.1/'],
    ['a plain-text protocol', () => 'http://example.com/a.png'],
    ['an address that is none', () => 'file:///etc/passwd'],
    ['another protocol', () => 'ftp://example.com/x'],
    ['nonsense', () => 'nonsense'],
    ['nothing', () => ''],
  ])('is not got from %s: the request is refused', async (_name, url) => {
    expect(await fromUrl(url())).toMatchObject({ status: 422, body: { errors: [{ path: '/url' }] } });
  });

  it('is got from an address with blanks around it', async () => {
    expect(await fetched(`\u00a0${source}\n`)).toMatchObject({ status: 'ready' });
  });

  it('is said to have failed when its worker died without a word', async () => {
    const { body } = await fromUrl(source);
    await world.settle();
    const key = { pk: `upload#ana#${body.id}`, sk: 'upload' };
    await world.table.write({ type: 'add', key, set: { status: 'fetching' } });
    expect((await world.get<UploadView>(`${UPLOADS}/${body.id}`)).body.status).toBe('fetching');
    await world.advance(11 * 60_000);
    const read = await world.get<UploadView>(`${UPLOADS}/${body.id}`);
    expect(read.body).toMatchObject({
      status: 'failed',
      failMsg: expect.stringContaining('in time') as string,
    });
    expect(read.body.url).toBeUndefined();
  });
});

it('the hourly schedule removes what has expired', async () => {
  const short = await World.open({ environment: { UPLOAD_DAYS: '0.05' } });
  try {
    const answer = await fetch(`${short.cloud.apiUrl}${UPLOADS}/base64`, {
      method: 'POST',
      headers: { authorization: `Bearer ${short.keys.get('ana') ?? ''}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        base64Data: (await aPicture()).toString('base64'),
      }),
    });
    const upload = (await answer.json()) as UploadView;
    expect(upload.daysUntilExpiry).toBe(1);
    await short.advance(2 * 3600_000 + 60_000);
    expect((await short.get(`${UPLOADS}/${upload.id}`)).status).toBe(404);
    expect(await short.table.partition(`upload#ana#${upload.id}`)).toEqual([]);
  } finally {
    await short.close();
  }
});
