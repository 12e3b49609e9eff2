import { mkdirSync, readFileSync, rmdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openLogFile } from '../../log.ts';
import { scratch } from './assembly.ts';
import { until } from './hosted.ts';

it('a log is readable by its owner only', async () => {
  const path = join(scratch('logs-mode'), 'f.log');
  const log = openLogFile(path);
  log.write('said');
  await log.close();
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

it('a log that could not be written for a time goes on afterwards', async () => {
  const path = join(scratch('logs'), 'f.log');
  mkdirSync(path);
  const log = openLogFile(path);
  log.write('lost');
  await log.close();
  rmdirSync(path);
  await until('the log', () => {
    log.write('kept');
    try {
      return readFileSync(path, 'utf8').includes('kept');
    } catch {
      return false;
    }
  });
  await log.close();
  expect(readFileSync(path, 'utf8')).not.toContain('lost');
});
