import { execFile } from 'node:child_process';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeEach, describe, expect, it } from 'vitest';
import { aTerminal } from './a-terminal.ts';
import { commandLine, root } from './command-line.ts';
import type { Said } from './command-line.ts';
import { problem, taskId, uploadId } from '@darkroom/client/fake-api';
import type { FakeApi } from '@darkroom/client/fake-api';

describe('darkroom', () => {
  let api: FakeApi;
  let folder: string;
  beforeEach(async () => {
    ({ api, folder } = await aTerminal());
  });

  const darkroom = (...args: string[]): Promise<Said> =>
    commandLine(args, { env: { DARKROOM_URL: api.url, DARKROOM_API_KEY: api.key }, cwd: folder });

  it('lists tasks as a table, passing the filters on', async () => {
    const said = await darkroom('tasks', '--status', 'SUCCESS', '--prompt-id', 'p 1', '--limit', '5');
    expect(said.out.split('\n')[1]).toMatch(
      new RegExp(`^${taskId} +SUCCESS +done +KIE IMAGEN4 +2026-10-02 10:00:00`),
    );
    expect(said.err).toContain('--cursor later');
    expect(api.requests[0]?.path).toBe('/api/v1/generation/tasks?status=SUCCESS&promptId=p+1&limit=5');
  });

  it('shows one task, and leaves its files in the archive unless asked', async () => {
    const said = await darkroom('task', taskId);
    expect(said.out).toContain(`${api.url}/media/picture  1024×576, 5 KB, image/png`);
    expect(await readdir(folder)).toEqual([]);
  });

  it('picks a task up again and saves its files', async () => {
    expect((await darkroom('task', taskId, '--wait', '--out', '.')).code).toBe(0);
    expect(await readdir(folder)).toEqual([`${taskId}.png`]);
  });

  it('answers 3 for a task that is not there', async () => {
    api.script.instead = [{ match: 'GET', status: 404, body: problem(404, 'not_found') }];
    expect(await darkroom('task', 'nothing')).toMatchObject({ code: 3 });
  });

  it('lists the models, and shows one whose id holds a slash', async () => {
    expect((await darkroom('models')).out).toContain(
      'seedream/4.5-edit  KIE      image  active  Seedream 4.5 Edit',
    );
    expect((await darkroom('models', 'seedream/4.5-edit')).out).toContain('"image_urls"');
    expect(api.requests.at(-1)?.path).toBe('/api/v1/models/seedream/4.5-edit');
  });

  it('ends a task, orders it again under a key of its own, and tells what happened to it', async () => {
    expect(await darkroom('cancel', taskId)).toMatchObject({ code: 0, out: 'CANCELED\n' });
    expect(await darkroom('retry', taskId)).toMatchObject({ code: 0, out: `${taskId}\n` });
    expect(api.requests.at(-1)?.headers['idempotency-key']).toBe('fresh-key');
    expect((await darkroom('events', taskId)).out).toContain(
      '2026-10-02 10:00:01.000  job-held  workflow  no light yet',
    );
    for (const command of ['cancel', 'retry', 'events']) expect((await darkroom(command)).code).toBe(2);
  });

  it('says what the month has cost', async () => {
    expect((await darkroom('usage')).out).toContain('IMAGEN4  3      12       0.06');
    expect(JSON.parse((await darkroom('usage', '--json')).out)).toMatchObject({ month: '2026-10' });
  });

  it('uploads a file, and sends nothing of one that is not there or of no known type', async () => {
    await writeFile(join(folder, 'cat.png'), 'a picture');
    expect(await darkroom('upload', 'cat.png')).toMatchObject({ code: 0, out: `${uploadId}  cat.png\n` });
    const sent = api.requests.length;
    expect(await darkroom('upload', 'none.png')).toMatchObject({ code: 2 });
    await writeFile(join(folder, 'notes.txt'), 'no picture');
    expect(await darkroom('upload', 'notes.txt')).toMatchObject({ code: 2 });
    expect(api.requests).toHaveLength(sent);
  });

  it('opens what a task made, and prints where it is', async () => {
    const opened: string[] = [];
    const env = { DARKROOM_URL: api.url, DARKROOM_API_KEY: api.key };
    const open = async (address: string): Promise<void> => void opened.push(address);
    const address = `${api.url}/media/picture`;
    expect(await commandLine(['open', taskId], { env, open })).toMatchObject({
      code: 0,
      out: `${address}\n`,
    });
    expect(opened).toEqual([address]);
    api.script.task = { status: 'PENDING', assets: [] };
    expect(await commandLine(['open', taskId], { env, open })).toMatchObject({ code: 1 });
    expect(opened).toHaveLength(1);
  });

  it('teaches a shell its commands and their options', async () => {
    const complete = async (...typed: string[]): Promise<string[]> => {
      const { out } = await darkroom('completion', 'bash');
      const line = `COMP_WORDS=(darkroom ${typed.join(' ')}); COMP_CWORD=${typed.length}; _darkroom`;
      const script = `${out}\n${line}; echo "\${COMPREPLY[@]}"`;
      return (await promisify(execFile)('bash', ['-c', script])).stdout.trim().split(' ');
    };
    expect(await complete('ca')).toEqual(['cancel']);
    expect(await complete('generate', '--m')).toEqual(['--model', '--metadata']);
    expect((await darkroom('completion', 'zsh')).out).toContain('bashcompinit');
    expect((await darkroom('completion', 'fish')).out).toContain(
      '__fish_seen_subcommand_from tasks" -l status',
    );
    expect((await darkroom('completion', 'cmd')).code).toBe(2);
  });

  it('talks to the stack of this checkout when no deployment is named', async () => {
    await mkdir(join(folder, '.darkroom'));
    await writeFile(
      join(folder, '.darkroom', 'stack.json'),
      JSON.stringify({ apiUrl: api.url, apiKey: api.key }),
    );
    expect(await commandLine(['tasks'], { root: folder })).toMatchObject({ code: 0 });
  });

  it('says how to start one when no stack runs', async () => {
    const said = await commandLine(['tasks'], { root: folder });
    expect(said.code).toBe(4);
    expect(said.err).toContain('npm start');
  });

  it('wants a key for a deployment', async () => {
    expect(await commandLine(['tasks'], { env: { DARKROOM_URL: api.url } })).toMatchObject({ code: 2 });
  });

  it('answers 3 for a wrong key, 2 for a wrong command, 0 for help', async () => {
    const env = { DARKROOM_URL: api.url, DARKROOM_API_KEY: 'other' };
    expect(await commandLine(['tasks'], { env })).toMatchObject({ code: 3 });
    expect(await darkroom('dance')).toMatchObject({ code: 2 });
    expect(await darkroom('tasks', '--limit', 'many')).toMatchObject({ code: 2 });
    expect((await darkroom()).out).toContain('darkroom generate');
    expect(await darkroom('tasks', '--help')).toMatchObject({ code: 0 });
  });

  it('runs as a program on whatever Node is there', async () => {
    const program = join(root, 'packages', 'cli', 'darkroom.mjs');
    const { stdout } = await promisify(execFile)(process.execPath, [program, '--version']);
    expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});
