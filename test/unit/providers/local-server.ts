import * as http from 'node:http';
import * as net from 'node:net';
import { afterEach } from 'vitest';

type Stop = () => Promise<void>;
const running: Stop[] = [];

/** Stops every server of the test that has just ended. */
export const stopServersAfterEach = (): void => {
  afterEach(async () => {
    await Promise.all(running.splice(0).map((stop) => stop()));
  });
};

async function listen(server: net.Server, sockets: Set<net.Socket>): Promise<number> {
  server.on('connection', (socket: net.Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  running.push(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

/** A web server on a free port of this machine. */
export async function httpServer(
  serve: http.RequestListener,
): Promise<{ origin: string; port: number; sockets: Set<net.Socket> }> {
  const sockets = new Set<net.Socket>();
  const port = await listen(http.createServer(serve), sockets);
  return { origin: `http://127.0.0.1:${port}`, port, sockets };
}

/** A server that answers with bytes of the test's own making. */
export async function rawServer(
  serve: (socket: net.Socket) => void,
): Promise<{ origin: string; port: number; sockets: Set<net.Socket> }> {
  const sockets = new Set<net.Socket>();
  const port = await listen(net.createServer(serve), sockets);
  return { origin: `http://127.0.0.1:${port}`, port, sockets };
}

/** A port on which nobody listens. */
export async function closedPort(): Promise<number> {
  const server = net.createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
