import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { dataDirOf } from './start/data-dir.ts';
import { clearData } from './start/reset.ts';
import { StartError } from './start/start-error.ts';

try {
  const { values } = parseArgs({ options: { 'data-dir': { type: 'string' } } });
  const root = join(import.meta.dirname, '..');
  const dataDir = dataDirOf(root, { asked: values['data-dir'], env: process.env });
  const found = await clearData(dataDir);
  console.log(
    found.length === 0 ? `Nothing to clear in ${dataDir}.` : `Cleared ${dataDir}: ${found.join(', ')}.`,
  );
} catch (error) {
  console.error(error instanceof StartError || error instanceof TypeError ? error.message : error);
  process.exitCode = 1;
}
