import { sharedAssembly } from './assemblies.ts';
import { synthesizeSharing } from './shared-libraries.ts';

/** Bundles the functions and synthesises the stack before the first test. */
export async function setup(): Promise<void> {
  await synthesizeSharing({ outDir: sharedAssembly });
}
