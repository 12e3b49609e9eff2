import { DarkroomError, type ProblemBody } from './error.ts';
import type { Transport } from './transport.ts';
import type { Caller, Task } from './api-types.gen.ts';

/** What is told of a task; webhooks get the same. */
export interface TaskChange {
  readonly id: string;
  readonly type: string;
  readonly timestamp: string;
  /** Rises with the events of a task, with gaps. */
  readonly sequence: number;
  readonly data: Task;
}

/** Which tasks: one, those of a prompt, or all of the caller's. */
export type LiveTarget = { readonly task: string } | { readonly prompt: string } | { readonly owner: true };

export interface LiveOptions {
  /** Each change once, in order for each task. */
  onEvent(event: TaskChange): void;
  /** The state is to be read with GET: at first, and where something may have been missed. */
  onLook(): void;
  /** Whether everything is told from now on. */
  onConnection?(isLive: boolean): void;
  readonly signal: AbortSignal;
}

interface Message extends Partial<TaskChange> {
  readonly problem?: ProblemBody;
}

const isChange = (message: Message): message is TaskChange => message.data !== undefined;

const HEARTBEAT_MS = 60_000;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;
const OPEN = 1;

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
 * no push, and with the refusal where the API refuses for good.
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
    const hello = { action: 'subscribe', token: await line.credential(), ...target };
    const wasLive = await connection({ ...options, line, socket: new Socket(url), hello, memory });
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

/** What outlives a connection. */
interface Memory {
  /** The highest sequence, by task. */
  readonly told: Map<string, number>;
  /** The newest event before which nothing is missing. */
  last?: string;
}

interface Connection extends LiveOptions {
  readonly line: Transport;
  readonly socket: WebSocket;
  readonly hello: object;
  readonly memory: Memory;
}

/** One connection from its beginning to its end: whether it was ever live. Rejects with a refusal. */
function connection(options: Connection): Promise<boolean> {
  const { line, socket, hello, memory, signal } = options;
  return new Promise((resolve, reject) => {
    const over = new AbortController();
    let isLive = false;
    let newest = memory.last;
    let silent = false;

    const end = (refusal?: ProblemBody): void => {
      over.abort();
      // A broken line never says goodbye: nothing of it is waited for.
      socket.close();
      if (refusal) reject(new DarkroomError(refusal));
      else resolve(isLive);
    };
    const say = (message: object): void => socket.send(JSON.stringify(message));
    const beat = async (): Promise<void> => {
      for (;;) {
        await line.time.wait(HEARTBEAT_MS, over.signal);
        if (silent || socket.readyState !== OPEN) return end();
        silent = true;
        say({ action: 'ping' });
      }
    };

    const take = (event: TaskChange): void => {
      const { id, data, sequence } = event;
      if (newest === undefined || id > newest) newest = id;
      if (sequence <= (memory.told.get(data.id) ?? 0)) return;
      memory.told.set(data.id, sequence);
      options.onEvent(event);
    };
    const hear = (message: Message): void => {
      silent = false;
      const { type } = message;
      if (type === 'error') return end(message.problem);
      if (type === 'resync') options.onLook();
      if (type === 'subscribed') {
        isLive = true;
        options.onConnection?.(true);
        if (memory.last === undefined) options.onLook();
      }
      if (isChange(message)) take(message);
      // Only then: what was missed comes before `subscribed`, and what is new may come between.
      if (isLive && newest !== undefined) memory.last = newest;
    };

    // What comes after the end is not listened to, but taken: an `error` that nobody takes would end the process.
    const on = (event: string, then: (message: MessageEvent) => void): void =>
      socket.addEventListener(event, (message) => {
        if (!over.signal.aborted) then(message as MessageEvent);
      });
    on('open', () => say({ ...hello, after: memory.last }));
    on('message', ({ data }) => hear(JSON.parse(String(data)) as Message));
    on('close', () => end());
    on('error', () => end());
    signal.addEventListener('abort', () => end(), { signal: over.signal });
    if (signal.aborted) end();
    else beat().catch(() => undefined);
  });
}
