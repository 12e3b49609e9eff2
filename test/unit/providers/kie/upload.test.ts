import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Call } from '#providers/call.ts';
import { kieCopies } from '#providers/kie/upload.ts';
import type { CopySource } from '#providers/service.ts';
import { startKie, type Kie } from '@darkroom/kie-simulator';
import { aPicture } from '../../../sample-media.ts';
import { kieAt } from './connected.ts';

const MB = 1024 * 1024;
let kie: Kie;
beforeAll(async () => {
  kie = await startKie({ apiKeys: ['good-key'] });
});
afterAll(() => kie.stop());

const client = (apiKey = 'good-key') => kieAt(kie.url, async () => apiKey);
const copies = kieCopies({ base: 'https://api.example', upload: 'https://upload.example' });
const here = () => kieCopies({ base: kie.url, upload: kie.url });
const fileOf = (bytes: Buffer, fileName = 'a.png') => ({
  fileName,
  contentType: 'image/png',
  bytes: bytes.length,
});

const within = (bytes: Buffer): CopySource => ({ way: 'base64', text: bytes.toString('base64') });
const send = (call: Call, body: Readable, apiKey?: string) =>
  client(apiKey).send(call, { timeoutMs: 5000, openFile: async () => body });

async function upload(bytes: Buffer, source: CopySource, { name = 'a.png', apiKey = 'good-key' } = {}) {
  const call = here().describe(fileOf(bytes, name), source);
  return copies.read(await send(call, Readable.from([bytes]), apiKey));
}

async function download(outcome: Awaited<ReturnType<typeof upload>>): Promise<Buffer> {
  expect(outcome.type).toBe('stored');
  const url = outcome.type === 'stored' ? outcome.url : '';
  return Buffer.from(await (await fetch(url)).arrayBuffer());
}

describe('a file gets to the upload service', () => {
  it('within JSON', async () => {
    const bytes = await aPicture();
    const outcome = await upload(bytes, within(bytes));
    expect((await download(outcome)).equals(bytes)).toBe(true);
  });

  it('as a stream of any size, byte for byte', async () => {
    const bytes = Buffer.concat([await aPicture(), randomBytes(5 * MB)]);
    const outcome = await upload(bytes, { way: 'stream' }, { name: 'b.png' });
    expect((await download(outcome)).equals(bytes)).toBe(true);
  });

  it('by being fetched', async () => {
    const bytes = await aPicture('webp');
    const first = await upload(bytes, within(bytes));
    const url = first.type === 'stored' ? first.url : '';
    const outcome = await upload(bytes, { way: 'url', url }, { name: 'c.webp' });
    expect((await download(outcome)).equals(bytes)).toBe(true);
  });
});

describe('a file does not get there', () => {
  it('with a key that is refused', async () => {
    const bytes = await aPicture();
    expect(await upload(bytes, { way: 'stream' }, { apiKey: 'bad-key' })).toMatchObject({
      type: 'refused',
      auth: true,
    });
  });

  it('without a usable key, and then nothing is sent', async () => {
    const bytes = await aPicture();
    const before = kie.requests.length;
    expect(await upload(bytes, { way: 'stream' }, { apiKey: 'a\nb' })).toMatchObject({ type: 'unavailable' });
    expect(kie.requests.length).toBe(before);
  });

  it('when its own bytes break off, which may be tried again', async () => {
    async function* broken(): AsyncGenerator<Buffer> {
      yield Buffer.alloc(1000);
      throw new Error('the store broke off');
    }
    const file = { fileName: 'a.png', contentType: 'image/png', bytes: 5000 };
    const reply = await send(here().describe(file, { way: 'stream' }), Readable.from(broken()));
    expect(copies.read(reply)).toMatchObject({ type: 'unavailable' });
  });

  it('when the service is out of order or answers something unreadable', () => {
    const answered = (status: number, text: string) => copies.read({ type: 'answered', status, text });
    expect(answered(500, '{"success":false,"code":500,"msg":"Internal server error"}').type).toBe(
      'unavailable',
    );
    expect(answered(200, '<html>').type).toBe('unavailable');
    expect(answered(200, '{"code":200,"data":{"downloadUrl":"file:///etc/passwd"}}').type).toBe(
      'unavailable',
    );
    expect(answered(429, '{"code":429}').type).toBe('unavailable');
    expect(answered(200, '{"code":400,"msg":"Missing required parameter: uploadPath"}')).toEqual({
      type: 'refused',
      message: 'Missing required parameter: uploadPath',
    });
    expect(copies.read({ type: 'broken', reason: 'timeout' })).toMatchObject({ reason: 'timeout' });
  });
});

it('goes the cheapest way: fetched where we can be reached, else small within JSON and large as a stream', () => {
  expect(copies.ways(50 * MB, true)).toEqual(['url', 'stream']);
  expect(copies.ways(101 * MB, true)).toEqual(['stream']);
  expect(copies.ways(1 * MB, false)).toEqual(['base64']);
  expect(copies.ways(1 * MB + 1, false)).toEqual(['stream']);
});

it('is asked at the upload host, which is not the one of the API', () => {
  expect(copies.describe(fileOf(Buffer.from('x')), { way: 'stream' })).toMatchObject({
    origin: 'https://upload.example',
    path: '/api/file-stream-upload',
  });
});
