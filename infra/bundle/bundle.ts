import { existsSync, rmSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import type { Metafile, Plugin } from 'esbuild';
import { REFERENCE_FOLDER } from '#contract/service/reference.ts';
import { allFunctions } from '../functions.ts';
import { bundled, type Bundling, type Source } from './esbuild.ts';
import { bringPackages, nativePackages } from './native-packages.ts';
import { bringReference } from './reference.ts';
import {
  mergedMeta,
  readIfThere,
  sourceHashes,
  staleBundles,
  staleEntries,
  type SourceHashes,
} from './stale.ts';
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
  /** Chooses functions to be bundled ahead of the others, where there is much to bundle. */
  readonly ahead?: Ahead | undefined;
  /** Further plugins; only tests have some. */
  readonly plugins?: readonly Plugin[] | undefined;
}

/** What is bundled ahead of the rest. */
export interface Ahead {
  /** The functions that come first, by name. */
  readonly of: (names: readonly string[]) => readonly string[];
  /** Called with their names once their bundles are written, where others follow. */
  readonly written: (names: readonly string[]) => Promise<void>;
}

/**
 * Bundles the functions into `{into}/{name}/index.js`; what a function loads later lies beside its bundle. The same sources
 * give the same bytes, so asset hashes change with the code only; `{into}/meta.json` says what each bundle is made of.
 * Returns the folder of the bundles.
 */
export async function bundleFunctions(options: BundleOptions): Promise<string> {
  const { sources, files, into, packages, services, plugins, ahead } = options;
  const folder = resolve(into);
  const all = (files ?? allFunctions.map(({ file }) => file)).map((file) => sourceOf(sources, file));
  // Before anything is read: what is saved meanwhile counts as changed the next time.
  const now = sourceHashes(root);
  const { known, functions, keeps } =
    options.onlyStale === true ? staleOf(all, folder, now) : { functions: all };
  let meta = known ?? { inputs: {}, outputs: {} };
  const parts = partsOf(functions, ahead);
  for (const part of parts) {
    const names = part.map(({ name }) => name);
    const fresh = await writeBundles(part, { folder, services, plugins, keeps });
    meta = mergedMeta(meta, fresh, (name) => names.includes(name));
    if (part !== parts.at(-1)) await ahead?.written(names);
  }
  for (const { name } of all) {
    if (loadsNativePackages(meta.outputs, name)) bringPackages(join(folder, name), packages);
    writeIfChanged(join(folder, name, 'package.json'), '{"type":"commonjs"}\n');
  }
  for (const name of servingReference(files)) await bringReference(join(folder, name, REFERENCE_FOLDER));
  writeIfChanged(join(folder, 'meta.json'), JSON.stringify(meta));
  removeStale(
    folder,
    all.map(({ name }) => name),
    new Set(Object.keys(meta.outputs).map((output) => join(folder, output))),
  );
  if (files === undefined) writeIfChanged(join(folder, SOURCES), JSON.stringify(now));
  return folder;
}

/** Bundles these functions into their folders; returns what is known of the outputs. */
async function writeBundles(functions: readonly Source[], options: Bundling): Promise<Metafile> {
  const { inputs, outputs } = await bundled(functions, options);
  // Only now: code that does not build leaves all as it was.
  rmSync(join(options.folder, SOURCES), { force: true });
  for (const [name, { contents }] of outputs) writeIfChanged(join(options.folder, name), contents);
  const about = Object.fromEntries([...outputs].map(([name, output]) => [name, output.about]));
  return { inputs, outputs: about };
}

/** Says what the bundles of a folder are made of; absent while they are being changed. */
const SOURCES = 'sources.json';

/** The functions that come first, then the others. */
function partsOf(functions: readonly Source[], ahead: Ahead | undefined): (readonly Source[])[] {
  const first = new Set(ahead?.of(functions.map(({ name }) => name)));
  const parts = [true, false].map((isFirst) => functions.filter(({ name }) => first.has(name) === isFirst));
  return parts.filter((part) => part.length > 0);
}

interface Stale {
  /** What is known of all bundles; absent where nothing is. */
  readonly known?: Metafile;
  readonly functions: readonly Source[];
  /** The outputs that are of the sources as they stand. */
  readonly keeps?: Metafile['outputs'];
}

/** The functions whose bundles are not of these sources; all where nothing is known. */
function staleOf(all: readonly Source[], folder: string, now: SourceHashes): Stale {
  const before = readIfThere<SourceHashes>(join(folder, SOURCES));
  const known = readIfThere<Metafile>(join(folder, 'meta.json'));
  if (before === undefined || known === undefined) return { functions: all };
  const sources = { before, now };
  const isStaleBundle = staleBundles(known, sources);
  const isStale = staleEntries(known, sources);
  const keeps = Object.entries(known.outputs).filter(
    ([, { entryPoint }]) => entryPoint !== undefined && !isStale(entryPoint),
  );
  return {
    known,
    functions: all.filter(({ name }) => isStaleBundle(name)),
    keeps: Object.fromEntries(keeps),
  };
}

/** The functions of the table that serve the API reference, where it is them that are bundled. */
const servingReference = (files: BundleOptions['files']): string[] =>
  files === undefined ? allFunctions.filter(({ reference }) => reference).map(({ name }) => name) : [];

function sourceOf(sources: string, file: string): Source {
  const path = join(sources, `${file}.ts`);
  if (!existsSync(path)) throw new Error(`The table of functions names ${path}, which does not exist.`);
  return { name: basename(file), path };
}

const loadsNativePackages = (outputs: Metafile['outputs'], name: string): boolean =>
  outputs[`${name}/index.js`]?.imports.some(({ path }) => nativePackages.includes(path)) ?? false;
