import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerOptions,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { askedIn } from './asked-header.ts';
import type { Exchange, Reply } from './replies.ts';
import { isRecord } from './replies.ts';

/** Reads a request to its end. */
export async function exchangeOf(request: IncomingMessage): Promise<Exchange> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  const bytes = Buffer.concat(chunks);
  return {
    method: request.method ?? 'GET',
    url: new URL(request.url ?? '/', 'http://127.0.0.1'),
    headers: request.headers,
    asked: askedIn(request.headers),
    bytes,
    body: jsonIn(bytes),
  };
}

function jsonIn(bytes: Buffer): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(bytes.toString('utf8'));
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Sends a reply, or refuses to. A hanging reply resolves when the other side gives up. */
export async function send(response: ServerResponse, reply: Reply, mirrorStatus: boolean): Promise<void> {
  switch (reply.kind) {
    case 'reset':
      response.socket?.resetAndDestroy();
      return;
    case 'hang':
      await new Promise<void>((resolve) => void response.once('close', resolve));
      return;
    case 'text':
      if (reply.encoding !== undefined) response.setHeader('content-encoding', reply.encoding);
      response.writeHead(reply.status, { 'content-type': reply.type }).end(reply.text);
      return;
    case 'json': {
      const mirrored = mirrorStatus && reply.code >= 400 && reply.code < 600 ? reply.code : reply.status;
      response.writeHead(mirrored, { 'content-type': 'application/json;charset=UTF-8' });
      response.end(JSON.stringify(reply.body));
    }
  }
}

/**
 * Client and server share a machine: where that is busy, no client is slow for a reason of its own. An idle connection is
 * kept a minute longer than the client is told, so that none is closed in the moment in which it is used again.
 */
const patience = {
  requestTimeout: 0,
  headersTimeout: 0,
  keepAliveTimeout: 60_000,
  keepAliveTimeoutBuffer: 60_000,
} as const satisfies ServerOptions;

/** Connections that may wait to be accepted. */
const BACKLOG = 4096;

/** A server on this machine only; a taken port is an error that names it. */
export async function listen(
  port: number,
  handle: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<{ server: Server; url: string }> {
  const server = createServer(patience, handle);
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? new Error(`Port ${port} is taken.`, { cause: error }) : error),
    );
    server.listen({ port, host: '127.0.0.1', backlog: BACKLOG }, resolve);
  });
  const { port: taken } = server.address() as AddressInfo;
  return { server, url: `http://127.0.0.1:${taken}` };
}

/** Ends a server together with whatever hangs on it. */
export async function close(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeAllConnections();
  await closed;
}
