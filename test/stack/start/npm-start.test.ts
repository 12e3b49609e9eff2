import { execFile, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { readStackFile } from '../../../local/start/stack-file.ts';
import type { StackFacts } from '../../../local/start/stack-file.ts';
import { aPicture } from '../../sample-media.ts';

const execute = promisify(execFile);
const root = join(import.meta.dirname, '..', '..', '..');
const main = join(root, 'local', 'main.ts');

const children: ChildProcess[] = [];

interface Started {
  readonly process: ChildProcess;
  readonly facts: StackFacts;
}

async function start(dataDir: string, command: readonly string[] = [main]): Promise<Started> {
  const child = spawn(process.execPath, [...command, '--data-dir', dataDir, '--no-first', '--quiet'], {
    env: { ...process.env, KIE_API_KEY: '', KIE_AI_API_KEY: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += String(chunk)));
  const facts = await vi.waitUntil(
    () => {
      if (child.exitCode !== null) throw new Error(`npm start ended: ${said}`);
      return readStackFile(dataDir);
    },
    // Synthesising takes seconds on a quiet machine, and minutes where others keep it busy.
    { timeout: 200_000, interval: 50 },
  );
  return { process: child, facts };
}

async function stop(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  return ended;
}

describe('npm start', () => {
  let dataDir: string;
  let stack: Started;

  beforeAll(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'darkroom-npm-start-'));
    stack = await start(dataDir);
  });

  afterAll(async () => {
    await Promise.all(children.map(stop));
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('serves the API that its stack file names, to the key that stands there', async () => {
    const { apiUrl, apiKey } = stack.facts;
    const answer = await fetch(`${apiUrl}/api/v1/models`, { headers: { authorization: `Bearer ${apiKey}` } });
    expect(answer.status).toBe(200);
  });

  it('makes a picture for the command line, which finds it without being told where', async () => {
    const out = join(dataDir, 'out');
    const darkroom = join(root, 'node_modules', '.bin', 'darkroom');
    const said = await execute(
      process.execPath,
      [darkroom, 'generate', 'a lighthouse at dusk', '--out', out, '--json'],
      {
        env: { ...process.env, DARKROOM_DATA_DIR: dataDir, DARKROOM_URL: '', DARKROOM_API_KEY: '' },
      },
    );
    expect(said.stderr).toBe('');
    expect(readdirSync(out)).toHaveLength(1);
  });

  it('takes a file, and hands it to a model', async () => {
    const { apiUrl, apiKey } = stack.facts;
    const headers = { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' };
    const call = async (path: string, body?: unknown) => {
      const asked = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
      const answer = await fetch(`${apiUrl}/api/v1${path}`, { headers, ...asked });
      return (await answer.json()) as { id: string; status: string };
    };
    const base64Data = (await aPicture()).toString('base64');
    const { id } = await call('/uploads/base64', { fileName: 'cat.png', base64Data });
    const order = { model_id: 'nano-banana-pro', prompt: 'a hat for the cat', image_input: [id] };
    const task = await call('/generation/image', order);
    const hasEnded = async () => (await call(`/generation/tasks/${task.id}`)).status !== 'PENDING';
    await vi.waitUntil(hasEnded, { timeout: 120_000, interval: 200 });
    expect(await call(`/generation/tasks/${task.id}`)).toMatchObject({ status: 'SUCCESS' });
  });

  it.each([
    ['larger than a call of Lambda', 5],
    ['larger than the gateway takes', 11],
  ])('refuses a body %s in the form of all refusals, and says where to go', async (_, megabytes) => {
    const { apiUrl, apiKey } = stack.facts;
    const answer = await fetch(`${apiUrl}/api/v1/uploads/stream?fileName=cat.png`, {
      method: 'POST',
      headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'image/png' },
      body: new Uint8Array(megabytes * 1024 * 1024),
    });
    expect(answer.status).toBe(413);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    const problem = (await answer.json()) as { requestId: string };
    expect(problem).toMatchObject({ code: 'payload_too_large', presigned: '/api/v1/uploads' });
    expect(answer.headers.get('x-request-id')).toBe(problem.requestId);
  });

  it('makes, lists and revokes keys while it runs', async () => {
    const keys = async (...args: string[]): Promise<string> => {
      const program = join(root, 'local', 'keys.ts');
      return (await execute(process.execPath, [program, ...args, '--data-dir', dataDir])).stdout;
    };
    const [key = ''] = (await keys('create', '--owner', 'ana')).split('\n');
    const { apiUrl } = stack.facts;
    const ask = (): Promise<Response> =>
      fetch(`${apiUrl}/api/v1/generation/tasks`, { headers: { authorization: `Bearer ${key}` } });
    expect(await (await ask()).json()).toEqual({ items: [] });
    const id = /^([0-9a-f]{16}) {2}ana /m.exec(await keys('list'))?.[1] ?? '';
    expect(await keys('revoke', id)).toContain('Revoked');
    expect(await keys('list')).toContain('revoked 20');
  });

  it('refuses to start twice on one data directory, and to have it cleared meanwhile', async () => {
    const again = execute(process.execPath, [main, '--data-dir', dataDir]);
    await expect(again).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining('already runs') as string,
    });
    const clear = execute(process.execPath, [join(root, 'local', 'reset.ts'), '--data-dir', dataDir]);
    await expect(clear).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining('Stop it first') as string,
    });
    expect(readStackFile(dataDir)).toEqual(stack.facts);
  });

  it('takes its stack file back when it is told to stop, and starts again with the same addresses and key', async () => {
    const before = stack.facts;
    expect(await stop(stack.process)).toBe(0);
    expect(existsSync(join(dataDir, 'stack.json'))).toBe(false);
    expect(existsSync(join(dataDir, 'lock'))).toBe(false);
    stack = await start(dataDir);
    const { apiUrl, apiKey, kieUrl, s3Url } = before;
    expect(stack.facts).toMatchObject({ apiUrl, apiKey, kieUrl, s3Url });
    const answer = await fetch(`${apiUrl}/api/v1/generation/tasks`, {
      headers: { authorization: `Bearer ${apiKey}` },
    });
    expect(await answer.json()).toMatchObject({ items: [{ status: 'SUCCESS' }, { status: 'SUCCESS' }] });
  });

  it('says why a first picture did not come, after the addresses and the key', async () => {
    const own = mkdtempSync(join(tmpdir(), 'darkroom-no-first-'));
    const child = spawn(process.execPath, [main, '--data-dir', own], {
      env: { ...process.env, KIE_API_KEY: '', KIE_AI_API_KEY: '', SIM_KIE_FAILURE_SHARE: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    children.push(child);
    let said = '';
    child.stdout.on('data', (chunk) => (said += String(chunk)));
    const told =
      /The first picture and film could not be made: First (?:picture|film): generation_failed \S+/;
    await vi.waitUntil(() => told.test(said), { timeout: 60_000, interval: 50 });
    const key = said.search(/dk_[\w-]{43}/);
    expect(key).toBeGreaterThan(-1);
    expect(key).toBeLessThan(said.search(told));
    expect(await stop(child)).toBe(0);
    rmSync(own, { recursive: true, force: true });
  });

  const bootstrap = join(root, 'local', 'bootstrap.mjs');
  const parentOfBootstrap = `
    const { spawn } = require('node:child_process');
    spawn(process.execPath, process.argv.slice(1), { stdio: 'ignore' });`;

  it.each([
    ['the bootstrap', [bootstrap, main]],
    ['what called the bootstrap', ['-e', parentOfBootstrap, '--', bootstrap, main]],
  ])('ends when %s is gone without a word', async (_, command) => {
    const own = mkdtempSync(join(tmpdir(), 'darkroom-orphan-'));
    const { process: child, facts } = await start(own, command);
    child.kill('SIGKILL');
    await vi.waitUntil(() => readStackFile(own) === undefined, { timeout: 30_000 });
    await vi.waitUntil(() => !isAlive(facts.pid), { timeout: 30_000 });
    rmSync(own, { recursive: true, force: true });
  });
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
