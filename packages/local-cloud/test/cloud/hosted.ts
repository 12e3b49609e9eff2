import { afterAll, afterEach } from 'vitest';
import { startCloud, type Cloud, type CloudOptions } from '../../cloud.ts';
import type { LogEntry } from '../../log.ts';
import { scratch, writeAssembly, type StackParts } from './assembly.ts';

export interface Hosted extends Cloud {
  readonly dataDir: string;
  readonly entries: LogEntry[];
}

const running = new Set<Cloud>();

async function stopAll(): Promise<void> {
  await Promise.all([...running].map((cloud) => cloud.stop()));
  running.clear();
}

/** Hosts a stack for one test, or for the whole file. */
export function hosting(scope: 'test' | 'file') {
  if (scope === 'test') afterEach(stopAll);
  else afterAll(stopAll);
  return async (parts: StackParts, options: Partial<CloudOptions> = {}): Promise<Hosted> => {
    const dataDir = options.dataDir ?? scratch('data');
    const entries: LogEntry[] = [];
    const assembly = options.assembly ?? writeAssembly({ Stack: parts });
    const cloud = await startCloud({ log: (entry) => entries.push(entry), ...options, assembly, dataDir });
    running.add(cloud);
    return Object.assign(Object.create(cloud) as Cloud, { dataDir, entries });
  };
}

/** Waits for something outside the event loop; fails loudly when it never comes. */
export async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 2_000; tries += 1) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error(`${what} never happened`);
}
