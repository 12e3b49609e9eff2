import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';

const template = z.object({
  Resources: z.record(z.string(), z.object({ Type: z.string() })).default({}),
});

/** The logical id of the secret whose construct is called so: `Kie` is the provider's, `MediaStoreKeys` that of a media store. */
export async function secretId(assembly: string, construct: 'Kie' | 'MediaStoreKeys'): Promise<string> {
  const files = (await readdir(assembly)).filter((file) => file.endsWith('.template.json'));
  for (const file of files) {
    const { Resources } = template.parse(JSON.parse(await readFile(join(assembly, file), 'utf8')));
    for (const [id, { Type }] of Object.entries(Resources)) {
      if (Type === 'AWS::SecretsManager::Secret' && id.startsWith(construct)) return id;
    }
  }
  throw new Error(`No template in ${assembly} has a secret called ${construct}`);
}
