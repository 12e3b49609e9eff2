import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Webhook } from 'standardwebhooks';
import { startFakeApi } from '@darkroom/client/fake-api';
import { buildClient } from '../../local/client-package.ts';
import { installOutside } from '../../local/outside-packages.ts';

/** Runtimes that users of the client have. Their packages bring them whole, each in a package for its platform. */
const others = [
  { name: 'deno', version: '2.9.6' },
  { name: 'bun', version: '1.4.5' },
] as const;

const run = promisify(execFile);
const root = join(import.meta.dirname, '..', '..');

/** Where a runtime lies that was installed without its scripts. */
function binaryOf(folder: string, name: string): string {
  const { platform, arch } = process;
  const ending = platform === 'win32' ? '.exe' : '';
  const cpu = arch === 'arm64' ? { deno: 'arm64', bun: 'aarch64' } : { deno: 'x64', bun: 'x64' };
  const system = platform === 'win32' ? { deno: 'win32', bun: 'windows' } : { deno: platform, bun: platform };
  const libc = platform === 'linux' ? '-glibc' : '';
  const path =
    name === 'deno'
      ? join('@deno', `${system.deno}-${cpu.deno}${libc}`, `deno${ending}`)
      : join('@oven', `bun-${system.bun}-${cpu.bun}`, 'bin', `bun${ending}`);
  return join(folder, 'node_modules', path);
}

/** A webhook of one moment, signed as Standard Webhooks says. */
function aWebhook() {
  const [secret, body, now] = [
    'whsec_c2VjcmV0LW9mLXRoaXMtdGVzdA==',
    '{"type":"task.succeeded"}',
    1_790_000_000_000,
  ];
  const signature = new Webhook(secret).sign('msg_1', new Date(now), body);
  const headers = {
    'webhook-id': 'msg_1',
    'webhook-timestamp': String(now / 1000),
    'webhook-signature': signature,
  };
  return { headers, body, secret, now };
}

async function main(): Promise<number> {
  const folder = await installOutside('runtimes', others);
  if (folder === undefined) return 1;
  buildClient(join(folder, 'node_modules', '@darkroom', 'client'));
  const program = join(folder, 'program.mjs');
  await copyFile(join(import.meta.dirname, 'program.mjs'), program);
  await mkdir(join(folder, 'files'), { recursive: true });
  const picture = join(folder, 'files', 'hat.png');
  await writeFile(picture, 'not really a picture');

  const deno = ['run', '--allow-all', '--no-lock', '--node-modules-dir=manual', '--cached-only'];
  const runtimes = [
    { name: `node ${process.versions.node}`, command: process.execPath, before: [] },
    { name: 'deno 2.9.6', command: binaryOf(folder, 'deno'), before: deno },
    { name: 'bun 1.4.5', command: binaryOf(folder, 'bun'), before: [] },
  ];
  const said = [];
  for (const { name, command, before } of runtimes) {
    if (!existsSync(command)) throw new Error(`${command} is not there.`);
    const [api, gone] = [await startFakeApi(), await startFakeApi()];
    await gone.stop();
    const words = [...before, program, api.url, api.key, picture, gone.url, JSON.stringify(aWebhook())];
    const { stdout } = await run(command, words, { cwd: folder, timeout: 60_000 });
    await api.stop();
    console.log(`${name.padEnd(14)} ${stdout.trim()}`);
    said.push(stdout.trim());
  }
  const isSame = new Set(said).size === 1;
  console.log(isSame ? 'All say the same.' : 'They do not say the same.');
  return isSame ? 0 : 1;
}

process.chdir(root);
process.exitCode = await main();
