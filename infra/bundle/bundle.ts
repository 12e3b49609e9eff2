import { existsSync, rmSync } from 'node:fs';
import { basename, join, relative, resolve } from 'node:path';
import { build, type BuildOptions, type Metafile, type Plugin } from 'esbuild';
import { REFERENCE_FOLDER } from '#contract/service/reference.ts';
import { allFunctions } from '../functions.ts';
import { keepBeside } from './beside.ts';
import { catalogueBeside } from './catalogue.ts';
import { bringPackages, nativePackages } from './native-packages.ts';
import { bringReference } from './reference.ts';
import { replaceServices } from './replace-services.ts';
import { mergedMeta, readIfThere, sourceHashes, staleBundles, type SourceHashes } from './stale.ts';
import { removeStale, writeIfChanged } from './write.ts';

const root = join(import.meta.dirname, '..', '..');

/** What to bundle, and where to. */
export interface BundleOptions {
  /** The folder that source files are named from. */
  readonly sources: string;
  /** The file of each function, without the ending; all of the table where absent. */
  readonly files?: readonly string[];
  /** Where the bundles go, a folder each. */
  readonly into: string;
  /** Packages with native code for the processor of Lambda; absent: links to those of this machine. */
  readonly packages?: string | undefined;
  /** The module that takes the place of the table of services; only tests have one. */
  readonly services?: string | undefined;
  /** Bundles only those of which something has changed since they were bundled there; not with the three that follow. */
  readonly onlyStale?: boolean | undefined;
  /** Further plugins; only tests have some. */
  readonly plugins?: readonly Plugin[] | undefined;
}

/** A function that is bundled: its name is that of its folder. */
interface Source {
  readonly name: string;
  readonly path: string;
}

/** What esbuild made, not written yet. */
interface Bundled extends Metafile {
  readonly files: ReadonlyMap<string, Uint8Array>;
}

/**
 * Bundles the functions into `{into}/{name}/index.js`; what a function loads later lies beside its bundle. The same sources
 * give the same bytes, so asset hashes change with the code only; `{into}/meta.json` says what each bundle is made of.
 * Returns the folder of the bundles.
 */
export async function bundleFunctions(options: BundleOptions): Promise<string> {
  const { sources, files, into, packages, services, plugins } = options;
  const folder = resolve(into);
  const all = (files ?? allFunctions.map(({ file }) => file)).map((file) => sourceOf(sources, file));
  // Before anything is read: what is saved meanwhile counts as changed the next time.
  const now = sourceHashes(root);
  const { known, functions } = options.onlyStale === true ? staleOf(all, folder, now) : { functions: all };
  const { files: outputFiles, ...fresh } = await bundled(functions, { folder, services, plugins });
  const names = new Set(functions.map(({ name }) => name));
  const meta = known === undefined ? fresh : mergedMeta(known, fresh, (name) => names.has(name));
  rmSync(join(folder, SOURCES), { force: true });
  for (const [path, contents] of outputFiles) writeIfChanged(path, contents);
  for (const { name } of all) {
    if (loadsNativePackages(meta.outputs, name)) bringPackages(join(folder, name), packages);
    writeIfChanged(join(folder, name, 'package.json'), '{"type":"commonjs"}\n');
  }
  for (const name of servingReference(files)) await bringReference(join(folder, name, REFERENCE_FOLDER));
  writeIfChanged(join(folder, 'meta.json'), JSON.stringify(meta));
  const outputs = Object.keys(meta.outputs).map((output) => join(folder, output));
  removeStale(
    folder,
    all.map(({ name }) => name),
    new Set(outputs),
  );
  if (files === undefined) writeIfChanged(join(folder, SOURCES), JSON.stringify(now));
  return folder;
}

/** Says what the bundles of a folder are made of; absent while they are being changed. */
const SOURCES = 'sources.json';

/** The functions whose bundles are not of these sources, and what is known of all bundles; all where nothing is known. */
function staleOf(
  all: readonly Source[],
  folder: string,
  now: SourceHashes,
): { readonly known?: Metafile; readonly functions: readonly Source[] } {
  const before = readIfThere<SourceHashes>(join(folder, SOURCES));
  const known = readIfThere<Metafile>(join(folder, 'meta.json'));
  if (before === undefined || known === undefined) return { functions: all };
  const isStale = staleBundles(known, { before, now });
  return { known, functions: all.filter(({ name }) => isStale(name)) };
}

