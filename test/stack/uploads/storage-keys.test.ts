import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TaskView } from '#contract/tasks/answers.ts';
import { animated, orders } from '../orders.ts';
import { World } from '../test-stack.ts';
import { aPicture } from '../../sample-media.ts';
import { uploadCalls, UPLOADS } from './upload-calls.ts';
import { uploaded } from './uploaded.ts';

const STORAGE = '/api/v1/storage';
let world: World;
/** Keys of an upload of each owner, and of an output of ben's. */
let own: string;
let foreign: string;
let output: string;

const { send } = uploadCalls(() => world);

async function store(as: string): Promise<string> {
  const { body } = await send(`${STORAGE}/upload?uploadPath=a`, await aPicture(), as);
  return (body as unknown as { key: string }).key;
}

beforeAll(async () => {
  world = await World.open();
  await world.newKey('ben');
  [own, foreign] = [await store('ana'), await store('ben')];
  const made = await world.request<{ id: string }>('POST', '/api/v1/generation/tasks', {
    as: 'ben',
    body: { providerParams: orders.imagen('of somebody else') },
  });
  await world.advance(3 * 60_000);
  const path = `/api/v1/generation/tasks/${made.body.id}`;
  const { assets } = (await world.request<TaskView>('GET', path, { as: 'ben' })).body;
  output = new URL(assets[0]?.url ?? '').pathname.replace('/media/', '');
});
afterAll(() => world.close());

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const everything = encodeURIComponent;
const slashes = (key: string): string => key.replaceAll('/', '%2F');
const dots = (key: string): string => key.replaceAll('.', '%2E');
const twice = (key: string): string => key.replaceAll('/', '%252F').replaceAll('.', '%252E');

/** Spellings that lead, or seem to lead, out of `uploads/ana/`. Each is the rest of a path. */
const hostile = (): readonly string[] => [
  foreign,
  everything(foreign),
  slashes(foreign),
  twice(foreign),
  output,
  everything(output),
  `${slashes('uploads/ana/../ben/')}${foreign.slice('uploads/ben/'.length)}`,
  dots(slashes(`uploads/ana/../ben/${foreign.slice('uploads/ben/'.length)}`)),
  `uploads/ana/%2e%2e%2fben%2f${foreign.slice('uploads/ben/'.length)}`,
  `uploads/ana/..%5Cben%5C${foreign.slice('uploads/ben/'.length)}`,
  `%2F${foreign}`,
  `%2F${own}`,
  `.%2F${own}`,
  `${own}%2F..`,
  `${own}%00`,
  `${own}%0A`,
  `${own}%20`,
  `${own}%3FversionId=1`,
  own.replace('uploads', 'Uploads'),
  own.replace('ana', 'ANA'),
  own.replace('ana', 'an%61%20'),
  own.replace('ana', '%EF%BD%81na'),
  own.replace('ana/', 'ana%EF%BC%8F'),
  own.replace('ana/', 'ana%2F%2F'),
  own.replace('/a/', '/a%E2%80%AE/'),
  own.replace('/a/', '%2Fa%2F.%2F'),
  own.replace('.png', '.jpg'),
  own.replace('/a/', '/b/'),
  own.replace('/a/', '/'),
  own.replace(/\.png$/, ''),
  own.replace(/\.png$/, '.png.exe'),
  'uploads',
  'uploads%2F',
  'uploads/ana',
  'uploads/ana%2F',
  `uploads/${'x'.repeat(900)}`,
  '%C0%AE%C0%AE',
  '*',
];

const objectThere = async (key: string, as: string): Promise<number> => {
  const link = await world.request<{ url: string }>(
    'GET',
    `${STORAGE}/presigned-url?key=${encodeURIComponent(key)}`,
    { as },
  );
  return link.status === 200 ? (await fetch(link.body.url)).status : link.status;
};

