import {
  existsSync,
  globSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

/** Two processes may bundle at once; they write the same bytes, and a reader never sees half a file. */
export function writeIfChanged(path: string, contents: Uint8Array | string): void {
  const bytes = Buffer.from(contents);
  if (existsSync(path) && readFileSync(path).equals(bytes)) return;
  mkdirSync(dirname(path), { recursive: true });
  const draft = `${path}.${String(process.pid)}`;
  writeFileSync(draft, bytes);
  renameSync(draft, path);
}

/** Removes the folders of bundles that are no longer made, and all files of code but these. */
export function removeStale(folder: string, names: readonly string[], files: ReadonlySet<string>): void {
  const expected = new Set([...names, 'meta.json']);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory() && !expected.has(entry.name))
      rmSync(join(folder, entry.name), { recursive: true });
  }
  for (const path of globSync('*/*.js', { cwd: folder }).map((file) => join(folder, file))) {
    if (!files.has(path)) rmSync(path);
  }
}
