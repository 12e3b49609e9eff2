import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '@darkroom/local-cloud/clock';
import { startS3, type S3Server } from '@darkroom/local-cloud/s3';
import type { MediaStoreName } from '../media-store-name.ts';
import { externalBucket, externalStoreAssembly, sharedAssembly } from './assemblies.ts';

/** What a stack hosts, and what its functions are told, where it keeps its media. */
export interface MediaStore {
  readonly assembly: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly secrets: Readonly<Record<string, string>>;
  /** The store outside the deployment, where that is the one. */
  readonly external?: { readonly server: S3Server; readonly keys: typeof keys; readonly bucket: string };
}

/** What the external store asks for. */
const keys = { accessKeyId: 'R2KEY', secretAccessKey: 'r2-secret' };

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

/** Opens a store. An external one is named in the template, as in a deployment; only its address differs. */
export async function openStore(name: MediaStoreName, dataDir: string, clock: Clock): Promise<MediaStore> {
  if (name === 's3') return { assembly: sharedAssembly, environment: {}, secrets: {} };
  const server = await startS3({ dataDir: join(dataDir, 'r2'), clock, credentials: keys, strict: 'r2' });
  await server.createBucket(externalBucket);
  return {
    assembly: externalStoreAssembly,
    environment: { MEDIA_ENDPOINT: server.url },
    secrets: { [secretNamed(externalStoreAssembly, 'MediaStoreKeys')]: JSON.stringify(keys) },
    external: { server, keys, bucket: externalBucket },
  };
}
