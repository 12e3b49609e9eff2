import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { createDarkroom, type Darkroom } from '@darkroom/client';
import type { Time } from '@darkroom/client/transport';
import { NoStackError, UsageError } from './context.ts';
import { silentDisplay, type ProgressDisplay } from './progress.ts';
import type { Context } from './context.ts';

/** Talks to the deployment that the environment names, else to the stack that runs on this laptop. */
export async function connect(context: Context, display = silentDisplay): Promise<Darkroom> {
  const { url, key } = await findStack(context);
  return createDarkroom({ url, key, fetch: context.fetch, time: timeOf(context, display) });
}

const TICK_MS = 250;

/** Whatever is waited for, the display shows that time passes. */
function timeOf({ now, sleep, interrupted }: Context, display: ProgressDisplay): Time {
  return {
    now,
    wait: async (milliseconds, signal) => {
      for (let left = milliseconds; left > 0; left -= TICK_MS) {
        signal?.throwIfAborted();
        interrupted.throwIfAborted();
        await sleep(Math.min(TICK_MS, left));
        display.tick();
      }
      signal?.throwIfAborted();
      interrupted.throwIfAborted();
    },
  };
}

async function findStack({ env, root }: Context): Promise<{ url: string; key: string }> {
  const url = env['DARKROOM_URL'];
  const key = env['DARKROOM_API_KEY'];
  if (url) {
    if (!URL.canParse(url)) throw new UsageError(`DARKROOM_URL is not an address: ${url}`);
    if (!key) throw new UsageError('DARKROOM_URL is set, so DARKROOM_API_KEY must be set too.');
    return { url, key };
  }
  const dataDir = resolve(root, env['DARKROOM_DATA_DIR'] || '.darkroom');
  const stack = await readStack(join(dataDir, 'stack.json'));
  return { url: stack.apiUrl, key: key || stack.apiKey };
}

async function readStack(file: string): Promise<{ apiUrl: string; apiKey: string }> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) {
    throw new NoStackError(
      'No stack is running here. Start one with: npm start\n' +
        'or name a deployment with DARKROOM_URL and DARKROOM_API_KEY.',
    );
  }
  const facts: unknown = JSON.parse(text);
  if (typeof facts === 'object' && facts !== null && 'apiUrl' in facts && 'apiKey' in facts) {
    return { apiUrl: String(facts.apiUrl), apiKey: String(facts.apiKey) };
  }
  throw new NoStackError(`${file} names no stack. Start it again with: npm start`);
}
