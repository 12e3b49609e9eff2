import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readStackFile } from './stack-file.ts';
import { StartError } from './start-error.ts';

/** Tells whether a process is one of our stacks, still running. */
export type IsStack = (pid: number) => boolean;

/** The process that has the data directory, running or just starting; undefined when it is free. */
export function holderOf(dataDir: string, isStack: IsStack = isRunningStack): number | undefined {
  const pids = [readPid(lockOf(dataDir)), readStackFile(dataDir)?.pid];
  return pids.find((pid) => pid !== undefined && pid !== process.pid && isStack(pid));
}

/** Takes the data directory for this process, from a dead one if need be; returns how to give it back. */
export function takeLock(dataDir: string, isStack: IsStack = isRunningStack): () => void {
  const file = lockOf(dataDir);
  mkdirSync(dataDir, { recursive: true });
  const holder = holderOf(dataDir, isStack);
  if (holder !== undefined) throw taken(dataDir, holder);
  // What is left here is a dead process's.
  rmSync(file, { force: true });
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
  } catch (cause) {
    if (!isThere(cause)) throw cause;
    throw taken(dataDir, readPid(file), cause);
  }
  return () => {
    if (readPid(file) === process.pid) rmSync(file, { force: true });
  };
}

const isThere = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'EEXIST';

const lockOf = (dataDir: string): string => join(dataDir, 'lock');

function taken(dataDir: string, pid: number | undefined, cause?: unknown): StartError {
  const who = pid === undefined ? 'Another process' : `Process ${pid}`;
  return new StartError(
    `${who} already runs a stack on ${dataDir}. Stop it first (Ctrl-C where it runs), or give another --data-dir.`,
    { cause },
  );
}

function readPid(file: string): number | undefined {
  try {
    const pid = Number(readFileSync(file, 'utf8'));
    return Number.isInteger(pid) && pid > 0 ? pid : undefined;
  } catch {
    return undefined;
  }
}

function isRunningStack(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
  // A number is soon given to another process, in containers above all; where that can be told, it is.
  const command = commandOf(pid);
  return command === undefined || command.includes('main.ts');
}

function commandOf(pid: number): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return undefined;
  }
}
