import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { synthesize } from '../../infra/synth.ts';
import { infraHash, INFRA_HASH_FILE } from './infra-hash.ts';

const [outDir, context = '{}'] = process.argv.slice(2);
if (outDir === undefined) throw new Error('synthesize.ts wants the folder to write to');
// The rule packs take half the time and change nothing in the template; `npm run synth` and the tests run them.
await synthesize({
  outDir,
  stage: 'laptop',
  checked: false,
  // Pages of any origin: on a laptop everybody is at home.
  context: { corsOrigins: '*', ...(JSON.parse(context) as Record<string, string>) },
});
writeFileSync(join(outDir, INFRA_HASH_FILE), await infraHash(join(import.meta.dirname, '..', '..')));