describe('the storage routes', () => {
  it('store, read and remove by key', async () => {
    const bytes = await aPicture();
    const stored = await send(`${STORAGE}/upload?uploadPath=a/b`, bytes);
    const { key } = stored.body as unknown as { key: string };
    expect(key).toMatch(new RegExp(`^uploads/ana/a/b/${stored.body.id}_[0-9a-f]{32}\\.png$`));
    const link = await world.get<{ url: string }>(`${STORAGE}/presigned-url?key=${encodeURIComponent(key)}`);
    expect(link.status).toBe(200);
    expect(sha256(Buffer.from(await (await fetch(link.body.url)).arrayBuffer()))).toBe(sha256(bytes));
    expect((await world.request('DELETE', `${STORAGE}/${key}`)).status).toBe(204);
    expect((await world.get(`${STORAGE}/presigned-url?key=${encodeURIComponent(key)}`)).status).toBe(404);
  });

  it('open nothing but the caller own prefix', async () => {
    const stored = await send(`${STORAGE}/upload`, await aPicture(), 'ben');
    const { key } = stored.body as unknown as { key: string };
    for (const foreign of [
      key,
      'uploads/ana/../ben/x.png',
      `/${key}`,
      'uploads/',
      'secrets.txt',
      `${key}/..`,
    ]) {
      const read = await world.get(`${STORAGE}/presigned-url?key=${encodeURIComponent(foreign)}`);
      expect([foreign, read.status]).toEqual([foreign, 403]);
    }
    expect((await world.request('DELETE', `${STORAGE}/${key}`)).status).toBe(403);
    expect((await world.request('GET', `${UPLOADS}/${stored.body.id}`, { as: 'ben' })).status).toBe(200);
  });
});

describe('a key that is not exactly one of the caller own', () => {
  it('removes nothing, however it is spelled', async () => {
    for (const path of hostile()) {
      const { status } = await world.request('DELETE', `${STORAGE}/${path}`);
      expect([path, [400, 403, 404].includes(status)]).toEqual([path, true]);
    }
    expect(await objectThere(foreign, 'ben')).toBe(200);
    expect(await objectThere(output, 'ben')).toBe(200);
    expect(await objectThere(own, 'ana')).toBe(200);
  });

  it('gets no address, however it is spelled', async () => {
    for (const path of hostile()) {
      const read = await world.get(`${STORAGE}/presigned-url?key=${path}`);
      expect([path, [400, 403, 404].includes(read.status)]).toEqual([path, true]);
    }
    const missing = await world.get(`${STORAGE}/presigned-url`);
    expect(missing.status).toBe(422);
    expect((await world.get(`${STORAGE}/presigned-url?key=`)).status).toBe(422);
    expect((await world.get(`${STORAGE}/presigned-url?key=${'x'.repeat(1025)}`)).status).toBe(422);
  });

  it('is nobody else without a key of the API', async () => {
    expect((await world.request('DELETE', `${STORAGE}/${own}`, { as: null })).status).toBe(401);
    const link = await world.request('GET', `${STORAGE}/presigned-url?key=${own}`, { as: null });
    expect(link.status).toBe(401);
  });
});

describe('a path that an upload is to lie below', () => {
  it.each([
    '..',
    '../ben',
    'a/../../ben',
    '/ben',
    'a//b',
    'a\\b',
    'a b',
    'é',
    'a%2fb',
    'a\u0000',
    'x'.repeat(65),
  ])('%j is refused, and nothing is stored', async (uploadPath) => {
    const path = `${STORAGE}/upload?uploadPath=${encodeURIComponent(uploadPath)}`;
    expect((await send(path, await aPicture())).status).toBe(422);
  });
});

describe('an object of the caller own', () => {
  it('may be named with its slashes encoded, and is gone once it is removed', async () => {
    const key = await store('ana');
    expect((await world.request('DELETE', `${STORAGE}/${encodeURIComponent(key)}`)).status).toBe(204);
    expect(await objectThere(key, 'ana')).toBe(404);
    expect((await world.request('DELETE', `${STORAGE}/${key}`)).status).toBe(404);
  });

  it('goes with its task where a task has made it', async () => {
    const refused = await world.request<{ code: string; detail: string }>('DELETE', `${STORAGE}/${output}`, {
      as: 'ben',
    });
    expect(refused).toMatchObject({ status: 409, body: { code: 'conflict' } });
    expect(refused.body.detail).toContain('/api/v1/generation/tasks/');
  });
});

describe('an address of an upload that a task is given', () => {
  it('is the whole one: with another random part, or another ending, it is no file', async () => {
    const { url = '', downloadUrl = '' } = await uploaded(world, await aPicture());
    const part = /_[0-9a-f]{32}/;
    const others = [
      url.replace(part, `_${'0'.repeat(32)}`),
      url.replace(part, ''),
      url.replace(/\.png$/, '.jpg'),
      downloadUrl.replace(part, `_${'0'.repeat(32)}`),
    ];
    expect(new Set([url, downloadUrl, ...others]).size).toBe(6);
    for (const other of others)
      expect(await world.create(animated(other))).toMatchObject({
        status: 422,
        body: { code: 'validation_failed', errors: [{ path: '/providerParams/imageUrls/0' }] },
      });
    expect((await world.create(animated(url))).status).toBe(202);
    expect((await world.create(animated(downloadUrl))).status).toBe(202);
  });
});
