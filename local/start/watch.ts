import { readdirSync, statSync, watch } from 'node:fs';
import { join, relative } from 'node:path';
import { codeFolders } from './build.ts';

// Editors write a file in several steps, and a save may touch many files.
const SETTLE_MS = 150;

export interface Watch {
  stop(): void;
}

/** Where a watch of a folder tells of all folders below it by itself. */
const isDeep = process.platform !== 'linux';

const foldersIn = (folder: string): string[] => [
  folder,
  ...readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name)),
];

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;

/**
 * Tells of every change below a folder, by its path from there. On Linux each folder is watched by itself: Node watches
 * files there where a whole tree is asked for, and hears no more of one that an editor saves by putting another in its place.
 */
function watchTree(top: string, told: (name: string) => void): () => void {
  const watchers = new Map<string, { close: () => void }>();
  const add = (folder: string): void => {
    if (watchers.has(folder)) return;
    const watcher = watch(folder, { recursive: isDeep }, (_event, name) => {
      const path = join(folder, name ?? '');
      if (!isDeep && isFolder(path)) addAll(path);
      told(relative(top, path));
    });
    const forget = (): void => {
      watcher.close();
      watchers.delete(folder);
    };
    // The folder is gone.
    watcher.on('error', forget);
    watchers.set(folder, { close: forget });
  };
  const addAll = (folder: string): void => {
    try {
      (isDeep ? [folder] : foldersIn(folder)).forEach(add);
    } catch (error) {
      // It was there for a moment, or never.
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  };
  addAll(top);
  return () => [...watchers.values()].forEach(({ close }) => close());
}

/** Calls `changed` after saves in the code folders, one call at a time; what is saved meanwhile brings one more. */
export function watchCode(root: string, changed: (file: string) => Promise<void>): Watch {
  let timer: NodeJS.Timeout | undefined;
  let running = false;
  let latest: string | undefined;

  const settle = async (): Promise<void> => {
    if (running || latest === undefined) return;
    const file = latest;
    latest = undefined;
    running = true;
    try {
      await changed(file);
    } finally {
      running = false;
    }
    await settle();
  };

  const watches = codeFolders.map((folder) =>
    watchTree(join(root, folder), (name) => {
      latest = `${folder}/${name}`;
      clearTimeout(timer);
      timer = setTimeout(() => void settle(), SETTLE_MS);
    }),
  );
  return {
    stop: () => {
      clearTimeout(timer);
      latest = undefined;
      for (const end of watches) end();
    },
  };
}
