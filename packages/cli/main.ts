import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openAddress } from './open-address.ts';
import { run } from './run.ts';

const interruption = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => interruption.abort());

// npm run stands in the checkout; its user does not.
const underNpmRun = process.env['npm_lifecycle_event'] === 'darkroom';

process.exitCode = await run({
  args: process.argv.slice(2),
  env: process.env,
  cwd: (underNpmRun ? process.env['INIT_CWD'] : undefined) ?? process.cwd(),
  root: join(import.meta.dirname, '..', '..'),
  fetch,
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  live: process.stderr.isTTY,
  now: () => Date.now(),
  sleep: async (milliseconds) => {
    await sleep(milliseconds, undefined, { signal: interruption.signal }).catch(() => undefined);
  },
  newKey: () => randomUUID(),
  open: openAddress,
  interrupted: interruption.signal,
});
