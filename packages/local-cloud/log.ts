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
  | { readonly type: 'tick'; readonly at: number; readonly schedule: string }
  | { readonly type: 'undelivered'; readonly at: number; readonly target: string; readonly error: string }
  | { readonly type: 'note'; readonly at: number; readonly text: string };

/** The log files of functions, one each, appended to. */
export interface LogFiles {
  append(name: string, text: string): void;
  /** Resolves when all is written. */
  close(): Promise<void>;
}

export function openLogFiles(folder: string): LogFiles {
  mkdirSync(folder, { recursive: true });
  const open = new Map<string, WriteStream>();
  const file = (name: string): WriteStream => {
    const known = open.get(name);
    if (known !== undefined) return known;
    const stream = createWriteStream(join(folder, `${name}.log`), { flags: 'a' });
    stream.on('error', () => undefined); // a log that cannot be written must not end the cloud
    open.set(name, stream);
    return stream;
  };
  return {
    append: (name, text) => void file(name).write(text),
    close: async () => {
      await Promise.all([...open.values()].map((stream) => new Promise((resolve) => stream.end(resolve))));
      open.clear();
    },
  };
}
