import { existsSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { build, type BuildOptions, type Metafile, type OutputFile, type Plugin } from 'esbuild';
import { keepBeside, type Beside } from './beside.ts';
import { catalogueBeside } from './catalogue.ts';
import { nativePackages } from './native-packages.ts';
import { replaceServices } from './replace-services.ts';

const root = join(import.meta.dirname, '..', '..');

/** A function that is bundled: its name is that of its folder. */
export interface Source {
  readonly name: string;
  readonly path: string;
}

/** A file that esbuild made, and what it says of it. */
interface Output {
  readonly contents: Uint8Array;
  readonly about: Metafile['outputs'][string];
}

/** What esbuild made, not written yet. Outputs are named from the folder of all bundles. */
interface Bundled {
  readonly inputs: Metafile['inputs'];
  readonly outputs: ReadonlyMap<string, Output>;
}

/** What functions are bundled with. */
export interface Bundling {
  /** The folder of all bundles. */
  readonly folder: string;
  readonly services?: string | undefined;
  readonly plugins?: readonly Plugin[] | undefined;
  /** The outputs in that folder that would come out the same, of a run before. */
  readonly keeps?: Metafile['outputs'] | undefined;
}

/** Bundles the functions, then the modules that these load later: each once, however many functions load it. */
export async function bundled(
  functions: readonly Source[],
  { folder, services, plugins: more = [], keeps = {} }: Bundling,
): Promise<Bundled> {
  const { plugin, besideOf } = keepBeside();
  const plugins = [...more, plugin, replaceServices(services), catalogueBeside];
  const inputs: Metafile['inputs'] = {};
  const make = async (entryPoints: { in: string; out: string }[]): Promise<Map<string, Output>> => {
    if (entryPoints.length === 0) return new Map();
    const { outputFiles, metafile } = await build({ ...buildSettings, plugins, entryPoints, outdir: folder });
    Object.assign(inputs, metafile.inputs);
    return outputsOf(folder, outputFiles, metafile);
  };
  const outputs = await make(functions.map(({ name, path }) => ({ in: path, out: `${name}/index` })));
  const keptOf = keeper(folder, keeps);
  const known = new Map<string, Output>();
  // What is loaded later may load more.
  for (let asking = outputs; asking.size > 0;) {
    const missing = besideOf(asking).filter((one) => !outputs.has(fileOf(one)));
    for (const { source } of missing) {
      const kept = known.get(source) ?? keptOf(source);
      if (kept !== undefined) known.set(source, kept);
    }
    const anew = new Map(missing.filter(({ source }) => !known.has(source)).map((one) => [one.source, one]));
    const made = await make([...anew.values()].map((one) => ({ in: one.source, out: outOf(one) })));
    for (const [source, one] of anew) known.set(source, required(made, fileOf(one)));
    asking = new Map(missing.map((one) => [fileOf(one), required(known, one.source)]));
    for (const [file, output] of asking) outputs.set(file, output);
  }
  return { inputs, outputs };
}

const outOf = ({ bundle, name }: Beside): string => `${bundle}/${name}`;
const fileOf = (beside: Beside): string => `${outOf(beside)}.js`;

function required(outputs: ReadonlyMap<string, Output>, key: string): Output {
  const output = outputs.get(key);
  if (output === undefined) throw new Error(`esbuild made nothing of ${key}.`);
  return output;
}

/** What finds an output that is kept, by the path of its entry point: of those that load nothing later themselves. */
function keeper(folder: string, keeps: Metafile['outputs']): (source: string) => Output | undefined {
  const names = new Map(
    Object.entries(keeps).flatMap(([name, { entryPoint, imports }]) => {
      const isWhole = !imports.some(({ path }) => path.startsWith('./'));
      return entryPoint !== undefined && isWhole ? [[resolve(root, entryPoint), name] as const] : [];
    }),
  );
  return (source) => {
    const name = names.get(source) ?? '';
    const about = keeps[name];
    const file = join(folder, name);
    return about === undefined || !existsSync(file) ? undefined : { about, contents: readFileSync(file) };
  };
}

/** esbuild names outputs from the working directory; here they are named from the folder of all bundles. */
function outputsOf(folder: string, files: readonly OutputFile[], { outputs }: Metafile): Map<string, Output> {
  const byPath = new Map(files.map(({ path, contents }) => [path, contents]));
  const named = Object.entries(outputs).flatMap(([name, about]) => {
    const path = resolve(root, name);
    const contents = byPath.get(path);
    const file = relative(folder, path).replaceAll('\\', '/');
    return contents === undefined ? [] : [[file, { about, contents }] as const];
  });
  return new Map(named);
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
