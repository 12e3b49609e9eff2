import { synthesize } from '../../infra/synth.ts';
import { externalBucket, externalStoreAssembly } from './assemblies.ts';

/** As `global-setup.ts`, with media in a store outside the deployment. */
export async function setup(): Promise<void> {
  const context = { mediaEndpoint: 'https://account.r2.cloudflarestorage.com', mediaBucket: externalBucket };
  await synthesize({ outDir: externalStoreAssembly, stage: 'test', checked: false, context });
}
