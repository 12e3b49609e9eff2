import { join } from 'node:path';
import { synthesize } from '../../infra/synth.ts';

/** Where the assembly lies that every world hosts: made once a run, from the code as it is now. */
export const testAssembly = join(import.meta.dirname, '..', '..', '.build', 'test-assembly');

/** Bundles and synthesises before the first test. */
export async function setup(): Promise<void> {
  await synthesize({ outDir: testAssembly, stage: 'test', checked: false });
}
