import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { holderOf } from './lock.ts';
import type { IsStack } from './lock.ts';
import { StartError } from './start-error.ts';

// By name: the directory may be the user's own, and `.darkroom` also holds the outputs of deployments.
const ours = ['cloud', 'kie', 'logs', 'first', 'key.json', 'ports.json', 'stack.json', 'lock'];

/** Removes what `npm start` keeps in a data directory, and nothing else; returns what was there. */
export async function clearData(dataDir: string, isStack?: IsStack): Promise<readonly string[]> {
  const holder = holderOf(dataDir, isStack);
  if (holder !== undefined) {
    throw new StartError(
      `Process ${holder} runs a stack on ${dataDir}. Stop it first: Ctrl-C where it runs, or kill ${holder}.`,
    );
  }
  const found = ours.filter((name) => existsSync(join(dataDir, name)));
  for (const name of found) await rm(join(dataDir, name), { recursive: true, force: true });
  return found;
}
