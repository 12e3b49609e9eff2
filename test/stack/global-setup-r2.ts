import { externalBucket, externalStoreAssembly } from './assemblies.ts';
import { synthesizeSharing } from './shared-libraries.ts';

/** As `global-setup.ts`, with media in a store outside the deployment. */
export async function setup(): Promise<void> {
  const context = { mediaEndpoint: 'https://account.r2.cloudflarestorage.com', mediaBucket: externalBucket };
  await synthesizeSharing({ outDir: externalStoreAssembly, context });
}
