import { lookup } from 'node:dns/promises';
import { isIPv4 } from 'node:net';
import type { Socket } from 'node:net';
import { connectTo, type Patience, type Target } from './connect.ts';
import { reasonOf } from './http.ts';
import { isLoopback, isPublicUnicast } from './public-address.ts';
import type { CheckedAddress, Resolve } from './remote-address.ts';
import { RemoteFileError } from './remote-error.ts';

export const CONNECT_TIMEOUT_MS = 10_000;

export type Connect = (target: Target, patience: Patience) => Promise<Socket>;

export const resolveAll: Resolve = async (hostname) =>
  (await lookup(hostname, { all: true, verbatim: true })).map(({ address }) => address);

/** The address was checked before; the peer is looked at once more, for what a proxy or a translator may have made of it. */
export async function connectChecked(target: Target, patience: Patience): Promise<Socket> {
  const socket = await connectTo(target, patience);
  const peer = socket.remoteAddress ?? '';
  if (isPublicUnicast(peer) || (isLoopback(peer) && isLoopback(target.host))) return socket;
  socket.destroy();
  throw new RemoteFileError('refused-address', 'the connection ended at a closed address');
}

/** A socket to one of the addresses that were checked. Throws `RemoteFileError` where none takes us. */
export async function connectToOneOf(
  { addresses, hostname, port, secure }: CheckedAddress,
  connect: Connect,
  patience: Patience,
): Promise<Socket> {
  const inOrder = [...addresses].sort((a, b) => Number(isIPv4(b)) - Number(isIPv4(a))).slice(0, 4);
  let last: unknown;
  for (const host of inOrder) {
    try {
      return await connect({ host, port, secure, servername: hostname }, patience);
    } catch (error) {
      if (error instanceof RemoteFileError) throw error;
      last = error;
    }
  }
  throw new RemoteFileError('unavailable', `no connection to ${hostname}: ${reasonOf(last)}`, {
    cause: last,
  });
}
