import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type ServerOptions,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { isSystemClock, type Clock } from './clock.ts';
import { CloudFailure } from './failure.ts';

/** A listening server. `stop` cuts open connections, so nothing outlives it. */
export interface Listening {
  readonly url: string;
  readonly port: number;
  stop(): Promise<void>;
}

/**
 * Client and server share a machine, and often a process: where that is busy, neither is slow for a reason of its own.
 * No request is too slow to be read, and an idle connection is kept a minute longer than the client is told it is, so
 * that none is closed in the moment in which it is used again (the client would see ECONNRESET).
 */
export const patience = {
  requestTimeout: 0,
  headersTimeout: 0,
  keepAliveTimeout: 60_000,
  keepAliveTimeoutBuffer: 60_000,
} as const satisfies ServerOptions;

/** Connections that may wait to be accepted: a thousand clients may come at once, and beyond it they are reset. */
export const BACKLOG = 4096;

/** Takes over the socket of a request that asks for another protocol. */
export type UpgradeListener = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

/** Listens on 127.0.0.1, on a free port unless one is asked for; a taken port is named together with who wanted it. */
export async function listen(
  what: string,
  port: number | undefined,
  serves: RequestListener | { readonly request: RequestListener; readonly upgrade: UpgradeListener },
): Promise<Listening> {
  const { request, upgrade } =
    typeof serves === 'function' ? { request: serves, upgrade: undefined } : serves;
  const server = createServer(patience, request);
  if (upgrade !== undefined) server.on('upgrade', upgrade);
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const taken = cause.code === 'EADDRINUSE';
      const reason = taken ? 'is already taken by another program' : `cannot be used (${cause.message})`;
      reject(new CloudFailure(`Port ${port ?? 0} ${reason}; the ${what} wanted it.`, { cause }));
    });
    server.listen({ port: port ?? 0, host: '127.0.0.1', backlog: BACKLOG }, resolve);
  });
  const address = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${address.port}`,
    port: address.port,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** The whole body, or undefined when it is larger than `limit`. It is read to its end either way: a client that is
 * still sending would not hear the answer. */
export async function readBody(request: IncomingMessage, limit = Infinity): Promise<Buffer | undefined> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size <= limit) parts.push(part);
    else parts.length = 0;
  }
  return size <= limit ? Buffer.concat(parts) : undefined;
}

/** Leaves the Date out unless it is the real one: the SDK sets its clock by it, and takes every error of a server
 * whose time is another for a reason to try again. */
export function tellTime(response: ServerResponse, clock: Clock): void {
  response.sendDate = isSystemClock(clock);
}
