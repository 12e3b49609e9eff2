import { join } from 'node:path';
import type { Plugin } from 'esbuild';

const productionServices = join(import.meta.dirname, '..', '..', 'shared', 'providers', 'services.ts');

/** Puts another table of services in the place of the one in `shared/providers`. The other may build on that one. */
export const replaceServices = (replacement: string | undefined): Plugin => ({
  name: 'replace-services',
  setup(build) {
    if (replacement === undefined) return;
    build.onResolve({ filter: /\/services\.ts$/ }, async ({ path, pluginData, ...from }) => {
      if (pluginData === 'resolved' || from.importer === replacement) return undefined;
      const found = await build.resolve(path, { ...from, pluginData: 'resolved' });
      return found.path === productionServices ? { path: replacement } : found;
    });
  },
});
