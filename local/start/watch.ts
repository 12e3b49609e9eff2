import { watch } from 'node:fs';
import type { FSWatcher } from 'node:fs';
import { join } from 'node:path';
import { codeFolders } from './build.ts';

// Editors write a file in several steps, and a save may touch many files.
const SETTLE_MS = 150;

export interface Watch {
  stop(): void;
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

  const watchers = codeFolders.map((folder): FSWatcher =>
    watch(join(root, folder), { recursive: true }, (_event, name) => {
      latest = `${folder}/${name ?? ''}`;
      clearTimeout(timer);
      timer = setTimeout(() => void settle(), SETTLE_MS);
    }),
  );
  return {
    stop: () => {
      clearTimeout(timer);
      latest = undefined;
      for (const watcher of watchers) watcher.close();
    },
  };
}
