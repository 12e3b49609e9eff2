import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

/** A file somebody uploaded. */
export interface Upload {
  bytes: Uint8Array;
  storedAt: number;
}

/** Keeps uploads: in a folder, or in memory when there is none. The same path replaces the file. */
export interface Shelf {
  put(path: string, bytes: Uint8Array, now: number): void;
  get(path: string): Upload | undefined;
  clear(): void;
}

/** True for a path that stays where it belongs. */
export const isTame = (path: string): boolean => !normalize(path).startsWith('..') && !path.includes('\0');

function inMemory(): Shelf {
  const files = new Map<string, Upload>();
  return {
    put: (path, bytes, now) => void files.set(path, { bytes, storedAt: now }),
    get: (path) => files.get(path),
    clear: () => files.clear(),
  };
}

/** The shelf of a simulator. The age of a file on disk is kept beside it: the clock may not be the system's. */
export function shelfIn(folder: string | undefined): Shelf {
  if (folder === undefined) return inMemory();
  const root = join(folder, 'uploads');
  return {
    put(path, bytes, now) {
      const target = join(root, path);
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, bytes);
      writeFileSync(`${target}.stored-at`, String(now));
    },
    get(path) {
      const target = join(root, path);
      if (!isTame(path) || statSync(target, { throwIfNoEntry: false })?.isFile() !== true) return undefined;
      return { bytes: readFileSync(target), storedAt: Number(readFileSync(`${target}.stored-at`, 'utf8')) };
    },
    clear: () => rmSync(root, { recursive: true, force: true }),
  };
}
