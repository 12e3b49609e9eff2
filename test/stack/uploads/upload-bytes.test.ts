import { ListObjectsV2Command } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { UploadView } from '#contract/files/answers.ts';
import { orders } from '../orders.ts';
import { World, type Answer } from '../test-stack.ts';
import { aPicture } from '../../sample-media.ts';
import { uploadCalls, UPLOADS, type Problem, type Ticket } from './upload-calls.ts';

const DAY_MS = 24 * 3600_000;
const PENDING = 'pending/';

interface Refused extends Problem {
  readonly exceeded?: string;
}

let world: World;
let bytes: Buffer;
/** A file that lies at the simulated provider, and how large it is. */
let source: string;
let sourceBytes = 0;
let owner = '';
let owners = 0;
beforeAll(async () => {
  world = await World.open();
  await world.newKey('root', { operator: true });
  bytes = await aPicture();
});
afterAll(() => world.close());

/** Each test is about somebody of its own. */
beforeEach(async () => {
  owners += 1;
  owner = `sender-${String(owners)}`;
  await world.newKey(owner);
});

const { send, put } = uploadCalls(() => world);

async function nextDay(): Promise<void> {
  await world.sleep(DAY_MS - (world.clock.now() % DAY_MS) + 60_000);
}

const limitTo = (uploadBytesPerDay: number | null) =>
  world.request('PUT', `/api/v1/admin/owners/${owner}/limits`, { as: 'root', body: { uploadBytesPerDay } });
const post = <Body = UploadView & Refused>(path: string, body: unknown): Promise<Answer<Body>> =>
  world.request<Body>('POST', path, { as: owner, body });
const stream = (): Promise<Answer<UploadView & Refused>> => send(`${UPLOADS}/stream`, bytes, owner);
const order = () =>
  post<Ticket & Refused>(UPLOADS, { fileName: 'a.png', contentType: 'image/png', bytes: bytes.length });
const complete = (id: string) => post(`${UPLOADS}/${id}/complete`, {});
const fromUrl = () => post(`${UPLOADS}/from-url`, { url: source });
const read = (id: string) => world.request<UploadView>('GET', `${UPLOADS}/${id}`, { as: owner });

async function form(path: string): Promise<Answer<UploadView & Refused>> {
  const body = new FormData();
  body.append('file', new File([new Uint8Array(bytes)], 'a.png', { type: 'image/png' }));
  const headers = { authorization: `Bearer ${world.keys.get(owner) ?? ''}` };
  const response = await fetch(`${world.cloud.apiUrl}${path}`, { method: 'POST', headers, body });
  return { status: response.status, headers: response.headers, body: (await response.json()) as never };
}

/** What is counted for the day. */
async function taken(): Promise<unknown> {
  const day = new Date(world.clock.now()).toISOString().slice(0, 10);
  return (await world.table.get({ pk: `limits#${owner}`, sk: `bytes#${day}` }))?.['taken'];
}

/** All objects of the owner, but for what waits below `pending/`. */
async function objects(): Promise<string[]> {
  const { client, bucket } = world.media;
  const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket: bucket }));
  return Contents.map(({ Key = '' }) => Key).filter((key) => key.includes(owner) && !key.startsWith(PENDING));
}

/** The ways by which bytes come with the request. */
const within: readonly (readonly [string, () => Promise<Answer<UploadView & Refused>>])[] = [
  ['a body', stream],
  ['base64', () => post(`${UPLOADS}/base64`, { base64Data: bytes.toString('base64') })],
  ['a form', () => form(`${UPLOADS}/form`)],
  ['a form of the storage routes', () => form('/api/v1/storage/upload')],
  ['a body of the storage routes', () => send('/api/v1/storage/upload', bytes, owner)],
];

describe('bytes of uploads in a day', () => {
  it.each(within)('are counted, and refused beyond the limit, as %s', async (_way, bring) => {
    await limitTo(bytes.length);
    expect((await bring()).status).toBe(201);
    expect(await taken()).toBe(bytes.length);
    const refused = await bring();
    expect(refused).toMatchObject({
      status: 429,
      body: { code: 'rate_limited', exceeded: 'upload-bytes' },
    });
    const secondsLeft = Math.ceil((DAY_MS - (world.clock.now() % DAY_MS)) / 1000);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(Math.abs(Number(refused.headers.get('retry-after')) - secondsLeft)).toBeLessThan(60);
    expect([await taken(), (await objects()).length]).toEqual([bytes.length, 1]);
  });

  it('may be brought anew the next day', async () => {
    await limitTo(bytes.length);
    expect([(await stream()).status, (await stream()).status]).toEqual([201, 429]);
    await nextDay();
    expect([(await stream()).status, (await stream()).status]).toEqual([201, 429]);
    expect(await taken()).toBe(bytes.length);
  });

  it('admit one of two that come at once where there is room for one, and keep nothing of the other', async () => {
    await limitTo(2 * bytes.length - 1);
    const statuses = (await Promise.all([stream(), stream()])).map(({ status }) => status);
    expect(statuses.sort()).toEqual([201, 429]);
    expect([await taken(), (await objects()).length]).toEqual([bytes.length, 1]);
  });

  it('are never more than the limit, of however many at once', async () => {
    await limitTo(3 * bytes.length);
    const answers = await Promise.all(Array.from({ length: 8 }, stream));
    const ready = answers.filter(({ status }) => status === 201).length;
    expect(answers.every(({ status }) => [201, 429, 503].includes(status))).toBe(true);
    expect(ready).toBeLessThanOrEqual(3);
    expect([await taken(), (await objects()).length]).toEqual([ready * bytes.length, ready]);
  });

  it('are not counted without a limit, and no longer when it is lifted', async () => {
    await stream();
    expect(await taken()).toBeUndefined();
    await limitTo(bytes.length);
    expect([(await stream()).status, (await stream()).status]).toEqual([201, 429]);
    await limitTo(null);
    expect((await stream()).status).toBe(201);
    expect(await taken()).toBe(bytes.length);
  });

  it('say of a file that is larger than the limit that it never fits', async () => {
    await limitTo(bytes.length - 1);
    expect((await stream()).body.detail).toContain('never fits');
    expect(await taken()).toBeUndefined();
  });
});

