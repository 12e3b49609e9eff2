import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** A package that is measured beside ours. */
export interface Peer {
  readonly name: string;
  readonly version: string;
}

const folder = join(import.meta.dirname, '..', '.build', 'peers');

/**
 * Installs packages of others into a folder of their own: they are measured, and nothing of ours leans on them. Says so and
 * answers undefined where they cannot be had.
 */
export async function installedPeers(peers: readonly Peer[]): Promise<string | undefined> {
  const dependencies = Object.fromEntries(peers.map(({ name, version }) => [name, version]));
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies }));
  try {
    await promisify(execFile)('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts'], {
      cwd: folder,
      shell: process.platform === 'win32',
    });
    return folder;
  } catch (error) {
    console.error(`The clients of others are not compared: they could not be installed (${String(error)}).`);
    return undefined;
  }
}
