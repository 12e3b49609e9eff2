import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { taskSchema, type Task } from './tasks.ts';

const entry = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('task'), task: taskSchema }),
  z.object({ kind: z.literal('balance'), left: z.number() }),
  z.object({ kind: z.literal('expired'), at: z.number() }),
  z.object({ kind: z.literal('reset') }),
]);
type Entry = z.infer<typeof entry>;

/** What a stopped simulator left behind. */
export interface Remembered {
  tasks: Task[];
  balance: number | undefined;
  expiredAt: number;
}

/** Keeps tasks and money over a restart: one JSON line a change, the last line about a thing counts. */
export interface Store {
  remembered: Remembered;
  write(change: Entry): void;
}

function replay(lines: readonly string[]): Remembered {
  const tasks = new Map<string, Task>();
  const state: Remembered = { tasks: [], balance: undefined, expiredAt: 0 };
  for (const line of lines) {
    const change = readLine(line);
    if (change === undefined) continue;
    if (change.kind === 'task') tasks.set(change.task.id, change.task);
    if (change.kind === 'balance') state.balance = change.left;
    if (change.kind === 'expired') state.expiredAt = change.at;
    if (change.kind === 'reset') tasks.clear();
  }
  return { ...state, tasks: [...tasks.values()] };
}

// A process that died while writing leaves half a line; that change never happened.
function readLine(line: string): Entry | undefined {
  try {
    return entry.parse(JSON.parse(line));
  } catch {
    return undefined;
  }
}

/** A store in a folder, or one that forgets when no folder is given. */
export function storeIn(folder: string | undefined): Store {
  const nothing: Remembered = { tasks: [], balance: undefined, expiredAt: 0 };
  if (folder === undefined) return { remembered: nothing, write: () => undefined };
  mkdirSync(folder, { recursive: true });
  const path = join(folder, 'journal.jsonl');
  const lines = existsSync(path) ? readFileSync(path, 'utf8').split('\n').filter(Boolean) : [];
  const remembered = replay(lines);
  compact(path, remembered);
  return { remembered, write: journalIn(path) };
}

/** Appends changes; those for which there is no room are written with the next one. */
function journalIn(path: string): Store['write'] {
  let unwritten = '';
  return (change) => {
    unwritten += `${JSON.stringify(change)}\n`;
    try {
      appendFileSync(path, unwritten);
      unwritten = '';
    } catch {
      // Half of it may be there: the line ends before the next begins.
      unwritten = `\n${unwritten}`;
    }
  };
}

function compact(path: string, { tasks, balance, expiredAt }: Remembered): void {
  const changes: Entry[] = tasks.map((task) => ({ kind: 'task', task }));
  if (balance !== undefined) changes.push({ kind: 'balance', left: balance });
  if (expiredAt > 0) changes.push({ kind: 'expired', at: expiredAt });
  writeFileSync(`${path}.new`, changes.map((change) => `${JSON.stringify(change)}\n`).join(''));
  renameSync(`${path}.new`, path);
}
