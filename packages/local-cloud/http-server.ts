import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isSystemClock, type Clock } from './clock.ts';
import { CloudFailure } from './failure.ts';

/** A listening server. `stop` cuts open connections, so nothing outlives it. */
export interface Listening {
  readonly url: string;
  readonly port: number;
  stop(): Promise<void>;
}

/** Listens on 127.0.0.1, on a free port unless one is asked for; a taken port is named together with who wanted it. */
export async function listen(
  what: string,
  port: number | undefined,
  onRequest: RequestListener,
): Promise<Listening> {
  const server = createServer(onRequest);
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const taken = cause.code === 'EADDRINUSE';
      const reason = taken ? 'is already taken by another program' : `cannot be used (${cause.message})`;
      reject(new CloudFailure(`Port ${port ?? 0} ${reason}; the ${what} wanted it.`, { cause }));
    });
    server.listen(port ?? 0, '127.0.0.1', resolve);
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
