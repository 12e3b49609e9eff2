import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { build, type BuildOptions, type Metafile, type Plugin } from 'esbuild';

const root = join(import.meta.dirname, '..');

/** What one esbuild call made of the doors: a folder for each, ready to be a Lambda asset. */
export interface Bundle {
  readonly folder: string;
  readonly doors: readonly string[];
}

/** A file is a door when it exports `handler`; wiring and wrappers beside the doors do not. */
export function doorsIn(folder: string): string[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.ts') && isDoor(join(folder, file)))
    .map((file) => file.slice(0, -'.ts'.length))
    .sort();
}

function isDoor(file: string): boolean {
  return /^export (?:const|function|async function) handler\b/m.test(readFileSync(file, 'utf8'));
}

/**
 * Bundles every door of a folder with one esbuild call into `{buildFolder}/{door}/index.js`. The same sources give the
 * same bytes, so asset hashes move only with the code; `{buildFolder}/meta.json` says what each bundle is made of.
 */
export async function bundleDoors(doorsFolder: string, buildFolder: string): Promise<Bundle> {
  const folder = resolve(buildFolder);
  const doors = doorsIn(doorsFolder);
  if (doors.length === 0) throw new Error(`No door in ${doorsFolder}: no file there exports a handler.`);
  const result = await build({
    ...buildSettings,
    entryPoints: doors.map((door) => ({ in: join(doorsFolder, `${door}.ts`), out: join(door, 'index') })),
    outdir: folder,
  });
  for (const file of result.outputFiles) writeIfChanged(file.path, file.contents);
  for (const door of doors) writeIfChanged(join(folder, door, 'package.json'), '{"type":"commonjs"}\n');
  writeIfChanged(join(folder, 'meta.json'), JSON.stringify(byDoor(result.metafile, folder)));
  removeStale(folder, doors);
  return { folder, doors };
}

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
  charset: 'utf8',
  plugins: [ourModulesOnlyDefine],
  alias: {
    // Searching profiles, SSO and metadata servers is a fifth of a bundle, and never succeeds in a Lambda.
    '@aws-sdk/credential-provider-node': join(import.meta.dirname, 'lambda', 'credentials.ts'),
    '@smithy/core/event-streams': join(import.meta.dirname, 'lambda', 'event-streams.ts'),
  },
  define: { 'process.env.NODE_ENV': '"production"' },
  logLevel: 'warning',
} as const satisfies BuildOptions;

/** Two processes may bundle at once; they write the same bytes, and a reader never sees half a file. */
function writeIfChanged(path: string, contents: Uint8Array | string): void {
  const bytes = Buffer.from(contents);
  if (existsSync(path) && readFileSync(path).equals(bytes)) return;
  mkdirSync(dirname(path), { recursive: true });
  const draft = `${path}.${String(process.pid)}`;
  writeFileSync(draft, bytes);
  renameSync(draft, path);
}

function removeStale(folder: string, doors: readonly string[]): void {
  const expected = new Set([...doors, 'meta.json']);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory() && !expected.has(entry.name))
      rmSync(join(folder, entry.name), { recursive: true });
  }
}

/** Outputs are named from the working directory by esbuild; the bench looks them up by door. */
function byDoor({ inputs, outputs }: Metafile, folder: string): Metafile {
  const named = Object.entries(outputs).map(([path, output]) => {
    return [relative(folder, resolve(root, path)).replaceAll('\\', '/'), output] as const;
  });
  return { inputs, outputs: Object.fromEntries(named) };
}
