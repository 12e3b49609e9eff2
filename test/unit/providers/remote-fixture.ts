import type { RequestListener } from 'node:http';
import * as net from 'node:net';
import { buffer } from 'node:stream/consumers';
import { openRemote, RemoteFileError } from '#providers/network/remote-file.ts';
import type { RemoteFile, RemoteFileOptions } from '#providers/network/remote-file.ts';
import { httpServer, rawServer } from './local-server.ts';

/** Patience with a machine that is busy with other tests. */
export const limits = {
  maxBytes: 1_000_000,
  idleTimeoutMs: 30_000,
  totalTimeoutMs: 30_000,
  localOrigins: [],
  allow: 'any-public',
} as const;
/** Who waits for nothing to come waits no longer than that. */
export const impatient = { idleTimeoutMs: 150 } as const;
/** What every name leads to. */
export const publicAddress = '93.184.216.34';

/** Opens `https://files.example/…` of a world in which every public address leads to this port. */
export function openAt(
  port: number,
  url = 'https://files.example/a.png',
  more: Partial<RemoteFileOptions> = {},
): Promise<RemoteFile> {
  return openRemote(url, {
    ...limits,
    resolve: async () => [publicAddress],
    connect: async () => net.connect({ host: '127.0.0.1', port }),
    ...more,
  });
}

/** Opens a file that this web server serves. */
export async function openFrom(
  serve: RequestListener,
  more: Partial<RemoteFileOptions> = {},
): Promise<RemoteFile> {
  const { port } = await httpServer(serve);
  return openAt(port, undefined, more);
}

/** A server that sends these bytes and then does with the socket what it is told. */
export async function openRaw(
  head: string,
  then: (socket: net.Socket) => void,
  more: Partial<RemoteFileOptions> = {},
): Promise<RemoteFile> {
  const { port } = await rawServer((socket) =>
    socket.once('data', () => {
      if (head !== '') socket.write(head);
      then(socket);
    }),
  );
  return openAt(port, undefined, more);
}

/** The kind of error that this ends with. */
export const kindOf = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'nothing',
    (error: unknown) => (error instanceof RemoteFileError ? error.kind : String(error)),
  );
/** The kind of error that the body ends with. */
export const endOf = (opening: Promise<RemoteFile>): Promise<string> =>
  kindOf(opening.then(({ body }) => buffer(body)));
/** Does nothing with a socket. */
export const stay = (): void => undefined;
