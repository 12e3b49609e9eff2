import {
  cpSync,
  existsSync,
  globSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { build, type BuildOptions, type Metafile, type Plugin } from 'esbuild';
import { allFunctions } from './functions.ts';
import { keepBeside } from './lambda/beside.ts';
import { leaveOut } from './lambda/left-out.ts';
import { calledIn } from './lambda/lean-zod.ts';

const root = join(import.meta.dirname, '..');
const shared = join(root, 'shared');
const productionServices = join(shared, 'providers', 'services.ts');
/** Native code cannot be bundled: it lies beside the one bundle that loads it. */
const nativePackages = ['sharp'];

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
}

/** A function that is bundled: its name is that of its folder. */
interface Source {
  readonly name: string;
  readonly path: string;
}

/**
 * Bundles the functions into `{into}/{name}/index.js`; what a function loads by `import()` lies beside its bundle. The same
 * sources give the same bytes, so asset hashes change with the code only; `{into}/meta.json` says what each bundle is made
 * of. Returns the folder of the bundles.
 */
export async function bundleFunctions(options: BundleOptions): Promise<string> {
  const { sources, files, into, packages, services } = options;
  const folder = resolve(into);
  const functions = (files ?? allFunctions.map(({ file }) => file)).map((file) => sourceOf(sources, file));
  const called = calledIn(sourcesIn(sources, shared));
  const lean = await bundled(functions, { folder, services, jsonSchema: false, called });
  const describing = functions.filter(({ name }) => writesSchemas(lean, name));
  const snapshot = await bundled(describing, { folder, services, jsonSchema: true, called });
  const { files: outputFiles, inputs, outputs } = together(lean, snapshot);
  for (const [path, contents] of outputFiles) writeIfChanged(path, contents);
  for (const { name } of functions) {
    if (loadsNativePackages(outputs, name)) bringPackages(join(folder, name), packages);
    writeIfChanged(join(folder, name, 'package.json'), '{"type":"commonjs"}\n');
  }
  writeIfChanged(join(folder, 'meta.json'), JSON.stringify({ inputs, outputs }));
  removeStale(
    folder,
    functions.map(({ name }) => name),
    outputFiles,
  );
  return folder;
}

function sourceOf(sources: string, file: string): Source {
  const path = join(sources, `${file}.ts`);
  if (!existsSync(path)) throw new Error(`The table of functions names ${path}, which does not exist.`);
  return { name: basename(file), path };
}

/** What esbuild made, not written yet. */
interface Bundled extends Metafile {
  readonly files: ReadonlyMap<string, Uint8Array>;
}

async function bundled(
  functions: readonly Source[],
  {
    folder,
    services,
    ...dependencies
  }: Pick<BundleOptions, 'services'> & { folder: string } & Parameters<typeof leaveOut>[0],
): Promise<Bundled> {
  const { plugin, besideOf } = keepBeside();
  const made = async (entryPoints: readonly { in: string; out: string }[]): Promise<Bundled> => {
    const plugins = [plugin, replaceServices(services), ourModulesOnlyDefine, leaveOut(dependencies)];
    const settings = { ...buildSettings, plugins, entryPoints: [...entryPoints], outdir: folder };
    const { outputFiles, metafile } = await build(settings);
    const files = new Map(outputFiles.map(({ path, contents }) => [path, contents]));
    return { ...namedFrom(folder, metafile), files };
  };
  const bundles = await made(functions.map(({ name, path }) => ({ in: path, out: join(name, 'index') })));
  const later = await made(
    besideOf(bundles.outputs).map((beside) => ({
      in: beside.source,
      out: join(beside.bundle, beside.name),
    })),
  );
  return together(bundles, later);
}

const together = (one: Bundled, other: Bundled): Bundled => ({
  files: new Map([...one.files, ...other.files]),
  inputs: { ...one.inputs, ...other.inputs },
  outputs: { ...one.outputs, ...other.outputs },
});

/** The texts of all our sources below these folders. */
const sourcesIn = (...folders: readonly string[]): string[] =>
  folders.flatMap((folder) =>
    globSync('**/*.ts', { cwd: folder }).map((file) => readFileSync(join(folder, file), 'utf8')),
  );

/** Whether a bundle made without zod's JSON Schema asks for it all the same. */
function writesSchemas({ outputs }: Metafile, name: string): boolean {
  const inputs = Object.entries(outputs[`${name}/index.js`]?.inputs ?? {});
  return inputs.some(
    ([path, { bytesInOutput }]) => bytesInOutput > 0 && /zod\/.*\/to-json-schema\.js$/.test(path),
  );
}

