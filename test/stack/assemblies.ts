import { join } from 'node:path';

const build = join(import.meta.dirname, '..', '..', '.build');

/** The bucket of the foreign store that `externalStoreAssembly` is told of. */
export const externalBucket = 'pictures';

/** The cloud assembly that stacks under test host: made once a run, from the code as it is now. */
export const testAssembly = join(build, 'test-assembly');

/** The same, told to keep media in a store outside the deployment. */
export const externalStoreAssembly = join(build, 'test-assembly-external-store');

/** Copies of the bundles, and what was compiled of them, for all stacks of all runs. */
export const codeDir = join(build, 'test-code');
