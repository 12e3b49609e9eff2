import { chmodSync, existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { percentDecoded } from '#domain/percent.ts';
import { openLogFile, type LogEntry } from '@darkroom/local-cloud/log';

export interface Log {
  write(entry: unknown): void;
  close(): Promise<void>;
}

/** Where the functions' log lines and the cloud's own go; the log of the start before is kept beside it. */
export const logFile = (dataDir: string): string => join(dataDir, 'logs', 'cloud.jsonl');

/** The path of a callback ends with the secret of its job: whoever has it may wake the task. */
const callback = /^(\/webhooks\/[^/]+\/[^/]+\/)[^]+$/;

/** Whoever has the key of a file may read it: what stands behind an id, also where somebody has misspelt or cut it. */
const keyPart = /([0-9a-f]{32})[^0-9a-z]+[0-9a-f]{8,}/gi;
/** Keys and tokens that were put into a path by mistake. */
const credential = /dkt?_[\w.-]+/g;

const withoutSecrets = (path: string): string =>
  percentDecoded(path).replace(callback, '$1***').replace(keyPart, '$1_***').replace(credential, 'dk_***');

/** The same entry, fit to be kept and shown: without the secrets that stand in paths. */
export const withoutTokens = (entry: LogEntry): LogEntry =>
  entry.type === 'request' ? { ...entry, path: withoutSecrets(entry.path) } : entry;

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
