import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { kieUploadClient } from '#providers/kie/upload-client.ts';
import {
  readUpload,
  uploadByBase64,
  uploadByStream,
  uploadByUrl,
  uploadWay,
  type UploadCall,
} from '#providers/kie/upload.ts';
import { startKie, type Kie } from '@darkroom/kie-simulator';
import { aPicture } from '../../../sample-media.ts';

const MB = 1024 * 1024;
let kie: Kie;
beforeAll(async () => {
  kie = await startKie({ apiKeys: ['good-key'] });
});
afterAll(() => kie.stop());

const client = (apiKey = 'good-key') => kieUploadClient({ baseUrl: kie.url, apiKey: async () => apiKey });
const fileOf = (bytes: Buffer, fileName = 'a.png') => ({
  fileName,
  contentType: 'image/png',
  bytes: bytes.length,
});

async function upload(call: UploadCall, bytes: Buffer, apiKey?: string) {
  return readUpload(await client(apiKey).send(call, async () => Readable.from([bytes]), 5000));
}

async function download(outcome: Awaited<ReturnType<typeof upload>>): Promise<Buffer> {
  expect(outcome.type).toBe('stored');
  const url = outcome.type === 'stored' ? outcome.url : '';
  return Buffer.from(await (await fetch(url)).arrayBuffer());
}

describe('a file gets to the upload service', () => {
  it('within JSON', async () => {
    const bytes = await aPicture();
    const outcome = await upload(uploadByBase64(fileOf(bytes), bytes.toString('base64')), bytes);
    expect((await download(outcome)).equals(bytes)).toBe(true);
  });

  it('as a stream of any size, byte for byte', async () => {
    const bytes = Buffer.concat([await aPicture(), randomBytes(5 * MB)]);
    const outcome = await upload(uploadByStream(fileOf(bytes, 'b.png')), bytes);
    expect((await download(outcome)).equals(bytes)).toBe(true);
  });

  it('by being fetched', async () => {
    const bytes = await aPicture('webp');
    const first = await upload(uploadByBase64(fileOf(bytes), bytes.toString('base64')), bytes);
    const url = first.type === 'stored' ? first.url : '';
    const outcome = await upload(uploadByUrl(fileOf(bytes, 'c.webp'), url), bytes);
    expect((await download(outcome)).equals(bytes)).toBe(true);
  });
});

describe('a file does not get there', () => {
  it('with a key that is refused', async () => {
    const bytes = await aPicture();
    expect(await upload(uploadByStream(fileOf(bytes)), bytes, 'bad-key')).toMatchObject({
      type: 'refused',
      auth: true,
    });
  });

  it('without a usable key, and then nothing is sent', async () => {
    const bytes = await aPicture();
    const before = kie.requests.length;
    expect(await upload(uploadByStream(fileOf(bytes)), bytes, 'a\nb')).toMatchObject({ type: 'unavailable' });
    expect(kie.requests.length).toBe(before);
  });

  it('when its own bytes break off, which may be tried again', async () => {
    async function* broken(): AsyncGenerator<Buffer> {
      yield Buffer.alloc(1000);
      throw new Error('the store broke off');
    }
    const file = { fileName: 'a.png', contentType: 'image/png', bytes: 5000 };
    const reply = await client().send(uploadByStream(file), async () => Readable.from(broken()), 5000);
    expect(readUpload(reply)).toMatchObject({ type: 'unavailable' });
  });

  it('when the service is out of order or speaks in tongues', () => {
    const answered = (status: number, text: string) => readUpload({ type: 'answered', status, text });
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
    expect(readUpload({ type: 'broken', reason: 'timeout' })).toMatchObject({ reason: 'timeout' });
  });
});

it('goes the cheapest way: fetched where we can be reached, else small within JSON and large as a stream', () => {
  expect(uploadWay(50 * MB, true)).toBe('url');
  expect(uploadWay(101 * MB, true)).toBe('stream');
  expect(uploadWay(1 * MB, false)).toBe('base64');
  expect(uploadWay(1 * MB + 1, false)).toBe('stream');
});
