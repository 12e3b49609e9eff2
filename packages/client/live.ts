import { connectionFor, type Memory } from './connection.ts';
import { DarkroomError } from './error.ts';
import type { LiveOptions, LiveTarget } from './live-events.ts';
import type { Transport } from './transport.ts';
import type { Caller } from './api-types.gen.ts';

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;

/** The address of live push, asked for once a client. */
const addresses = new WeakMap<Transport, string>();

async function addressOf(line: Transport, signal: AbortSignal): Promise<string | undefined> {
  const { liveUrl } = line.options;
  if (liveUrl !== undefined) return liveUrl || undefined;
  const known = addresses.get(line) ?? (await line.read<Caller>({ path: '/me', tries: 1, signal })).liveUrl;
  addresses.set(line, known ?? '');
  return known || undefined;
}

/**
 * Follows tasks over the WebSocket until the signal fires: connects again by itself, and resumes. Ends early where there is
 * no push, and with the refusal where the API refuses for good. Up to fifty of a client share a connection.
 */
export async function followLive(line: Transport, target: LiveTarget, options: LiveOptions): Promise<void> {
  const { signal } = options;
  const Socket = line.options.WebSocket ?? globalThis.WebSocket;
  if (!Socket) return;
  const memory: Memory = { told: new Map() };
  let pause = FIRST_PAUSE_MS;
  const connect = async (): Promise<boolean> => {
    const url = await addressOf(line, signal);
    if (!url) return false;
    const token = await line.credential();
    if (signal.aborted) return true;
    const connection = connectionFor(line, target, () => new Socket(url));
    const wasLive = await connection.follow({ target, token, options, memory });
    if (wasLive) pause = FIRST_PAUSE_MS;
    return true;
  };
  while (!signal.aborted) {
    // A refusal ends it; what may pass is tried again.
    const isPush = await connect().catch((error: unknown) => {
      if (error instanceof DarkroomError && !error.retryable) throw error;
      return true;
    });
    if (!isPush) return;
    options.onConnection?.(false);
    await line.time.wait(pause * (0.5 + Math.random() / 2), signal).catch(() => undefined);
    pause = Math.min(2 * pause, LONGEST_PAUSE_MS);
  }
}
