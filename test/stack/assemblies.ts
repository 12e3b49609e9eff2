import { join } from 'node:path';

const build = join(import.meta.dirname, '..', '..', '.build');

/** The bucket of the foreign store that `externalStoreAssembly` is told of. */
export const externalBucket = 'pictures';

/** The cloud assembly with the bundles that are deployed. The test run makes it; commands that host it make it first. */
export const testAssembly = join(build, 'test-assembly');

/** The same with bundles that share libraries, which stacks under test host: made once a run, from the code as it is now. */
export const sharedAssembly = join(build, 'test-assembly-shared');

/** The same as `sharedAssembly`, told to keep media in a store outside the deployment. */
export const externalStoreAssembly = join(build, 'test-assembly-external-store');

/** The same as `sharedAssembly`, which pages of any origin may call. */
export const openAssembly = join(build, 'test-assembly-open');

/** The libraries that these bundles share, and the bundles. */
export const librariesDir = join(build, 'test-libraries');
export const sharedBundlesDir = join(build, 'test-functions');

/** Copies of the bundles, and what was compiled of them, for all stacks of all runs. */
export const codeDir = join(build, 'test-code');
