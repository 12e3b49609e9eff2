import { realpath } from 'node:fs/promises';
import { resolve, sep } from 'node:path';

/**
 * Where a file really lies, if that is below a folder that was allowed; relative to the first of them. Whatever a chat has read may
 * have told it to ask for another: that is refused in the same words, whether or not it is there.
 */
export async function allowedFile(path: string, folders: readonly string[]): Promise<string> {
  const [first] = folders;
  if (first === undefined)
    throw new Error(
      'No folder of this machine was allowed: start darkroom mcp with --allow FOLDER, or give url or base64.',
    );
  const named = resolve(first, path);
  const real = await realpath(named).catch(() => undefined);
  const allowed = await Promise.all(folders.map((folder) => realpath(folder).catch(() => folder)));
  if (real !== undefined && allowed.some((folder) => isBelow(real, folder))) return real;
  const isNamedBelow = folders.some((folder) => isBelow(named, resolve(folder)));
  if (isNamedBelow && real === undefined) throw new Error(`There is no file ${path}.`);
  throw new Error(`${path} lies outside of the folders that were allowed: ${folders.join(', ')}`);
}

const isBelow = (path: string, folder: string): boolean =>
  path.startsWith(folder.endsWith(sep) ? folder : `${folder}${sep}`);
