import { once } from 'node:events';
import * as net from 'node:net';
import * as tls from 'node:tls';

/** Where to connect. `host` may be an address; the certificate is then checked against `servername`. */
export interface Target {
  readonly host: string;
  readonly port: number;
  readonly secure: boolean;
  readonly servername?: string;
}

export interface Patience {
  readonly signal: AbortSignal;
  readonly timeoutMs: number;
}

function socketTo({ host, port, secure, servername = host }: Target): net.Socket {
  if (!secure) return net.connect({ host, port });
  const name = net.isIP(servername) === 0 ? { servername } : {};
  return tls.connect({ host, port, ...name, ALPNProtocols: ['http/1.1'], rejectUnauthorized: true });
}

/** A socket that is ready to carry a request, its TLS handshake done. Whatever fails before has sent no byte of it. */
export async function connectTo(target: Target, { signal, timeoutMs }: Patience): Promise<net.Socket> {
  signal.throwIfAborted();
  const socket = socketTo(target);
  socket.on('error', () => undefined); // Later errors reach us through the request that uses the socket.
  socket.setTimeout(timeoutMs, () =>
    socket.destroy(Object.assign(new Error('connect timeout'), { code: 'ETIMEDOUT' })),
  );
  try {
    await once(socket, target.secure ? 'secureConnect' : 'connect', { signal });
  } catch (cause) {
    socket.destroy();
    throw cause;
  }
  socket.setTimeout(0);
  socket.removeAllListeners('timeout');
  return socket;
}
