import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { World } from '../test-stack.ts';
import { aPicture } from '../../sample-media.ts';
import { uploadCalls } from './upload-calls.ts';

const STORAGE = '/api/v1/storage';
let world: World;
const { send } = uploadCalls(() => world);

beforeAll(async () => {
  world = await World.open();
});
afterAll(() => world.close());

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

describe('a form with a file', () => {
  const post = (path: string, form: FormData): Promise<Response> =>
    fetch(`${world.cloud.apiUrl}${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${world.keys.get('ana') ?? ''}` },
      body: form,
    });
  async function formOf(more: Readonly<Record<string, string>> = {}): Promise<FormData> {
    const form = new FormData();
    form.append(
      'file',
      new File([new Uint8Array(await aPicture())], 'cat on mat.png', { type: 'image/png' }),
    );
    for (const [name, value] of Object.entries(more)) form.append(name, value);
    return form;
  }

  async function withSecondFile(): Promise<FormData> {
    const form = await formOf();
    form.append('second', new File(['more'], 'dog.png', { type: 'image/png' }));
    return form;
  }

  it.each(['/api/v1/uploads/form', `${STORAGE}/upload`])('is taken by %s', async (path) => {
    const response = await post(path, await formOf());
    const body = (await response.json()) as Record<string, unknown>;
    expect(response.status).toBe(201);
    expect(body).toMatchObject({ fileName: 'cat on mat.png', status: 'ready', contentType: 'image/png' });
    expect(body['url']).toContain(`/uploads/ana/user-uploads/${String(body['id'])}_`);
    expect(body['sha256']).toBe(sha256(await aPicture()));
  });

  it('may name a folder and a file, as seed clients do', async () => {
    const more = { uploadPath: 'shots/12', fileName: 'start_frame_1.png' };
    const body = (await (await post('/api/v1/uploads/form', await formOf(more))).json()) as { url: string };
    expect(body).toMatchObject({ fileName: 'start_frame_1.png' });
    expect(body.url).toContain('/uploads/ana/shots/12/');
  });

  async function withBoth(): Promise<FormData> {
    const form = await formOf({ stripMetadata: 'true' });
    form.append('stripMetadata', 'false');
    return form;
  }

  it.each([
    ['that says a thing twice', withBoth, '/stripMetadata'],
    ['without a file', async () => new FormData(), '/file'],
    ['with a field that nobody knows', () => formOf({ upload_path: 'a' }), '/upload_path'],
    ['with a folder that is none', () => formOf({ uploadPath: '../b' }), '/uploadPath'],
    ['with two files', withSecondFile, '/second'],
  ])('is refused %s', async (_name, form, path) => {
    const made = await form();
    if (!made.has('file')) made.append('note', 'nothing');
    const response = await post('/api/v1/uploads/form', made);
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({ code: 'validation_failed', errors: [{ path }] });
  });

  it('of more than a body carries is told where to go', async () => {
    const form = new FormData();
    form.append('file', new File([new Uint8Array(4.2 * 1024 * 1024)], 'large.png'));
    const response = await post('/api/v1/uploads/form', form);
    expect(response.status).toBe(413);
    expect(await response.json()).toMatchObject({ code: 'payload_too_large', presigned: '/api/v1/uploads' });
  });

  it('is what the route for forms takes, and nothing else', async () => {
    const { status, body } = await send('/api/v1/uploads/form', await aPicture(), 'ana');
    expect([status, body]).toMatchObject([415, { code: 'unsupported_media_type' }]);
  });
});
