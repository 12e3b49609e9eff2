import { synthesize } from '../../infra/synth.ts';
import { sharedAssembly, testAssembly } from './assemblies.ts';
import { synthesizeSharing } from './shared-libraries.ts';

/** Bundles the functions and synthesises the stack before the first test: to be hosted quickly, and as they are deployed. */
export async function setup(): Promise<void> {
  await synthesizeSharing({ outDir: sharedAssembly });
  await synthesize({ outDir: testAssembly, stage: 'test', checked: false });
}
