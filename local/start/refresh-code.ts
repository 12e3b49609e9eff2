import { createHash } from 'node:crypto';
import { cpSync, existsSync, readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import * as z from 'zod';

const assetList = z.object({
  files: z.record(z.string(), z.object({ displayName: z.string(), source: z.object({ path: z.string() }) })),
});

/** A hash of everything in a folder: names, contents, and where links lead. */
function contentHash(folder: string): string {
  const hash = createHash('sha256');
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => ({ path: join(entry.parentPath, entry.name), isLink: entry.isSymbolicLink() }))
    .sort((left, right) => (left.path < right.path ? -1 : 1));
  for (const { path, isLink } of entries) {
    hash.update(`\0${relative(folder, path)}\0`);
    hash.update(isLink ? readlinkSync(path) : readFileSync(path));
  }
  return hash.digest('hex');
}

/** Puts other words in the place of each of these, in every JSON file of a folder. */
function replaceIn(folder: string, words: ReadonlyMap<string, string>): void {
  for (const name of readdirSync(folder).filter((one) => /\.(?:template|assets)\.json$/.test(one))) {
    const before = readFileSync(join(folder, name), 'utf8');
    const after = [...words].reduce((text, [old, next]) => text.replaceAll(old, next), before);
    if (after !== before) writeFileSync(join(folder, name), after);
  }
}

/** An asset of an assembly: its id, its folder, and the construct that it belongs to. */
interface Asset {
  readonly id: string;
  readonly folder: string;
  readonly construct: string;
}

/** The code of functions among the assets of an assembly. */
function codeIn(assembly: string): Asset[] {
  const lists = readdirSync(assembly).filter((name) => name.endsWith('.assets.json'));
  const files = lists.flatMap((name) => {
    const list = assetList.parse(JSON.parse(readFileSync(join(assembly, name), 'utf8')));
    return Object.entries(list.files);
  });
  return files.flatMap(([id, { displayName, source }]) => {
    const [construct = '', part] = displayName.split('/');
    return part === 'Code' ? [{ id, construct, folder: join(assembly, source.path) }] : [];
  });
}

/**
 * Gives the functions of an assembly the code of these bundles (`{bundles}/{name}`), under new ids where it has changed:
 * the template stays as it is. `nameOf` tells the bundle of a function by its construct id. Returns how many have changed.
 */
export function refreshCode(
  assembly: string,
  bundles: string,
  nameOf: (constructId: string) => string | undefined,
): number {
  const changed = new Map<string, string>();
  for (const { id, folder, construct } of codeIn(assembly)) {
    const name = nameOf(construct);
    if (name === undefined) continue;
    const bundle = join(bundles, name);
    if (!existsSync(bundle)) continue;
    const next = contentHash(bundle);
    if (next === contentHash(folder)) continue;
    cpSync(bundle, join(assembly, `asset.${next}`), { recursive: true, verbatimSymlinks: true });
    rmSync(folder, { recursive: true });
    changed.set(id, next);
  }
  replaceIn(assembly, changed);
  return changed.size;
}
