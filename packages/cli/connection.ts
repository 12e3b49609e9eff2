import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { createDarkroom, type Darkroom } from '@darkroom/client';
import { createApi } from '@darkroom/client/api';
import type { Api } from '@darkroom/client/api';
import { NoStackError, UsageError } from './context.ts';
import type { Context } from './context.ts';

/** Talks to the deployment that the environment names, else to the stack that runs on this laptop. */
export async function connect(context: Context): Promise<Api> {
  const { url, key } = await findStack(context);
  return createApi({ url, key, fetch: context.fetch });
}

/** The same with all that the client can do. */
export async function connectDarkroom(context: Context): Promise<Darkroom> {
  const { url, key } = await findStack(context);
  const { now, interrupted, fetch } = context;
  const wait = async (milliseconds: number): Promise<void> => {
    await context.sleep(milliseconds);
    interrupted.throwIfAborted();
  };
  return createDarkroom({ url, key, fetch, time: { now, wait }, liveUrl: false });
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
