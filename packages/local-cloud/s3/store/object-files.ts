import { createHash, randomBytes } from 'node:crypto';
import {
  mkdir,
  open,
  readdir,
  readFile,
  rename,
  rm,
  rmdir,
  writeFile,
  type FileHandle,
} from 'node:fs/promises';
import { dirname, extname, join } from 'node:path';

/** A short name that no other file has. */
export const freshId = (): string => randomBytes(9).toString('hex');

/** SHA-256 in hex: a name for any key that is safe on every file system. */
export const hashedName = (key: string): string => createHash('sha256').update(key).digest('hex');

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');

const safeSegment = /^[A-Za-z0-9_-](?:[A-Za-z0-9._-]{0,98}[A-Za-z0-9_-])?$/;
const reservedOnWindows = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;
const LONGEST_READABLE = 180;

/**
 * A relative path for the bytes of a key: readable where the key is tame, hashed otherwise. It never leaves its
 * folder, and no two calls give the same, so that a key may be the folder of another.
 */
export function pathForKey(key: string): string {
  const segments = key.split('/');
  const tame = segments.every((segment) => safeSegment.test(segment) && !reservedOnWindows.test(segment));
  if (!tame || key.length > LONGEST_READABLE) {
    const name = hashedName(key);
    return `~hashed/${name.slice(0, 2)}/${name}~${freshId()}`;
  }
  const extension = extname(key);
  return `${key.slice(0, key.length - extension.length)}~${freshId()}${extension}`;
}

/** A file being written out of sight; it becomes visible by `moveTo`, or never. */
export class IncomingFile {
  readonly #path: string;
  readonly #handle: FileHandle;
  #kept = false;

  private constructor(path: string, handle: FileHandle) {
    this.#path = path;
    this.#handle = handle;
  }

  static async open(folder: string): Promise<IncomingFile> {
    const path = join(folder, freshId());
    return new IncomingFile(path, await open(path, 'wx'));
  }

  readonly write = async (chunk: Uint8Array): Promise<void> => {
    await this.#handle.writeFile(chunk);
  };

  async moveTo(target: string): Promise<void> {
    await this.#handle.close();
    await moveInto(this.#path, target);
    this.#kept = true;
  }

  /** Closes it, and removes it when it was not moved. */
  async dispose(): Promise<void> {
    if (this.#kept) return;
    await this.#handle.close();
    await rm(this.#path, { force: true });
  }
}

/** Renames a file to a place whose folders may not exist, or may be swept away at this moment. */
export async function moveInto(from: string, to: string): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    await mkdir(dirname(to), { recursive: true });
    try {
      await rename(from, to);
      return;
    } catch (error) {
      if (!isMissing(error) || attempt > 4) throw error;
    }
  }
}

/** Replaces a JSON file in one step: a reader sees the old or the new, never half of it. */
export async function replaceJson(incoming: string, path: string, value: unknown): Promise<void> {
  const draft = join(incoming, freshId());
  try {
    await writeFile(draft, JSON.stringify(value));
    await moveInto(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

/** Reads a JSON file that this server wrote; undefined when there is none. */
export async function readJson<T>(path: string): Promise<T | undefined> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as T;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/** Opens a file for reading; undefined when there is none. */
export async function openFile(path: string): Promise<FileHandle | undefined> {
  try {
    return await open(path, 'r');
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/** All files below a folder, as paths relative to it; none when it does not exist. */
export async function filesBelow(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) =>
        join(entry.parentPath, entry.name)
          .slice(folder.length + 1)
          .replaceAll('\\', '/'),
      );
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

/** Removes a file and the folders it leaves empty, up to but not including `root`. */
export async function removeFile(root: string, relative: string): Promise<void> {
  await rm(join(root, relative), { force: true });
  for (let folder = dirname(relative); folder !== '.'; folder = dirname(folder)) {
    try {
      await rmdir(join(root, folder));
    } catch {
      return; // Not empty, or already gone: either way nothing more to tidy.
    }
  }
}
