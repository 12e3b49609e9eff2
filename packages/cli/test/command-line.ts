import { join } from 'node:path';
import { run } from '../run.ts';
import type { Context } from '../context.ts';

export const root = join(import.meta.dirname, '..', '..', '..');

export interface Said {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs one command line in this process; its pauses pass at once and move its clock on. */
export async function commandLine(args: readonly string[], context: Partial<Context> = {}): Promise<Said> {
  let out = '';
  let err = '';
  let now = Date.parse('2026-10-02T10:00:00Z');
  const code = await run({
    args,
    env: {},
    cwd: root,
    root,
    fetch,
    out: (text) => void (out += text),
    err: (text) => void (err += text),
    live: false,
    now: () => now,
    sleep: async (milliseconds) => void (now += milliseconds),
    newKey: () => 'fresh-key',
    open: async () => undefined,
    interrupted: new AbortController().signal,
    ...context,
  });
  return { code, out, err };
}
