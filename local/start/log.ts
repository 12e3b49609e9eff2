import { chmodSync, existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { openLogFile, type LogEntry } from '@darkroom/local-cloud/log';

export interface Log {
  write(entry: unknown): void;
  close(): Promise<void>;
}

/** Where the functions' log lines and the cloud's own go; the log of the start before is kept beside it. */
export const logFile = (dataDir: string): string => join(dataDir, 'logs', 'cloud.jsonl');

/** The path of a callback ends with the secret of its job: whoever has it may wake the task. */
const callback = /^(\/webhooks\/[^/]+\/[^/]+\/)[^]+$/;

/** Whoever has the key of a file may read it. */
const keyPart = /(?<=[0-9a-f]{32})_[0-9a-f]{32}/g;

/** The same entry, fit to be kept and shown: without the secrets that stand in paths. */
export const withoutTokens = (entry: LogEntry): LogEntry =>
  entry.type === 'request'
    ? { ...entry, path: entry.path.replace(callback, '$1***').replace(keyPart, '_***') }
    : entry;

/** Opens a new log, one JSON object a line. */
export function openLog(dataDir: string): Log {
  const file = logFile(dataDir);
  mkdirSync(join(dataDir, 'logs'), { recursive: true });
  if (existsSync(file)) {
    // An earlier version let everybody read it.
    chmodSync(file, 0o600);
    renameSync(file, join(dataDir, 'logs', 'cloud.previous.jsonl'));
  }
  const log = openLogFile(file);
  return {
    write: (entry) => log.write(`${JSON.stringify(entry)}\n`),
    close: () => log.close(),
  };
}
