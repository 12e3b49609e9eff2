import { execFileSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildClient } from '../../local/client-package.ts';
import { setup as openToPages } from '../browser/global-setup.ts';
import { exampleFolder, programOfNext } from './next-server.ts';

/** Packs the client, installs it with what else the example names, and builds the example, as its README says. */
export async function setup(): Promise<void> {
  buildClient(join(import.meta.dirname, '..', '..', '.build', 'client'));
  const run = (program: string, ...args: string[]): void => {
    const env = { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' } as const;
    execFileSync(program, args, {
      cwd: exampleFolder,
      env,
      stdio: 'inherit',
      shell: process.platform === 'win32',
    });
  };
  // npm leaves a package alone whose version is as before.
  rmSync(join(exampleFolder, 'node_modules', '@darkroom'), { recursive: true, force: true });
  run('npm', 'install', '--include=dev', '--no-audit', '--no-fund');
  if (!existsSync(programOfNext)) throw new Error('npm has not installed Next.js.');
  run(process.execPath, programOfNext, 'build');
  await openToPages();
}
