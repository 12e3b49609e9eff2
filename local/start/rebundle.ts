import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { bundleFunctions } from '../../infra/bundle/bundle.ts';
import { allFunctions, constructId } from '../../infra/functions.ts';
import { infraHash, INFRA_HASH_FILE } from './infra-hash.ts';
import { refreshCode } from './refresh-code.ts';

// Run as a process of its own, on the assembly of before: brings in the code as it stands where the template is the same,
// which spares the synthesis. Ends with 3 where the template may have changed.
const TEMPLATE_MAY_DIFFER = 3;

const [assembly, stamp, root] = process.argv.slice(2);
if (assembly === undefined || stamp === undefined || root === undefined)
  throw new Error('rebundle.ts wants the assembly, its stamp and the checkout');
const known = join(assembly, INFRA_HASH_FILE);
const isSame = existsSync(known) && readFileSync(known, 'utf8') === (await infraHash(root));
if (isSame) {
  const bundles = await bundleFunctions({
    sources: join(root, 'functions'),
    into: join(root, '.build', 'functions'),
    onlyStale: true,
  });
  const byId = new Map(allFunctions.map(({ name }) => [constructId(name), name]));
  // While the assembly is being changed it is of no code at all; code that does not build leaves it as it was.
  rmSync(stamp, { force: true });
  refreshCode(assembly, bundles, (id) => byId.get(id));
}
process.exit(isSame ? 0 : TEMPLATE_MAY_DIFFER);
