import { synthesize } from '../../infra/synth.ts';
import { testAssembly } from './assemblies.ts';

/** Bundles the functions and synthesises the stack before the first test. */
export async function setup(): Promise<void> {
  await synthesize({ outDir: testAssembly, stage: 'test', checked: false });
}