/** The functions of the table that serve the API reference, where it is them that are bundled. */
const servingReference = (files: BundleOptions['files']): string[] =>
  files === undefined ? allFunctions.filter(({ reference }) => reference).map(({ name }) => name) : [];

function sourceOf(sources: string, file: string): Source {
  const path = join(sources, `${file}.ts`);
  if (!existsSync(path)) throw new Error(`The table of functions names ${path}, which does not exist.`);
  return { name: basename(file), path };
}

/** Bundles the functions, then the modules that these load later. */
async function bundled(
  functions: readonly Source[],
  {
    folder,
    services,
    plugins: more = [],
  }: { readonly folder: string } & Pick<BundleOptions, 'services' | 'plugins'>,
): Promise<Bundled> {
  const { plugin, besideOf } = keepBeside();
  const made = async (entryPoints: { in: string; out: string }[]): Promise<Bundled> => {
    const plugins = [...more, plugin, replaceServices(services), catalogueBeside];
    const { outputFiles, metafile } = await build({
      ...buildSettings,
      plugins,
      entryPoints,
      outdir: folder,
    });
    const files = new Map(outputFiles.map(({ path, contents }) => [path, contents]));
    return { ...namedFrom(folder, metafile), files };
  };
  if (functions.length === 0) return { files: new Map(), inputs: {}, outputs: {} };
  const all = [await made(functions.map(({ name, path }) => ({ in: path, out: `${name}/index` })))];
  // What is loaded later may load more.
  for (const { outputs } of all) {
    const wanted = besideOf(outputs).map(({ bundle, name, source }) => ({
      in: source,
      out: `${bundle}/${name}`,
    }));
    const missing = wanted.filter(({ out }) => all.every((one) => one.outputs[`${out}.js`] === undefined));
    if (missing.length > 0) all.push(await made(missing));
  }
  return {
    files: new Map(all.flatMap(({ files }) => [...files])),
    inputs: Object.assign({}, ...all.map(({ inputs }) => inputs)) as Metafile['inputs'],
    outputs: Object.assign({}, ...all.map(({ outputs }) => outputs)) as Metafile['outputs'],
  };
}

/**
 * CommonJS keeps Node's fetch stack out of a cold start, and the SDK is bundled because loading it from the
 * runtime is slower. The module builds of packages come first: only those can be shaken.
 */
export const buildSettings = {
  absWorkingDir: root,
  bundle: true,
  write: false,
  metafile: true,
  minify: true,
  platform: 'node',
  target: 'node24',
  format: 'cjs',
  mainFields: ['module', 'main'] as string[],
  legalComments: 'none',
  // One character outside ASCII, and the whole text of a bundle takes two bytes a letter once it is loaded.
  charset: 'ascii',
  // Searching profiles, SSO and metadata servers for credentials is a fifth of a bundle, and never succeeds in a Lambda.
  alias: { '@aws-sdk/credential-provider-node': join(import.meta.dirname, 'credentials.ts') },
  // `import()` becomes `require`: the loader of modules would have to start first.
  supported: { 'dynamic-import': false },
  define: { 'process.env.NODE_ENV': '"production"', 'import.meta.dirname': '__dirname' },
  external: nativePackages,
  logLevel: 'warning',
} satisfies BuildOptions;

const loadsNativePackages = (outputs: Metafile['outputs'], name: string): boolean =>
  outputs[`${name}/index.js`]?.imports.some(({ path }) => nativePackages.includes(path)) ?? false;

/** esbuild names outputs from the working directory; here they are named from the folder of all bundles. */
function namedFrom(folder: string, { inputs, outputs }: Metafile): Metafile {
  const named = Object.entries(outputs).map(([path, output]) => {
    return [relative(folder, resolve(root, path)).replaceAll('\\', '/'), output] as const;
  });
  return { inputs, outputs: Object.fromEntries(named) };
}
