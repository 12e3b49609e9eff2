import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { generationActions, type GenerationActions } from '../actions.ts';
import { HastyTime } from './clocks.ts';
import { FakeServer } from './fake-server.ts';

const creates = 'POST /api/v1/generation/tasks';
const order = {
  promptId: 'prompt_123',
  providerParams: {
    service: 'KIE',
    model: 'IMAGEN4',
    apiModel: 'google/imagen4-fast',
    input: { prompt: 'A serene mountain landscape', aspect_ratio: '16:9' },
  },
} as const;

let server: FakeServer;
let actions: GenerationActions;
beforeEach(async () => {
  server = await FakeServer.open();
  actions = generationActions({ url: server.url, key: 'dk_test', time: new HastyTime() });
});
afterEach(() => server.stop());

/** The bytes of a file that the server has, which is none of the page's. */
const ofTheServer = { path: import.meta.filename };

describe('createGenerationTask', () => {
  it('orders what it is given, and answers with the task that is underway', async () => {
    const result = await actions.createGenerationTask(order);
    expect(result).toMatchObject({ success: true, data: { status: 'PENDING', ...order } });
    expect(JSON.parse(server.asked(creates)[0]?.body ?? '')).toEqual(order);
  });

  it('orders once under one key, and once for each call without', async () => {
    for (let i = 0; i < 2; i += 1) await actions.createGenerationTask(order, { idempotencyKey: 'click-1' });
    expect(server.tasks.size).toBe(1);
    for (let i = 0; i < 2; i += 1) await actions.createGenerationTask(order);
    expect(server.tasks.size).toBe(3);
  });

  it('orders nothing under a key that is none, since whatever is repeated would be paid again', async () => {
    for (const idempotencyKey of [{ a: 1 }, 7, '', null]) {
      const result = await actions.createGenerationTask(order, { idempotencyKey } as never);
      expect(result).toMatchObject({ success: false, code: 'validation_failed', status: 0 });
    }
    expect(server.tasks.size).toBe(0);
  });

  it('uploads a file that comes along, and never one of the server', async () => {
    const picture = new File(['bytes'], 'hat.png', { type: 'image/png' });
    const input = { prompt: 'wear it', image_input: [picture] };
    const providerParams = { service: 'KIE', model: 'nano-banana-pro', input } as const;
    expect(await actions.createGenerationTask({ providerParams })).toMatchObject({ success: true });
    expect([...server.stored.values()]).toEqual(['bytes']);
    const stolen = { ...providerParams, input: { ...input, image_input: ['a', ofTheServer] } };
    expect(await actions.createGenerationTask({ providerParams: stolen })).toMatchObject({
      success: false,
      code: 'validation_failed',
      error: expect.stringContaining('/providerParams/input/image_input/1 names a path') as string,
    });
    expect(server.stored.size).toBe(1);
    expect(server.tasks.size).toBe(1);
  });

  it('says what is wrong, and where', async () => {
    server.faults.push({ match: creates, when: 'before', answer: 422 });
    expect(await actions.createGenerationTask(order)).toEqual({
      success: false,
      error: 'no: /providerParams/model unknown',
      code: 'code_422',
      status: 422,
      errors: [{ path: '/providerParams/model', message: 'unknown' }],
    });
    const lost = generationActions({ url: server.url, key: 'dk_test', tries: 1 });
    server.faults.push({ match: creates, when: 'before', answer: 'reset' });
    expect(await lost.createGenerationTask(order)).toMatchObject({
      success: false,
      code: 'unreachable',
      status: 0,
    });
  });

  it('refuses what is no order', async () => {
    expect(await actions.createGenerationTask(null as never)).toMatchObject({ code: 'validation_failed' });
    expect(server.seen).toEqual([]);
  });

  it('is for whom the key says, and for nobody where that throws', async () => {
    const nobody = async (): Promise<string> => {
      throw new Error('Sign in first');
    };
    const closed = generationActions({ url: server.url, key: nobody });
    await expect(closed.createGenerationTask(order)).rejects.toThrow('Sign in first');
    expect(server.seen).toEqual([]);
  });
});

describe('queryGenerationTask', () => {
  it('answers with the task, its results as text', async () => {
    const made = await actions.createGenerationTask(order);
    const id = made.success ? made.data.id : '';
    server.tasks.set(id, { id, status: 'SUCCESS', resultJson: '{"resultUrls":["https://x/1.png"]}' });
    const result = await actions.queryGenerationTask(id);
    expect(result.success && JSON.parse(result.data.resultJson ?? '')).toEqual({
      resultUrls: ['https://x/1.png'],
    });
  });

  it.each([
    ['0'.repeat(32), 404],
    ['..', 0],
    ['../../usage', 0],
    [{}, 0],
    [undefined, 0],
  ])('does not find %j', async (id, status) => {
    expect(await actions.queryGenerationTask(id as string)).toMatchObject({ success: false, status });
    expect(server.seen).toHaveLength(status === 0 ? 0 : 1);
  });
});

describe('uploadGenerationFile', () => {
  const formWith = (parts: Readonly<Record<string, string | File>>): FormData => {
    const form = new FormData();
    for (const [name, value] of Object.entries(parts)) form.append(name, value);
    return form;
  };
  const picture = (): File => new File(['bytes'], 'hat.png', { type: 'image/png' });

  it.each([
    [{}, 'user-uploads'],
    [{ uploadPath: 'hats' }, 'hats'],
    [{ uploadPath: '' }, 'user-uploads'],
  ])('brings the file in, with %j into the folder %s', async (more, uploadPath) => {
    const expiresAt = '2026-12-03T10:00:00.000Z';
    const body = { id: 'a', fileName: 'hat.png', bytes: 5, downloadUrl: 'https://x/hat', expiresAt };
    server.faults.push({ match: 'POST /api/v1/uploads/', when: 'before', answer: 200, body });
    expect(await actions.uploadGenerationFile(formWith({ file: picture(), ...more }))).toEqual({
      success: true,
      data: {
        id: 'a',
        fileName: 'hat.png',
        fileSize: 5,
        downloadUrl: 'https://x/hat',
        expiresAt: new Date(expiresAt),
      },
    });
    expect(JSON.parse(server.seen[0]?.body ?? '')).toMatchObject({ fileName: 'hat.png', uploadPath });
  });

  it.each([
    ['nothing', {}, 'validation_failed'],
    ['a path of the server', { file: ofTheServer.path }, 'validation_failed'],
    ['an address', { file: 'http://169.254.169.254/' }, 'validation_failed'],
    ['a text file', { file: new File(['a'], 'a.txt', { type: 'text/plain' }) }, 'unsupported_media_type'],
  ])('refuses %s, and sends nothing', async (_what, parts, code) => {
    expect(await actions.uploadGenerationFile(formWith(parts as Record<string, string>))).toMatchObject({
      success: false,
      code,
    });
    expect(server.seen).toEqual([]);
  });
});