/** Puts another table of services in the place of the one in `shared/providers`. The other may build on that one. */
const replaceServices = (replacement: string | undefined): Plugin => ({
  name: 'replace-services',
  setup(build) {
    if (replacement === undefined) return;
    build.onResolve({ filter: /\/services\.ts$/ }, async ({ path, pluginData, ...from }) => {
      if (pluginData === 'resolved' || from.importer === replacement) return undefined;
      const found = await build.resolve(path, { ...from, pluginData: 'resolved' });
      return found.path === productionServices
        ? { path: replacement, sideEffects: false }
        : { ...found, sideEffects: false };
    });
  },
});

/** None of our modules acts by being loaded, so one whose exports nobody uses is left out with all it imports. */
const ourModulesOnlyDefine: Plugin = {
  name: 'our-modules-only-define',
  setup(build) {
    // Our imports end in .ts, those inside packages do not.
    build.onResolve({ filter: /\.ts$/ }, async ({ path, pluginData, ...from }) => {
      if (pluginData === 'resolved' || from.kind === 'entry-point') return undefined;
      const found = await build.resolve(path, { ...from, pluginData: 'resolved' });
      return { ...found, sideEffects: false };
    });
  },
};

/**
 * CommonJS keeps Node's fetch stack out of a cold start, and the SDK is bundled because loading it from the
 * runtime is slower. The module builds of our packages come first: only those can be shaken.
 */
const buildSettings = {
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
  // One odd character in it, and the whole text of a bundle takes two bytes a letter once it is loaded.
  charset: 'ascii',
  alias: {
    // Searching profiles, SSO and metadata servers is a fifth of a bundle, and never succeeds in a Lambda.
    '@aws-sdk/credential-provider-node': join(import.meta.dirname, 'lambda', 'credentials.ts'),
    '@smithy/core/event-streams': join(import.meta.dirname, 'lambda', 'event-streams.ts'),
  },
  // What is loaded later is loaded by `require`: the loader of modules would have to start first.
  supported: { 'dynamic-import': false },
  define: { 'process.env.NODE_ENV': '"production"' },
  external: nativePackages,
  logLevel: 'warning',
} as const satisfies BuildOptions;

/** Where a deployment puts packages with native code for the processor that functions run on in AWS. */
export const lambdaPackages = join(root, '.build', 'lambda-packages');

const loadsNativePackages = (outputs: Metafile['outputs'], name: string): boolean =>
  outputs[`${name}/index.js`]?.imports.some(({ path }) => nativePackages.includes(path)) ?? false;

/**
 * Puts packages with native code beside a bundle: those given, or a link to our own, with which the bundle runs on this
 * machine. So synthesising needs no network. Two processes may do it at once.
 */
function bringPackages(bundle: string, packages: string | undefined): void {
  const target = join(bundle, 'node_modules');
  const isLink = (path: string): boolean =>
    lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true;
  if (packages === undefined && !isLink(target) && nativePackages.every((name) => isLink(join(target, name))))
    return;
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  if (packages !== undefined) cpSync(packages, target, { recursive: true });
  else for (const name of nativePackages) linkTo(join(root, 'node_modules', name), join(target, name));
}

function linkTo(source: string, target: string): void {
  try {
    symlinkSync(source, target, 'dir');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

/** Two processes may bundle at once; they write the same bytes, and a reader never sees half a file. */
function writeIfChanged(path: string, contents: Uint8Array | string): void {
  const bytes = Buffer.from(contents);
  if (existsSync(path) && readFileSync(path).equals(bytes)) return;
  mkdirSync(dirname(path), { recursive: true });
  const draft = `${path}.${String(process.pid)}`;
  writeFileSync(draft, bytes);
  renameSync(draft, path);
}

function removeStale(folder: string, names: readonly string[], files: ReadonlyMap<string, Uint8Array>): void {
  const expected = new Set([...names, 'meta.json']);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory() && !expected.has(entry.name))
      rmSync(join(folder, entry.name), { recursive: true });
  }
  for (const path of globSync('*/*.js', { cwd: folder }).map((file) => join(folder, file))) {
    if (!files.has(path)) rmSync(path);
  }
}

/** esbuild names outputs from the working directory; here they are named from the folder of all bundles. */
function namedFrom(folder: string, { inputs, outputs }: Metafile): Metafile {
  const named = Object.entries(outputs).map(([path, output]) => {
    return [relative(folder, resolve(root, path)).replaceAll('\\', '/'), output] as const;
  });
  return { inputs, outputs: Object.fromEntries(named) };
}
