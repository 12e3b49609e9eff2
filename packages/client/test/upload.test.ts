import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDarkroom, type Darkroom } from '../darkroom.ts';
import type { UploadProgress } from '../send-bytes.ts';
import { HastyTime } from './clocks.ts';
import { FakeServer } from './fake-server.ts';

let server: FakeServer;
let darkroom: Darkroom;
beforeEach(async () => {
  server = await FakeServer.open();
  darkroom = createDarkroom({ url: server.url, key: 'dk_test', time: new HastyTime() });
});
afterEach(() => server.stop());

const bytes = 'not really a picture';
const picture = (name = 'hat.png', type = 'image/png'): File => new File([bytes], name, { type });
const stored = (): string[] => [...server.stored.values()];

describe('an upload', () => {
  it('of a file asks for an address, sends the bytes there without the key, and completes', async () => {
    expect(await darkroom.upload(picture())).toMatchObject({ status: 'ready' });
    expect(server.seen.map(({ method }) => method)).toEqual(['POST', 'PUT', 'POST']);
    expect(JSON.parse(server.seen[0]?.body ?? '')).toEqual({
      fileName: 'hat.png',
      contentType: 'image/png',
      bytes: bytes.length,
    });
    expect(server.seen[1]?.headers).toMatchObject({ 'if-none-match': '*', 'content-length': '20' });
    expect(server.seen[1]?.headers.authorization).toBeUndefined();
    expect(stored()).toEqual([bytes]);
  });

  it('of a large file tells how far it is, and says its length before', async () => {
    const large = new File([new Uint8Array(3_000_000)], 'large.png', { type: 'image/png' });
    const told: UploadProgress[] = [];
    await darkroom.upload(large, { onProgress: (progress) => told.push(progress) });
    const sent = told.map(({ sentBytes }) => sentBytes);
    expect(sent[0]).toBe(0);
    expect(sent.at(-1)).toBe(large.size);
    expect(sent.length).toBeGreaterThan(3);
    expect(sent).toEqual(sent.toSorted((a, b) => a - b));
    expect(server.asked('PUT')[0]?.headers).toMatchObject({ 'content-length': '3000000' });
    expect(server.asked('PUT')[0]?.headers['transfer-encoding']).toBeUndefined();
  });

  it('whose bytes arrive while the answer is lost is complete', async () => {
    server.faults.push({ match: 'PUT', when: 'after', answer: 'reset' });
    expect(await darkroom.upload(picture())).toMatchObject({ status: 'ready' });
    expect(server.asked('PUT')).toHaveLength(2);
    expect(stored()).toEqual([bytes]);
  });

  it('to an address that somebody else has used is refused', async () => {
    server.stored.set(`/put/${'1'.padStart(32, 'a')}`, 'of somebody else');
    await expect(darkroom.upload(picture())).rejects.toMatchObject({ status: 412 });
    expect(server.asked('POST')).toHaveLength(1);
  });

  it('that breaks off before is sent again, whole', async () => {
    server.faults.push({ match: 'PUT', when: 'before', answer: 'reset' });
    await darkroom.upload(picture(), { onProgress: () => undefined });
    expect(stored()).toEqual([bytes]);
  });

  it('of a path, of bytes and of a stream is of what their name says', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'upload-'));
    const path = join(folder, 'film.mp4');
    await writeFile(path, bytes);
    await darkroom.upload(path);
    await darkroom.upload({ path });
    await darkroom.upload(new TextEncoder().encode(bytes), { fileName: 'sound.mp3' });
    await darkroom.upload(picture().stream(), { contentType: 'image/webp' });
    await rm(folder, { recursive: true });
    const orders = server
      .asked('POST /api/v1/uploads')
      .filter(({ path: asked }) => asked.endsWith('/uploads'));
    expect(orders.map(({ body }) => JSON.parse(body) as unknown)).toMatchObject([
      { fileName: 'film.mp4', contentType: 'video/mp4' },
      { fileName: 'film.mp4', contentType: 'video/mp4' },
      { fileName: 'sound.mp3', contentType: 'audio/mpeg' },
      { fileName: 'file.webp', contentType: 'image/webp' },
    ]);
    expect(stored()).toEqual([bytes, bytes, bytes, bytes]);
  });

  it('of an address is fetched by the API', async () => {
    server.faults.push({
      match: 'POST /api/v1/uploads/from-url',
      when: 'before',
      answer: 202,
      body: { id: 'a'.repeat(32), status: 'fetching' },
    });
    const upload = await darkroom.upload(new URL('https://example.com/hat.png'));
    expect(upload).toMatchObject({ id: 'a'.repeat(32), status: 'ready' });
    expect(server.asked('PUT')).toEqual([]);
  });
});

describe('before anything is sent', () => {
  const large = (type: string, size: number): Blob => {
    const blob = new Blob(['x'], { type });
    Object.defineProperty(blob, 'size', { value: size });
    return blob;
  };

  it.each([
    ['an empty file', new File([], 'hat.png', { type: 'image/png' }), 'validation_failed'],
    ['a text', picture('notes.txt', 'text/plain'), 'unsupported_media_type'],
    ['what has no type', new Blob(['x']), 'unsupported_media_type'],
    ['a picture over 50 MB', large('image/png', 50 * 1024 * 1024 + 1), 'payload_too_large'],
    ['a sound over 100 MB', large('audio/mpeg', 100 * 1024 * 1024 + 1), 'payload_too_large'],
    ['a film over 500 MB', large('video/mp4', 500 * 1024 * 1024 + 1), 'payload_too_large'],
    ['a file that is not there', '/nowhere/hat.png', 'no_such_file'],
  ])('%s is refused', async (_what, file, code) => {
    await expect(darkroom.upload(file)).rejects.toMatchObject({ code, status: 0 });
    expect(server.seen).toEqual([]);
  });

  it('a stream is read no further than it may be long', async () => {
    let taken = 0;
    const endless = new ReadableStream<Uint8Array<ArrayBuffer>>({
      pull: (stream) => {
        taken += 1;
        stream.enqueue(new Uint8Array(10 * 1024 * 1024));
      },
    });
    const upload = darkroom.upload(endless, { contentType: 'image/png' });
    await expect(upload).rejects.toMatchObject({ code: 'payload_too_large' });
    expect(taken).toBeLessThan(10);
    expect(server.seen).toEqual([]);
  });
});

it('files in an order are uploaded, each once, and replaced by their ids', async () => {
  const hat = picture();
  const input = { prompt: 'wear it', image_input: [hat, 'https://example.com/a.png', hat] };
  await darkroom.tasks.create({ providerParams: { service: 'KIE', model: 'nano-banana-pro', input } });
  expect(stored()).toEqual([bytes]);
  const id = server.asked('PUT')[0]?.path.split('/').at(-1);
  expect(JSON.parse(server.asked('POST /api/v1/generation/tasks')[0]?.body ?? '')).toMatchObject({
    providerParams: { input: { prompt: 'wear it', image_input: [id, 'https://example.com/a.png', id] } },
  });
});
