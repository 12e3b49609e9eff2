import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';

/** What the bundles are made of, beside packages: each file, from the root of the checkout, and a hash of its text. */
export type SourceHashes = Readonly<Record<string, string>>;

const LOCK = 'package-lock.json';
const ours = ['functions/**/*.ts', 'shared/**/*.ts', 'infra/bundle/*.ts', LOCK];

/** Hashes of all that may be in a bundle, as it stands. */
export function sourceHashes(root: string): SourceHashes {
  const files = globSync([...ours], { cwd: root }).map((file) => file.replaceAll('\\', '/'));
  return Object.fromEntries(
    files.map((file) => [
      file,
      createHash('sha256')
        .update(readFileSync(join(root, file)))
        .digest('base64'),
    ]),
  );
}

/** What lies in a file of JSON that another run has written; undefined where there is none. */
export const readIfThere = <Content>(file: string): Content | undefined =>
  existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Content) : undefined;

/** Every file that is reached from these by an import. A constant that is put in place leaves no other trace of its file. */
function reached(entries: readonly string[], inputs: Metafile['inputs']): Set<string> {
  const found = new Set(entries);
  for (const file of found) for (const { path } of inputs[file]?.imports ?? []) found.add(path);
  return found;
}

const folderOf = (output: string): string => output.split('/')[0] ?? '';

/** A market's text in a bundle is made of the names of all its models: its folder, where one of them has changed. */
const marketOf = (file: string): string | undefined =>
  /^(shared\/providers\/\w+\/)models\//.exec(file)?.[1]?.concat('market.ts');

/** The sources of before and of now. */
interface Sources {
  readonly before: SourceHashes;
  readonly now: SourceHashes;
}

/** The entry points of which something has changed; all, where that may be what bundles them, or a package. */
export function staleEntries(
  { inputs }: Pick<Metafile, 'inputs'>,
  { before, now }: Sources,
): (entryPoint: string) => boolean {
  const names = new Set([...Object.keys(before), ...Object.keys(now)]);
  const changed = [...names].filter((file) => before[file] !== now[file]);
  if (changed.some((file) => file === LOCK || file.startsWith('infra/'))) return () => true;
  const touched = new Set(changed.flatMap((file) => [file, marketOf(file) ?? file]));
  return (entryPoint) => !touched.isDisjointFrom(reached([entryPoint], inputs));
}

/** The bundles of which something has changed, what they load later included; and those that are not there yet. */
export function staleBundles(meta: Metafile, sources: Sources): (name: string) => boolean {
  const isStale = staleEntries(meta, sources);
  const entries = Map.groupBy(Object.entries(meta.outputs), ([output]) => folderOf(output));
  return (name) => {
    const own = (entries.get(name) ?? []).flatMap(([, { entryPoint }]) => entryPoint ?? []);
    return own.length === 0 || own.some(isStale);
  };
}

/** What is known of all bundles after some of them were made anew. */
export const mergedMeta = (old: Metafile, fresh: Metafile, isFresh: (name: string) => boolean): Metafile => ({
  inputs: { ...old.inputs, ...fresh.inputs },
  outputs: {
    ...Object.fromEntries(Object.entries(old.outputs).filter(([output]) => !isFresh(folderOf(output)))),
    ...fresh.outputs,
  },
});
