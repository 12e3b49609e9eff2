import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { buildSettings } from '../../infra/bundle/esbuild.ts';
import { nativePackages } from '../../infra/bundle/native-packages.ts';
import { writeIfChanged } from '../../infra/bundle/write.ts';
import { synthesize, type SynthesisOptions } from '../../infra/synth.ts';
import { librariesDir, sharedBundlesDir } from './assemblies.ts';

/** `@aws-sdk/client-s3` is `aws-sdk__client-s3.mjs`, and `#domain/ids.ts` is `domain__ids-ts.mjs`. */
const fileOf = (library: string): string =>
  `${library.replaceAll('/', '__').replaceAll(/\W+/g, '-').replace(/^-/, '')}.mjs`;

/** Their modules keep clients of what a function reads: each function has a copy, as it has of the modules in `functions`. */
const STATEFUL = '@aws-lambda-powertools/';

const isShared = (path: string): boolean =>
  !/^[./]/.test(path) && !isBuiltin(path) && !nativePackages.includes(path) && !path.startsWith(STATEFUL);
const isOurs = (path: string): boolean => path.startsWith('#');
const isApart = (importer: string): boolean =>
  importer !== '' && (!importer.includes('node_modules') || importer.includes(`node_modules/${STATEFUL}`));

/**
 * Libraries and the rooms of `shared` that bundles share, instead of each having its own copy: a thread that runs many
 * functions loads them once. What is in `shared` keeps nothing of one function: clients and settings are handed in.
 */
interface SharedLibraries {
  /** Leaves the libraries that our own modules name out of bundles. */
  readonly plugin: Plugin;
  /** Bundles what was left out. */
  write(): Promise<void>;
}

/** `keepsOurs`: each bundle has its own copy of what is in `shared`. */
function sharedLibraries(folder: string, keepsOurs: boolean): SharedLibraries {
  const named = new Set<string>();
  const plugin: Plugin = {
    name: 'shared-libraries',
    setup(building) {
      building.onResolve({ filter: /./ }, ({ path, importer }) => {
        if (!isShared(path) || !isApart(importer) || (keepsOurs && isOurs(path))) return undefined;
        named.add(path);
        return { path: join(folder, fileOf(path)), external: true };
      });
    },
  };
  return { plugin, write: () => bundleLibraries(folder, [...named].toSorted()) };
}

/** Writes a cloud assembly whose bundles share their libraries; apart from that they are those that are deployed. */
export async function synthesizeSharing(
  options: Pick<SynthesisOptions, 'outDir' | 'context' | 'services' | 'buildDir'>,
): Promise<void> {
  // Which services there are is a module of `shared`, which is another one here.
  const hasOtherServices = options.services !== undefined;
  const libraries = sharedLibraries(
    hasOtherServices ? join(librariesDir, 'other-services') : librariesDir,
    hasOtherServices,
  );
  await synthesize({
    ...{ stage: 'test', checked: false, buildDir: sharedBundlesDir, plugins: [libraries.plugin] },
    ...options,
  });
  await libraries.write();
}

const VIRTUAL = 'library';

/** A module as CommonJS sees it: its default export, where that is a function, with all that it gives by name. */
const wholeOf = (library: string): string => `
  import * as all from ${JSON.stringify(library)};
  const whole = typeof all.default === 'function' ? Object.assign(all.default, all) : all;
  export { whole as 'module.exports' };`;

async function bundleLibraries(folder: string, libraries: readonly string[]): Promise<void> {
  const entries: Plugin = {
    name: 'library-entries',
    setup(building) {
      building.onResolve({ filter: /^library:/ }, ({ path }) => ({
        path: path.slice(VIRTUAL.length + 1),
        namespace: VIRTUAL,
      }));
      building.onLoad({ filter: /./, namespace: VIRTUAL }, ({ path }) => ({
        contents: wholeOf(path),
        resolveDir: import.meta.dirname,
      }));
    },
  };
  const { outputFiles } = await build({
    ...buildSettings,
    format: 'esm',
    splitting: true,
    supported: {},
    // Not every module has a default export.
    logOverride: { 'import-is-undefined': 'silent' },
    plugins: [entries],
    entryPoints: libraries.map((library) => ({
      in: `${VIRTUAL}:${library}`,
      out: fileOf(library).slice(0, -'.mjs'.length),
    })),
    outExtension: { '.js': '.mjs' },
    outdir: folder,
    banner: {
      js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);",
    },
  });
  for (const { path, contents } of outputFiles) writeIfChanged(path, contents);
}
