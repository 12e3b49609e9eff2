import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { aTerminal } from './a-terminal.ts';
import { commandLine } from './command-line.ts';
import type { Said } from './command-line.ts';
import { problem, taskId, uploadId } from '@darkroom/client/fake-api';
import type { FakeApi } from '@darkroom/client/fake-api';

describe('darkroom generate', () => {
  let api: FakeApi;
  let folder: string;
  beforeEach(async () => {
    ({ api, folder } = await aTerminal());
  });

  const generate = (args: readonly string[], context = {}): Promise<Said> =>
    commandLine(['generate', ...args], {
      env: { DARKROOM_URL: api.url, DARKROOM_API_KEY: api.key },
      cwd: folder,
      ...context,
    });
  const created = (): unknown => api.requests.find(({ method }) => method === 'POST')?.body;

  it('saves the picture under the id of its task and says what it is and what it cost', async () => {
    const said = await generate(['a', 'lighthouse', '--model', 'IMAGEN4', '--out', 'pictures']);
    const path = join(folder, 'pictures', `${taskId}.png`);
    expect(said.code).toBe(0);
    expect(said.out).toBe(`${path}  1024×576, 5 KB, image/png\ncost: 4 credits\n`);
    expect(await readFile(path)).toEqual(api.picture);
    expect(created()).toEqual({
      providerParams: { service: 'KIE', model: 'IMAGEN4', input: { prompt: 'a lighthouse' } },
    });
  });

  it('keeps the key from the host that holds the files', async () => {
    await generate(['a lighthouse']);
    expect(api.requests.find(({ path }) => path === '/bytes')?.headers.authorization).toBeUndefined();
  });

  it('tells each change of stage on a line of its own where there is no screen', async () => {
    api.script.stages = [
      { status: 'PENDING', stage: 'generating', expectedSeconds: 20, nextCheckSeconds: 11 },
      { status: 'PENDING', stage: 'generating', expectedSeconds: 20, nextCheckSeconds: 5 },
      { status: 'SUCCESS', stage: 'done' },
    ];
    const { err } = await generate(['a lighthouse']);
    expect(err.split('\n').slice(1, 3)).toEqual([
      'queued · 0:00 of about 0:20',
      'generating · 0:02 of about 0:20',
    ]);
  });

  const isOfStatus = (input: unknown): boolean => typeof input === 'string' && input.endsWith('/status');

  it('asks when the API says, the first time as long after the create as its answer says', async () => {
    api.script.stages = [
      { status: 'PENDING', stage: 'generating', expectedSeconds: 600, nextCheckSeconds: 388 },
      { status: 'PENDING', stage: 'generating', expectedSeconds: 600, nextCheckSeconds: 99 },
      { status: 'SUCCESS', stage: 'done' },
    ];
    let slept = 0;
    const sleptBefore: number[] = [];
    const noting: typeof fetch = (input, init) => {
      if (isOfStatus(input)) sleptBefore.push(slept / 1000);
      return fetch(input, init);
    };
    const began = Date.parse('2026-10-02T10:00:00Z');
    const time = { now: () => began + slept, sleep: async (ms: number) => void (slept += ms) };
    expect((await generate(['a lighthouse'], { fetch: noting, ...time })).code).toBe(0);
    expect(sleptBefore).toEqual([2, 390, 489]);
  });

  it('outlives a line that breaks after a long pause', async () => {
    api.script.stages = [
      { status: 'PENDING', stage: 'generating', nextCheckSeconds: 400 },
      { status: 'SUCCESS', stage: 'done' },
    ];
    let asked = 0;
    const breaking: typeof fetch = (input, init) => {
      if (isOfStatus(input) && (asked += 1) === 2) throw new TypeError('fetch failed');
      return fetch(input, init);
    };
    expect((await generate(['x'], { fetch: breaking })).code).toBe(0);
    expect(asked).toBe(3);
  });

  it('writes one line over and over on a screen, and clears it at the end', async () => {
    api.script.stages = [
      { status: 'PENDING', stage: 'generating', nextCheckSeconds: 2 },
      { status: 'SUCCESS', stage: 'done' },
    ];
    const { err } = await generate(['a lighthouse'], { live: true });
    expect(err).toContain('\r\u001B[Kqueued · 0:01');
    expect(err).toContain('\r\u001B[Kgenerating · 0:03');
    expect(err.endsWith('\r\u001B[K')).toBe(true);
  });

  it('answers 1 and says why when the task failed', async () => {
    api.script.task = { status: 'FAILED', failCode: 'content_blocked', failMsg: 'not this', assets: [] };
    api.script.stages = [{ status: 'FAILED', stage: 'done' }];
    const said = await generate(['something']);
    expect(said).toMatchObject({ code: 1, out: 'FAILED: content_blocked, not this\ncost: 4 credits\n' });
  });

  it('answers 2 before anything is sent when the command line is wrong', async () => {
    for (const args of [[], ['x', '--colour'], ['x', '-i', 'novalue'], ['x', '--priority', 'soon']]) {
      expect(await generate(args)).toMatchObject({ code: 2 });
    }
    expect(api.requests).toHaveLength(0);
  });

  it('answers 3 and shows where the request was wrong when the API refuses', async () => {
    const errors = [{ path: '/providerParams/input/num_images', message: 'at most 4' }];
    api.script.instead = [
      { match: 'POST', status: 422, body: problem(422, 'validation_failed', { errors }) },
    ];
    const said = await generate(['x', '-i', 'num_images=9']);
    expect(said.code).toBe(3);
    expect(said.err).toContain('validation_failed (422): refused: validation_failed');
    expect(said.err).toContain('/providerParams/input/num_images  at most 4');
  });

  it('names the successor of a retired model', async () => {
    api.script.instead = [
      { match: 'POST', status: 410, body: problem(410, 'model_retired', { successor: 'VEO3' }) },
    ];
    expect((await generate(['x', '--model', 'SORA2'])).err).toContain('instead: VEO3');
  });

  it('repeats a create whose answer was lost with the same key, so that nothing is paid twice', async () => {
    api.script.instead = [
      { match: 'POST', drop: true },
      { match: 'POST', status: 503, body: problem(503, 'busy'), headers: { 'retry-after': '2' } },
    ];
    expect((await generate(['x'])).code).toBe(0);
    const keys = api.requests
      .filter(({ method }) => method === 'POST')
      .map(({ headers }) => headers['idempotency-key']);
    expect(keys).toEqual(['fresh-key', 'fresh-key', 'fresh-key']);
  });

  it('answers 4 with the key to repeat it by when nobody answers', async () => {
    api.script.instead = Array.from({ length: 5 }, () => ({ match: 'POST', drop: true }) as const);
    const said = await generate(['x', '--key', 'mine']);
    expect(said.code).toBe(4);
    expect(said.err).toContain('--idempotency-key mine');
  });

  it('outlives a line that breaks while the task runs', async () => {
    api.script.instead = [
      { match: 'GET /api/v1/generation', drop: true },
      { match: 'GET /api/v1/generation', status: 500, body: { message: 'Internal Server Error' } },
    ];
    expect((await generate(['x'])).code).toBe(0);
  });

  it('keeps no file whose checksum is not the one that the task states', async () => {
    api.script.instead = [{ match: 'GET /media', status: 200, body: 'something else' }];
    const said = await generate(['x']);
    expect(said.code).toBe(4);
    expect(said.err).toContain(`darkroom task ${taskId} --wait --out darkroom-files`);
    expect(await readdir(join(folder, 'darkroom-files'))).toEqual(['.gitignore']);
  });

  it('prints only the id and leaves with --no-wait', async () => {
    expect(await generate(['x', '--no-wait'])).toMatchObject({ code: 0, out: `${taskId}\n` });
    expect(api.requests.map(({ method }) => method)).toEqual(['GET', 'POST']);
  });

  it('prints the task and its files as JSON with --json, and nothing else', async () => {
    const said = await generate(['x', '--json']);
    const answer = JSON.parse(said.out) as { task: { id: string }; files: { path: string }[] };
    expect(answer.task.id).toBe(taskId);
    expect(answer.files.map(({ path }) => path)).toEqual([join(folder, 'darkroom-files', `${taskId}.png`)]);
    expect(said.err).toBe('');
  });

  it('keeps files where Git ignores them, unless a folder is named', async () => {
    expect((await generate(['x'])).out).toContain(join('darkroom-files', `${taskId}.png`));
    expect(await readFile(join(folder, 'darkroom-files', '.gitignore'), 'utf8')).toBe('*\n');
    await generate(['x', '--out', 'mine']);
    expect(await readdir(join(folder, 'mine'))).toEqual([`${taskId}.png`]);
  });

  it('uploads pictures of this machine, and hands the model their ids', async () => {
    await writeFile(join(folder, 'cat.png'), 'a picture');
    const said = await generate(['a hat', '--model', 'seedream/4.5-edit', '--image', './cat.png']);
    expect(said.err).toContain('uploading ./cat.png');
    const sent = api.requests
      .filter(({ method }) => method !== 'GET')
      .map(({ method, path }) => `${method} ${path}`);
    expect(sent).toEqual([
      'POST /api/v1/uploads',
      'PUT /put',
      `POST /api/v1/uploads/${uploadId}/complete`,
      'POST /api/v1/generation/tasks',
    ]);
    const put = api.requests.find(({ method }) => method === 'PUT');
    expect([put?.body, put?.headers.authorization]).toEqual(['a picture', undefined]);
    expect(api.requests.at(4)?.body).toMatchObject({
      providerParams: { input: { prompt: 'a hat', image_urls: [uploadId] } },
    });
  });

  it('tells of a file that is not there, or of no known type, before anything is sent', async () => {
    for (const args of [
      ['x', '--image', 'none.png'],
      ['x', '--image', 'a.txt'],
      ['-i', 'video_url=@none.mp4'],
    ])
      expect(await generate(args)).toMatchObject({ code: 2 });
    expect(api.requests).toEqual([]);
  });

  it('says how to pick the task up again after Ctrl-C', async () => {
    api.script.stages = [{ status: 'PENDING', stage: 'generating', nextCheckSeconds: 2 }];
    const interruption = new AbortController();
    const said = await generate(['x'], {
      interrupted: interruption.signal,
      sleep: async () => interruption.abort(),
    });
    expect(said.code).toBe(130);
    expect(said.err).toContain(`darkroom task ${taskId} --wait`);
  });
});
