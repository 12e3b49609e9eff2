import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** One event that has come, and how it was answered. */
export interface Relayed {
  readonly type: string;
  readonly id: string;
  readonly taskId: string | undefined;
  /** Of whoever it was sent on to; 204 where that is nobody. */
  readonly status: number;
  readonly ms: number;
  /** Why it could not be sent on. */
  readonly failure?: string;
  /** The event as it came. */
  readonly body: string;
}

interface RelayOptions {
  readonly forwardTo: string | undefined;
  readonly fetch: typeof fetch;
  readonly now: () => number;
  readonly onEvent: (relayed: Relayed) => void;
}

export interface Relay {
  readonly url: string;
  stop(): Promise<void>;
}

/** The headers of an event: what signs it has to arrive as it was sent. */
const sentOn = ['content-type', 'webhook-id', 'webhook-timestamp', 'webhook-signature'] as const;
const PATIENCE_MS = 14_000;

/** Takes events on a free port of this machine, and sends them on as they are: signatures stay good. */
export async function startRelay(options: RelayOptions): Promise<Relay> {
  const server = createServer((request, response) => void relay(request, response, options));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function relay(request: IncomingMessage, response: ServerResponse, options: RelayOptions) {
  const { now, onEvent } = options;
  const began = now();
  try {
    const body = await text(request);
    const { type = '?', id = '?', data } = eventIn(body);
    const answer = await forward(body, request, options);
    response.writeHead(answer.status).end();
    onEvent({ type, id, taskId: data?.id, ms: Math.max(0, now() - began), body, ...answer });
  } catch {
    response.destroy();
  }
}

/** Answers as whoever it is sent on to does: what is not taken there is delivered again. */
async function forward(
  body: string,
  { headers }: IncomingMessage,
  { forwardTo, fetch: send }: RelayOptions,
): Promise<Pick<Relayed, 'status' | 'failure'>> {
  if (forwardTo === undefined) return { status: 204 };
  const kept = sentOn.flatMap((name) => (typeof headers[name] === 'string' ? [[name, headers[name]]] : []));
  try {
    const { status } = await send(forwardTo, {
      method: 'POST',
      headers: Object.fromEntries(kept) as Record<string, string>,
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    return { status };
  } catch (error) {
    return { status: 502, failure: reasonOf(error) };
  }
}

function reasonOf(error: unknown): string {
  const cause: unknown = error instanceof Error ? (error.cause ?? error) : error;
  if (typeof cause === 'object' && cause !== null && 'code' in cause) return String(cause.code);
  return cause instanceof Error ? cause.message : String(cause);
}

interface SentEvent {
  readonly type?: string;
  readonly id?: string;
  readonly data?: { readonly id?: string };
}

function eventIn(body: string): SentEvent {
  const parsed: unknown = JSON.parse(body);
  return typeof parsed === 'object' && parsed !== null ? parsed : {};
}