describe('a file sent to an address, of an owner with a limit', () => {
  async function sent(): Promise<string> {
    const { body } = await order();
    expect((await put(body, bytes)).status).toBe(200);
    return body.id;
  }

  it('is counted when it is completed, once', async () => {
    await limitTo(2 * bytes.length);
    const id = await sent();
    expect(await taken()).toBeUndefined();
    const answers = [await complete(id), await complete(id)];
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(await taken()).toBe(bytes.length);
  });

  it('is given no address where it would not fit', async () => {
    await limitTo(bytes.length);
    await stream();
    expect(await order()).toMatchObject({ status: 429, body: { exceeded: 'upload-bytes' } });
  });

  it('is refused when the day is full by then, and can be completed the next day', async () => {
    await world.sleep(DAY_MS - (world.clock.now() % DAY_MS) - 30 * 60_000);
    await limitTo(bytes.length);
    const id = await sent();
    await stream();
    expect(await complete(id)).toMatchObject({ status: 429, body: { exceeded: 'upload-bytes' } });
    expect((await read(id)).body.status).toBe('pending');
    expect((await objects()).length).toBe(1);
    await nextDay();
    expect(await complete(id)).toMatchObject({ status: 200, body: { status: 'ready' } });
    expect(await taken()).toBe(bytes.length);
  });
});

describe('a file from elsewhere, of an owner with a limit', () => {
  beforeAll(async () => {
    source = (await world.run(orders.imagen('a source'))).assets[0]?.sourceUrl ?? '';
    sourceBytes = (await (await fetch(source)).arrayBuffer()).byteLength;
  });

  it('is counted when it has come, and refused at once where the day is full', async () => {
    await limitTo(sourceBytes);
    const accepted = await fromUrl();
    expect(accepted.status).toBe(202);
    await world.settle();
    expect((await read(accepted.body.id)).body).toMatchObject({ status: 'ready', bytes: sourceBytes });
    expect(await taken()).toBe(sourceBytes);
    expect(await fromUrl()).toMatchObject({ status: 429, body: { exceeded: 'upload-bytes' } });
  });

  it('fails where it is more than the day has room for, and nothing of it is kept', async () => {
    await limitTo(sourceBytes - 1);
    const { body } = await fromUrl();
    await world.settle();
    expect((await read(body.id)).body).toMatchObject({
      status: 'failed',
      failMsg: expect.stringContaining('bytes of uploads a day are allowed') as string,
    });
    expect([await taken(), await objects()]).toEqual([undefined, []]);
  });
});

describe('bytes of uploads with one key in a day', () => {
  const limitKeysTo = (keyUploadBytesPerDay: number) =>
    world.request('PUT', `/api/v1/admin/owners/${owner}/limits`, {
      as: 'root',
      body: { keyUploadBytesPerDay },
    });
  const refusal = { status: 429, body: { code: 'rate_limited', exceeded: 'key-upload-bytes' } };

  it('are counted for the key that has ordered the upload, whoever completes it', async () => {
    await limitKeysTo(bytes.length);
    const { body } = await order();
    await put(body, bytes);
    const first = world.keys.get(owner) ?? '';
    await world.newKey(owner);
    expect((await complete(body.id)).status).toBe(200);
    expect((await stream()).status).toBe(201);
    expect(await stream()).toMatchObject(refusal);
    world.keys.set(owner, first);
    expect(await stream()).toMatchObject(refusal);
    expect(await order()).toMatchObject(refusal);
    expect(await taken()).toBe(2 * bytes.length);
  });

  it('are not those of a page that holds a token', async () => {
    await limitKeysTo(bytes.length);
    expect((await stream()).status).toBe(201);
    const token = await post<{ token: string }>('/api/v1/tokens', {
      upload: true,
      scopes: ['uploads:write'],
    });
    expect(token.status).toBe(201);
    world.keys.set(owner, token.body.token);
    expect((await stream()).status).toBe(201);
  });
});

it('the limit stands among those of the owner, and none is higher than can be counted', async () => {
  await limitTo(1_000_000_000_000_000);
  const { body } = await world.request('GET', '/api/v1/me', { as: owner });
  expect(body).toMatchObject({ ownerLimits: { uploadBytesPerDay: 1_000_000_000_000_000 } });
  expect((await limitTo(1_000_000_000_000_001)).status).toBe(422);
});
