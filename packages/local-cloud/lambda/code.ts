import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CloudFailure } from '../failure.ts';
import type { FunctionDefinition } from '../resources/functions.ts';

/** Copies of the functions' code, so that a new synthesis never changes code that is running. */
export interface CodeStore {
  /** Brings in what the functions need and, unless others use the store too, forgets what none of them needs; gives the folder of each code id. */
  take(definitions: readonly FunctionDefinition[]): Promise<ReadonlyMap<string, string>>;
}

export async function openCodeStore(folder: string, { isShared = false } = {}): Promise<CodeStore> {
  await mkdir(folder, { recursive: true });
  // Above /var/task lies no package.json: .js files are CommonJS unless the bundle itself says otherwise.
  await writeFile(join(folder, 'package.json'), '{ "type": "commonjs" }\n');
  let before = new Set<string>();
  return {
    take: async (definitions) => {
      const sources = new Map(definitions.map(({ codeId, code }) => [codeId, code]));
      const folders = new Map<string, string>();
      for (const [codeId, source] of sources) folders.set(codeId, await bring(folder, codeId, source));
      for (const name of isShared ? [] : await readdir(folder))
        if (name !== 'package.json' && !sources.has(name) && !before.has(name))
          await rm(join(folder, name), { recursive: true, force: true });
      before = new Set(sources.keys()); // what still runs may load more of its code
      return folders;
    },
  };
}

async function bring(folder: string, codeId: string, source: string): Promise<string> {
  const target = join(folder, codeId);
  if (existsSync(target)) return target; // the id is a hash of the content
  const kind = await stat(source).catch(() => undefined);
  if (kind === undefined) throw new CloudFailure(`The code ${source} is not there.`);
  if (!kind.isDirectory())
    throw new CloudFailure(`The code ${source} is not a folder; zipped code is not hosted.`);
  const half = await mkdtemp(`${target}.half-`);
  await cp(source, half, { recursive: true });
  try {
    await rename(half, target);
  } catch (error) {
    // Another process has brought it meanwhile.
    await rm(half, { recursive: true, force: true });
    if (!existsSync(target)) throw error;
  }
  return target;
}
