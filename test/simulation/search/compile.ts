import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { transform } from 'esbuild';
import { patchedText, type SourcePatch } from '../engine/source-patch.ts';
import type { Order } from './perform.ts';
import { quickRows } from './quick-rows.ts';

/** One of our modules as CommonJS, and which of our files it means by what it requires. */
interface Source {
  readonly text: string;
  readonly requires: ReadonlyMap<string, string>;
}

/** Our modules by file, from `entry` on. */
export interface Sources {
  readonly entry: string;
  readonly modules: ReadonlyMap<string, Source>;
}

/** An order to a thread that links the sources, some of them changed. */
export interface LinkedOrder extends Order {
  readonly changed: ReadonlyMap<string, Source>;
}

const root = join(import.meta.dirname, '..', '..', '..');

/** What a wrapped module is called with beside what all CommonJS modules are. */
const ofModule = {
  'import.meta.url': 'moduleUrl',
  'import.meta.dirname': '__dirname',
  'import.meta.filename': '__filename',
};

async function compiled(file: string, patches: readonly SourcePatch[]): Promise<Source> {
  const own = patches.filter((patch) => join(root, patch.file) === file);
  const { code } = await transform(own.reduce(patchedText, readFileSync(file, 'utf8')), {
    ...{ loader: 'ts', format: 'cjs', platform: 'node', target: 'node24' },
    sourcefile: file,
    define: ofModule,
  });
  const { resolve } = createRequire(file);
  const names = [...code.matchAll(/\brequire\("([.#][^"]+)"\)/g)].map(([, name = '']) => name);
  const places = names.map((name) => [name, resolve(name)] as const);
  return { text: code, requires: new Map(places.filter(([, place]) => place.endsWith('.ts'))) };
}

/** All modules that `perform.ts` needs, to be linked anew for each defect that is planted: most stay as they are. */
export async function compileSources(): Promise<Sources> {
  const entry = join(import.meta.dirname, 'perform.ts');
  const modules = new Map<string, Source>();
  const seen = new Set<string>();
  const add = async (file: string): Promise<void> => {
    if (seen.has(file)) return;
    seen.add(file);
    const source = await compiled(file, quickRows);
    modules.set(file, source);
    await Promise.all([...source.requires.values()].map(add));
  };
  await add(entry);
  return { entry, modules };
}

/** The files that these patches change, compiled so. */
export async function compileChanged(
  { modules }: Sources,
  patches: readonly SourcePatch[],
): Promise<ReadonlyMap<string, Source>> {
  const files = [...new Set(patches.map(({ file }) => join(root, file)))];
  const unknown = files.filter((file) => !modules.has(file));
  if (unknown.length > 0) throw new Error(`Never loaded: ${unknown.join(', ')}`);
  const changed = files.map(
    async (file) => [file, await compiled(file, [...quickRows, ...patches])] as const,
  );
  return new Map(await Promise.all(changed));
}
