import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { synthesize } from '../infra/synth.ts';
import type { Clock } from '@darkroom/local-cloud/clock';
import { startS3, type S3Server } from '@darkroom/local-cloud/s3';
import { testAssembly } from './global-setup.ts';

/** Where a world keeps its media: in the cloud's own S3, or in a store elsewhere that refuses what Cloudflare R2 refuses. */
export type StoreName = 's3' | 'r2';

/** The store of worlds that do not say: so a suite can be run as it stands against another. */
export const usual: { store: StoreName } = { store: 's3' };

/** What a world runs that keeps its media in this store. */
export interface Store {
  readonly assembly: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly secrets: Readonly<Record<string, string>>;
  /** Absent where the cloud has it. */
  readonly elsewhere?: { readonly server: S3Server; readonly keys: typeof keys; readonly bucket: string };
}

const keys = { accessKeyId: 'R2KEY', secretAccessKey: 'r2-secret' };
const bucket = 'pictures';

/** The name in the template of the secret whose construct is called so. */
export function secretNamed(assembly: string, construct: string): string {
  const templates = readdirSync(assembly).filter((file) => file.endsWith('.template.json'));
  const names = templates.flatMap((file) => {
    const { Resources = {} } = JSON.parse(readFileSync(join(assembly, file), 'utf8')) as {
      Resources?: Record<string, { Type: string }>;
    };
    return Object.entries(Resources).flatMap(([name, { Type }]) =>
      Type === 'AWS::SecretsManager::Secret' && name.startsWith(construct) ? [name] : [],
    );
  });
  const [name] = names;
  if (name === undefined) throw new Error(`The assembly has no secret called ${construct}`);
  return name;
}

/** Opens a store; one that is elsewhere is told to the functions by the template, as in a deployment, except where it listens. */
export async function openStore(name: StoreName, dataDir: string, clock: Clock): Promise<Store> {
  if (name === 's3') return { assembly: testAssembly, environment: {}, secrets: {} };
  const assembly = join(dataDir, 'assembly');
  const context = { mediaEndpoint: 'https://account.r2.cloudflarestorage.com', mediaBucket: bucket };
  await synthesize({ outDir: assembly, stage: 'test', checked: false, context });
  const server = await startS3({ dataDir: join(dataDir, 'r2'), clock, credentials: keys, strict: 'r2' });
  await server.createBucket(bucket);
  return {
    assembly,
    environment: { MEDIA_ENDPOINT: server.url },
    secrets: { [secretNamed(assembly, 'MediaStoreKeys')]: JSON.stringify(keys) },
    elsewhere: { server, keys, bucket },
  };
}
