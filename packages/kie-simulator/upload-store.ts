import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

/** An uploaded file. */
export interface Upload {
  bytes: Uint8Array;
  storedAt: number;
}

/** Stores uploads: in a folder, or in memory without one. A second upload to a path replaces the first. */
export interface UploadStore {
  put(path: string, bytes: Uint8Array, now: number): void;
  get(path: string): Upload | undefined;
  clear(): void;
}

/** True for a path that does not leave its folder. */
export const isInside = (path: string): boolean => !normalize(path).startsWith('..') && !path.includes('\0');

function inMemory(): UploadStore {
  const files = new Map<string, Upload>();
  return {
    put: (path, bytes, now) => void files.set(path, { bytes, storedAt: now }),
    get: (path) => files.get(path),
    clear: () => files.clear(),
  };
}

/** The upload store of a simulator. The time of an upload is stored beside the file: the clock may not be the system's. */
export function uploadStoreIn(folder: string | undefined): UploadStore {
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
      if (!isInside(path) || statSync(target, { throwIfNoEntry: false })?.isFile() !== true) return undefined;
      return { bytes: readFileSync(target), storedAt: Number(readFileSync(`${target}.stored-at`, 'utf8')) };
    },
    clear: () => rmSync(root, { recursive: true, force: true }),
  };
}
