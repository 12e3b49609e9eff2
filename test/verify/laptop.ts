import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cleanups } from '../../local/start/cleanups.ts';
import { readSettings, type Settings } from '../../local/start/settings.ts';
import { startStack } from '../../local/start/stack.ts';
import { shownSteps } from '../../local/start/steps.ts';
import type { Place } from './deployment.ts';

/** As a deployment: models that are gone are refused. */
function settingsFor(root: string, dataDir: string): Settings {
  const read = readSettings({ args: ['--data-dir', dataDir, '--no-first', '--quiet'], env: {}, root });
  if (read === 'help' || read.provider.kind !== 'simulated') throw new Error('Nothing else was asked for');
  return { ...read, provider: { ...read.provider, takesRetired: false } };
}

/** Lends the stack of a laptop that is started for this run only, in a folder of its own, with the simulated provider. */
export async function withLaptop<Result>(
  root: string,
  use: (place: Place) => Promise<Result>,
): Promise<Result> {
  const dataDir = mkdtempSync(join(tmpdir(), 'darkroom-verify-'));
  const waste = cleanups();
  try {
    const settings = settingsFor(root, dataDir);
    const { signal } = new AbortController();
    const step = shownSteps(false, false);
    const { facts } = await startStack({ settings, step, cleanups: waste, signal });
    const { tableName, dynamodbUrl: endpoint, credentials } = facts;
    const table = { tableName, endpoint, region: credentials.region, credentials };
    return await use({ name: 'laptop', url: facts.apiUrl, table });
  } finally {
    await waste.run();
    rmSync(dataDir, { recursive: true, force: true });
  }
}
