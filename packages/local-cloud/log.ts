import { createWriteStream, mkdirSync, type WriteStream } from 'node:fs';
import { join } from 'node:path';

/** One thing that happened in the local cloud, for whoever wants to show it. `at` is in milliseconds, by the clock. */
export type LogEntry =
  | {
      readonly type: 'request';
      readonly at: number;
      readonly method: string;
      readonly path: string;
      readonly status: number;
      readonly function?: string;
      readonly ms: number;
    }
  | {
      readonly type: 'invocation';
      readonly at: number;
      readonly function: string;
      readonly requestId: string;
      readonly ms: number;
      readonly initMs?: number;
      /** The error's type and message, when it failed. */
      readonly error?: string;
    }
  | {
      readonly type: 'output';
      readonly at: number;
      readonly function: string;
      readonly requestId?: string;
      readonly text: string;
    }
  | { readonly type: 'transition'; readonly at: number; readonly detail: unknown }
  | { readonly type: 'event'; readonly at: number; readonly bus: string; readonly event: unknown }
  | { readonly type: 'tick'; readonly at: number; readonly schedule: string }
  | { readonly type: 'undelivered'; readonly at: number; readonly target: string; readonly error: string }
  | { readonly type: 'note'; readonly at: number; readonly text: string };

/** A file that is appended to. */
export interface LogFile {
  write(text: string): void;
  /** Resolves when all is written. */
  close(): Promise<void>;
}

/** What functions say is nobody's business but that of who runs them. */
const OWN = 0o600;

/** So long lines are gathered, to be written together: by itself each would take longer than what it tells of. */
const GATHERED_MS = 50;

/** Opens a log. What cannot be written is left out: a full disk ends neither the program nor, once it has room, the log. */
export function openLogFile(path: string): LogFile {
  let open: WriteStream | undefined;
  const stream = (): WriteStream => {
    if (open !== undefined) return open;
    const opened = createWriteStream(path, { flags: 'a', mode: OWN });
    // A stream that has failed takes nothing any more.
    opened.on('error', () => {
      if (open === opened) open = undefined;
    });
    open = opened;
    return opened;
  };
  let gathered = '';
  let timer: NodeJS.Timeout | undefined;
  const flush = (): void => {
    clearTimeout(timer);
    timer = undefined;
    if (gathered !== '') stream().write(gathered);
    gathered = '';
  };
  return {
    write: (text) => {
      gathered += text;
      timer ??= setTimeout(flush, GATHERED_MS);
    },
    close: async () => {
      flush();
      const last = open;
      open = undefined;
      if (last !== undefined) await new Promise((resolve) => last.end(resolve));
    },
  };
}

/** The log files of functions, one each, appended to. */
export interface LogFiles {
  append(name: string, text: string): void;
  /** Resolves when all is written. */
  close(): Promise<void>;
}

export function openLogFiles(folder: string): LogFiles {
  mkdirSync(folder, { recursive: true });
  const files = new Map<string, LogFile>();
  const file = (name: string): LogFile => {
    const known = files.get(name) ?? openLogFile(join(folder, `${name}.log`));
    files.set(name, known);
    return known;
  };
  return {
    append: (name, text) => file(name).write(text),
    close: async () => {
      await Promise.all([...files.values()].map((one) => one.close()));
    },
  };
}
