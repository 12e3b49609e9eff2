import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { bundleFunctions } from '../../infra/bundle/bundle.ts';
import { allFunctions, constructId, isAsynchronous } from '../../infra/functions.ts';
import { comeFirst } from './ahead.ts';
import { infraHash, INFRA_HASH_FILE } from './infra-hash.ts';
import { refreshCode } from './refresh-code.ts';

// Run as a process of its own, on the assembly of before: brings in the code as it stands where the template is the same,
// which spares the synthesis. What was called last (construct ids, newest first) is brought in ahead of the rest; the parent
// is told, and answers once it has taken it. Ends with 3 where the template may have changed.
const TEMPLATE_MAY_DIFFER = 3;

interface Place {
  readonly assembly: string;
  /** The file that says of which code the assembly is. */
  readonly stamp: string;
  readonly root: string;
}

async function rebundle({ assembly, stamp, root }: Place, lastCalled: readonly string[]): Promise<void> {
  const bundles = join(root, '.build', 'functions');
  const bringIn = (isMeant: (name: string) => boolean): void => {
    const meant = allFunctions.filter(({ name }) => isMeant(name));
    const byId = new Map<string, string>(meant.map(({ name }) => [constructId(name), name]));
    // While the assembly is being changed it is of no code at all; code that does not build leaves it as it was.
    rmSync(stamp, { force: true });
    refreshCode(assembly, bundles, (id) => byId.get(id));
  };
  const called = lastCalled.flatMap(
    (id) => allFunctions.find(({ name }) => constructId(name) === id)?.name ?? [],
  );
  await bundleFunctions({
    sources: join(root, 'functions'),
    into: bundles,
    onlyStale: true,
    ahead: {
      of: (names) => {
        const stale = allFunctions.filter(({ name }) => names.includes(name));
        return comeFirst(
          stale.map((entry) => ({ name: entry.name, isAsynchronous: isAsynchronous(entry) })),
          called,
        );
      },
      written: async (names) => {
        bringIn((name) => names.includes(name));
        await taken();
      },
    },
  });
  bringIn(() => true);
}

/** Tells the parent that a part of the code is there, and waits until it has been taken. */
async function taken(): Promise<void> {
  if (process.send === undefined) return;
  const { promise, resolve } = Promise.withResolvers<void>();
  process.once('message', () => resolve());
  process.send('part');
  await promise;
}

const [assembly, stamp, root, ...lastCalled] = process.argv.slice(2);
if (assembly === undefined || stamp === undefined || root === undefined)
  throw new Error('rebundle.ts wants the assembly, its stamp and the checkout');
// The parent is gone: nobody is left to take the code.
process.once('disconnect', () => process.exit(1));
const known = join(assembly, INFRA_HASH_FILE);
const isSame = existsSync(known) && readFileSync(known, 'utf8') === (await infraHash(root));
if (isSame) await rebundle({ assembly, stamp, root }, lastCalled);
process.exit(isSame ? 0 : TEMPLATE_MAY_DIFFER);
