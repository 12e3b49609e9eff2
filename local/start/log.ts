import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { openLogFile } from '@darkroom/local-cloud/log';

export interface Log {
  write(entry: unknown): void;
  close(): Promise<void>;
}

/** Where the functions' log lines and the cloud's own go; the log of the start before is kept beside it. */
export const logFile = (dataDir: string): string => join(dataDir, 'logs', 'cloud.jsonl');

/** Opens a new log, one JSON object a line. */
export function openLog(dataDir: string): Log {
  const file = logFile(dataDir);
  mkdirSync(join(dataDir, 'logs'), { recursive: true });
  if (existsSync(file)) renameSync(file, join(dataDir, 'logs', 'cloud.previous.jsonl'));
  const log = openLogFile(file);
  return {
    write: (entry) => log.write(`${JSON.stringify(entry)}\n`),
    close: () => log.close(),
  };
}
