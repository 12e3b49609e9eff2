import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { orders } from '../orders.ts';
import { World } from '../test-stack.ts';
import { aPicture } from '../../sample-media.ts';

const STORAGE = '/api/v1/storage';
let world: World;
/** Keys of an upload of each owner, and of an output of ben's. */
let own: string;
let foreign: string;
let output: string;

async function store(as: string): Promise<string> {
  const response = await fetch(`${world.cloud.apiUrl}${STORAGE}/upload?uploadPath=a`, {
    method: 'POST',
    headers: { authorization: `Bearer ${world.keys.get(as) ?? ''}`, 'content-type': 'image/png' },
    body: new Uint8Array(await aPicture()),
  });
  return ((await response.json()) as { key: string }).key;
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
  output = `images/generated/ben/${made.body.id}.png`;
});
afterAll(() => world.close());

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
    const response = await fetch(
      `${world.cloud.apiUrl}${STORAGE}/upload?uploadPath=${encodeURIComponent(uploadPath)}`,
      {
        method: 'POST',
        headers: { authorization: `Bearer ${world.keys.get('ana') ?? ''}`, 'content-type': 'image/png' },
        body: new Uint8Array(await aPicture()),
      },
    );
    expect(response.status).toBe(422);
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
