import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import sharp from 'sharp';
import { describe, expect, it, onTestFinished } from 'vitest';
import * as z from 'zod';
import { aKie } from './simulator.ts';
import { matching } from './expectations.ts';

const reply = z.looseObject({
  success: z.boolean(),
  code: z.number(),
  msg: z.string(),
  data: z.looseObject({ downloadUrl: z.string(), fileName: z.string() }).optional(),
});

async function anUploader() {
  const simulator = await aKie();
  const authorization = `Bearer ${simulator.kie.apiKey}`;
  const send = async (path: string, init: RequestInit) =>
    reply.parse(
      await (
        await fetch(`${simulator.kie.url}${path}`, {
          method: 'POST',
          ...init,
          headers: { authorization, ...init.headers },
        })
      ).json(),
    );
  const sendJson = (path: string, body: object) => send(path, { body: JSON.stringify(body) });
  const read = async (url = ''): Promise<{ status: number; bytes: Buffer }> => {
    const file = await fetch(url);
    return { status: file.status, bytes: Buffer.from(await file.arrayBuffer()) };
  };
  return { ...simulator, send, sendJson, read };
}

const dot = (color: string): Promise<Buffer> =>
  sharp({ create: { width: 8, height: 8, channels: 3, background: color } })
    .png()
    .toBuffer();

describe('uploads', () => {
  it('take a file as base64, raw or as a data URL, and answer as recorded', async () => {
    const { sendJson, read, clock } = await anUploader();
    const red = await dot('red');
    const base64Data = `data:image/png;base64,${red.toString('base64')}`;
    const stored = await sendJson('/api/file-base64-upload', {
      base64Data,
      uploadPath: 'images/in',
      fileName: 'a.png',
    });
    expect(stored).toMatchObject({
      success: true,
      code: 200,
      msg: 'File uploaded successfully',
      data: {
        success: true,
        fileName: 'a.png',
        filePath: matching(/^kieai\/\d+\/images\/in\/a\.png$/),
        fileSize: red.length,
        mimeType: 'image/png',
        uploadedAt: new Date(clock.now()).toISOString(),
      },
    });
    expect(stored.data).not.toHaveProperty('expiresAt');
    expect((await read(stored.data?.downloadUrl)).bytes).toEqual(red);
    const raw = await sendJson('/api/file-base64-upload', {
      base64Data: red.toString('base64'),
      uploadPath: 'x',
    });
    expect(raw.data?.fileName).toMatch(/^\d+-\w+\.png$/);
  });

  it('take a file as a form, and replace one of the same name', async () => {
    const { send, read } = await anUploader();
    const upload = async (color: string) => {
      const form = new FormData();
      form.set('file', new Blob([new Uint8Array(await dot(color))], { type: 'image/png' }), 'in.png');
      form.set('uploadPath', '/photos/');
      form.set('fileName', 'same.png');
      return send('/api/file-stream-upload', { body: form });
    };
    const first = await upload('red');
    const second = await upload('blue');
    expect(second.data?.downloadUrl).toBe(first.data?.downloadUrl);
    expect((await read(first.data?.downloadUrl)).bytes).toEqual(await dot('blue'));
  });

  it('fetch a file from an address', async () => {
    const red = await dot('red');
    const source = createServer((request, response) => {
      response.writeHead(request.url === '/a.png' ? 200 : 404).end(red);
    });
    await new Promise<void>((resolve) => source.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void source.close());
    const origin = `http://127.0.0.1:${(source.address() as AddressInfo).port}`;
    const { sendJson, read } = await anUploader();
    const stored = await sendJson('/api/file-url-upload', { fileUrl: `${origin}/a.png`, uploadPath: 'x' });
    expect((await read(stored.data?.downloadUrl)).bytes).toEqual(red);
    expect(
      await sendJson('/api/file-url-upload', { fileUrl: `${origin}/b.png`, uploadPath: 'x' }),
    ).toMatchObject({
      success: false,
      code: 500,
    });
  });

  it('refuse wrong keys, missing paths and broken base64, each with success false', async () => {
    const { send, sendJson, kie } = await anUploader();
    expect(
      await send('/api/file-base64-upload', { body: '{}', headers: { authorization: 'Bearer x' } }),
    ).toEqual({
      success: false,
      code: 401,
      msg: 'Authentication failed: Invalid API Key',
    });
    expect(await sendJson('/api/file-base64-upload', { base64Data: 'AAAA' })).toMatchObject({
      code: 400,
      msg: 'Missing required parameter: uploadPath',
    });
    expect(await sendJson('/api/file-base64-upload', { base64Data: '%%%', uploadPath: 'x' })).toMatchObject({
      code: 400,
      msg: 'Base64 decoding failed: Invalid Base64 format',
    });
    expect(
      await sendJson('/api/file-base64-upload', {
        base64Data: 'AAAA',
        uploadPath: '../../..',
        fileName: 'x',
      }),
    ).toMatchObject({
      code: 400,
    });
    const got = await fetch(`${kie.url}/api/file-base64-upload`);
    expect(await got.json()).toMatchObject({ success: false, code: 405 });
  });

  it('live for a day', async () => {
    const { sendJson, read, advance } = await anUploader();
    const base64Data = readFileSync(new URL(import.meta.url)).toString('base64');
    const stored = await sendJson('/api/file-base64-upload', {
      base64Data,
      uploadPath: 'x',
      fileName: 'a.txt',
    });
    await advance(24 * 3_600_000 - 1);
    expect((await read(stored.data?.downloadUrl)).status).toBe(200);
    await advance(1);
    expect((await read(stored.data?.downloadUrl)).status).toBe(404);
  });
});
