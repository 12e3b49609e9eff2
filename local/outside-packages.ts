import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** A package that is compared with ours, or runs ours; nothing of ours leans on it. */
export interface OutsidePackage {
  readonly name: string;
  readonly version: string;
}

/** Installs packages of others into a folder of their own below .build. Says so and answers undefined where they cannot be had. */
export async function installOutside(
  name: string,
  packages: readonly OutsidePackage[],
): Promise<string | undefined> {
  const folder = join(import.meta.dirname, '..', '.build', name);
  const dependencies = Object.fromEntries(packages.map((one) => [one.name, one.version]));
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies }));
  try {
    await promisify(execFile)('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts'], {
      cwd: folder,
      shell: process.platform === 'win32',
    });
    return folder;
  } catch (error) {
    const names = packages.map((one) => one.name).join(', ');
    console.error(`${names} could not be installed: ${String(error)}`);
    return undefined;
  }
}
