import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { NamedStore } from '../../infra/store-names.ts';
import { StartError } from './start-error.ts';

/** The folders whose code the cloud assembly is made of. */
export const codeFolders = ['infra', 'functions', 'shared', 'web/reference'] as const;

export interface Build {
  readonly assembly: string;
  /** What it was made from: the same text for the same sources. */
  readonly fingerprint: string;
  readonly reused: boolean;
}

interface BuildPlace {
  readonly root: string;
  readonly buildDir: string;
  /** Where media are kept, where not in a bucket of the stack: the template says so. */
  readonly store?: NamedStore | undefined;
}

/** How code is brought in while the last one runs. */
export interface Refresh {
  /** The construct ids of functions that were called, the newest first: their code comes first. */
  readonly lastCalled: readonly string[];
  /** Takes the assembly when it has the code of a part of the functions. */
  readonly take: (assembly: string) => Promise<void>;
}

/** The cloud assembly of the code as it stands: the last one if nothing has changed since, else a new one. */
export async function buildAssembly(
  { root, buildDir, store }: BuildPlace,
  signal: AbortSignal,
  refresh?: Refresh,
): Promise<Build> {
  const assembly = join(buildDir, 'cdk.out');
  const stamp = join(buildDir, 'fingerprint');
  const context = store === undefined ? [] : [JSON.stringify(templateSettings(store))];
  const fingerprint = [await fingerprintOf(root), ...context].join(' ');
  const last = await readFile(stamp, 'utf8').catch(() => undefined);
  if (last === fingerprint && existsSync(assembly)) return { assembly, fingerprint, reused: true };
  if (
    last !== undefined &&
    store === undefined &&
    (await rebundled({ assembly, stamp, refresh }, root, signal))
  ) {
    await writeFile(stamp, fingerprint);
    return { assembly, fingerprint, reused: false };
  }
  const draft = join(buildDir, `cdk.out.${process.pid}`);
  await mkdir(buildDir, { recursive: true });
  await rm(draft, { recursive: true, force: true });
  try {
    await synthesizeInto([draft, ...context], root, signal);
    await rm(stamp, { force: true });
    await swap(draft, assembly);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  await writeFile(stamp, fingerprint);
  return { assembly, fingerprint, reused: false };
}

/** Changes exactly when a file of the code, or a version in the lock file, does. */
export async function fingerprintOf(root: string): Promise<string> {
  const files = [join(root, 'package-lock.json')];
  for (const folder of codeFolders) {
    const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true });
    files.push(
      ...entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name)),
    );
  }
  const hash = createHash('sha256').update(process.version);
  for (const file of files.sort()) {
    const text = await readFile(file);
    hash.update(`\0${relative(root, file)}\0${text.length}\0`).update(text);
  }
  return hash.digest('hex');
}

// A running worker may be about to load its code: the folder is never half there.
async function swap(draft: string, place: string): Promise<void> {
  const old = `${place}.old`;
  await rm(old, { recursive: true, force: true });
  if (existsSync(place)) await rename(place, old);
  await rename(draft, place);
  await rm(old, { recursive: true, force: true });
}

const TEMPLATE_MAY_DIFFER = 3;

/** An assembly, and the file that says of which code it is: absent while it is being changed. */
interface Built {
  readonly assembly: string;
  readonly stamp: string;
  readonly refresh: Refresh | undefined;
}

/** Brings the code as it stands into the last assembly; false where its template may have changed with it. */
async function rebundled(
  { assembly, stamp, refresh }: Built,
  root: string,
  signal: AbortSignal,
): Promise<boolean> {
  if (!existsSync(assembly)) return false;
  const args = [assembly, stamp, root, ...(refresh?.lastCalled ?? [])];
  const onPart = async (): Promise<void> => refresh?.take(assembly);
  const { code, complaint } = await runProgram('rebundle.ts', args, { root, signal, onPart });
  if (code === TEMPLATE_MAY_DIFFER) return false;
  if (code !== 0) throw new StartError(notBuilding(complaint));
  return true;
}

const notBuilding = (complaint: string): string =>
  `The code does not build:\n${complaint.trim().slice(0, 4000)}`;

/** A template takes https only. Where a store is reached, and under which address it is read, the functions are told here. */
const templateSettings = (store: NamedStore): Record<string, string> => ({
  mediaEndpoint: store.endpoint.replace(/^http:/, 'https:'),
  mediaBucket: store.bucket,
});

async function synthesizeInto(args: readonly string[], root: string, signal: AbortSignal): Promise<void> {
  const { code, complaint } = await runProgram('synthesize.ts', args, { root, signal });
  if (code !== 0) throw new StartError(notBuilding(complaint));
}

interface Running {
  readonly root: string;
  readonly signal: AbortSignal;
  /** Called when the program says that a part of its work is there; it goes on afterwards. */
  readonly onPart?: () => Promise<void>;
}

// In a process of its own: code that was edited is loaded anew, and what CDK and esbuild took of memory is given back.
async function runProgram(name: string, args: readonly string[], { root, signal, onPart }: Running) {
  const program = join(import.meta.dirname, name);
  const flags = [
    '--disable-warning=ExperimentalWarning',
    '--import',
    join(import.meta.dirname, 'compile-cache.ts'),
  ];
  const child = spawn(process.execPath, [...flags, program, ...args], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    signal,
  });
  let complaint = '';
  child.on('message', () => {
    const taken = onPart?.() ?? Promise.resolve();
    taken.then(
      () => child.send('taken'),
      (error: unknown) => {
        complaint += String(error);
        child.kill();
      },
    );
  });
  child.stderr?.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  return { code, complaint };
}

/** The one line of a failed build that says most: the first fault and, where the bundler names it, its place. */
export function firstFault(text: string): string {
  const lines = text.split('\n').map((line) => line.trim());
  const at = lines.findIndex((line) => /\berror\b/i.test(line));
  if (at < 0) return lines.find((line) => line !== '') ?? '';
  const place = lines.slice(at).find((line) => /^\S+:\d+:\d+:?$/.test(line));
  return [lines[at], place?.replace(/:$/, '')].filter((part) => part !== undefined).join(' at ');
}
