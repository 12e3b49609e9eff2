import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { writeIfChanged } from './write.ts';

const root = join(import.meta.dirname, '..', '..');
const builds = join(root, '.build', 'reference');
const run = promisify(execFile);

/** The program that writes the API reference, in one file: its text changes whenever the reference may. */
async function programText(): Promise<string> {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: [join('web', 'reference', 'build.ts')],
    bundle: true,
    write: false,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    logLevel: 'warning',
  });
  return outputFiles.map(({ text }) => text).join('');
}

/** A folder with the API reference of the code as it stands; made anew only where that code has changed since. */
async function builtReference(): Promise<string> {
  const text = await programText();
  const name = createHash('sha256').update(text).digest('hex').slice(0, 16);
  const folder = join(builds, name);
  if (existsSync(folder)) return folder;
  const draft = `${folder}.${String(process.pid)}`;
  const program = `${draft}.mjs`;
  writeIfChanged(program, text);
  try {
    await run(process.execPath, [program, draft]);
    // Another process may have been faster, with the same bytes.
    if (!existsSync(folder)) renameSync(draft, folder);
  } finally {
    rmSync(program, { force: true });
    rmSync(draft, { recursive: true, force: true });
  }
  removeOthers(name);
  return folder;
}

function removeOthers(name: string): void {
  const finished = readdirSync(builds).filter((other) => other !== name && !other.includes('.'));
  for (const other of finished) rmSync(join(builds, other), { recursive: true, force: true });
}

const filesIn = (folder: string): string[] =>
  globSync('**/*.*', { cwd: folder, exclude: (name) => /\.\d+$/.test(name) });

/** Puts the built API reference into this folder, beside the bundle of the function that serves it. */
export async function bringReference(target: string): Promise<void> {
  const folder = await builtReference();
  const files = filesIn(folder);
  for (const file of files) writeIfChanged(join(target, file), readFileSync(join(folder, file)));
  mkdirSync(target, { recursive: true });
  const expected = new Set(files);
  for (const file of filesIn(target)) if (!expected.has(file)) rmSync(join(target, file), { force: true });
}
