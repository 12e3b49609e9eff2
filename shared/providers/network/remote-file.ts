import { request as httpRequest } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { Transform } from 'node:stream';
import type { Readable } from 'node:stream';
import {
  connectChecked,
  connectToOneOf,
  CONNECT_TIMEOUT_MS,
  resolveAll,
  type Connect,
} from './checked-connection.ts';
import { unpackedBody } from './content-encoding.ts';
import { USER_AGENT, reasonOf } from './http.ts';
import { checkAddress } from './remote-address.ts';
import type { CheckedAddress, HostRule, Resolve } from './remote-address.ts';
import { RemoteFileError } from './remote-error.ts';

export { RemoteFileError };

export interface RemoteFileOptions {
  readonly allow: HostRule;
  /** Origins of this machine that may be asked in spite of all rules; only ever set on a laptop. */
  readonly localOrigins: readonly string[];
  readonly maxBytes: number;
  /** How long nothing may move, on either side of us. */
  readonly idleTimeoutMs: number;
  readonly totalTimeoutMs: number;
  readonly resolve?: Resolve;
  readonly connect?: Connect;
}

/** A file that is on its way. The body ends whole, or with a RemoteFileError. */
export interface RemoteFile {
  readonly contentLength?: number;
  readonly contentType?: string;
  readonly body: Readable;
  readonly finalUrl: string;
}

type Dependencies = Required<RemoteFileOptions> & { readonly signal: AbortSignal };

const MAX_REDIRECTS = 10;
const redirects = new Set([301, 302, 303, 307, 308]);
const gone = new Set([403, 404, 410]);

function ask(
  socket: Socket,
  { url, hostname }: CheckedAddress,
  dependencies: Dependencies,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const fail = (kind: 'stalled' | 'broken', why: string, cause?: unknown): void => {
      socket.destroy();
      reject(new RemoteFileError(kind, `${hostname}: ${why}`, { cause }));
    };
    const sent = httpRequest({
      createConnection: () => socket,
      method: 'GET',
      path: `${url.pathname}${url.search}`,
      headers: {
        host: url.host,
        'user-agent': USER_AGENT,
        accept: '*/*',
        'accept-encoding': 'identity',
        connection: 'close',
      },
    });
    socket.setTimeout(dependencies.idleTimeoutMs, () => fail('stalled', 'no answer in time'));
    const expire = (): void => fail('stalled', 'out of time');
    dependencies.signal.addEventListener('abort', expire, { once: true });
    sent.on('close', () => dependencies.signal.removeEventListener('abort', expire));
    sent.on('error', (cause) => fail('broken', reasonOf(cause), cause));
    sent.on('upgrade', () => fail('broken', 'it speaks another protocol'));
    sent.on('response', (response) => {
      dependencies.signal.removeEventListener('abort', expire);
      resolve(response);
    });
    sent.end();
  });
}

/** Lets the bytes through, counts them, and turns every way of failing into one of ours. */
function guarded(
  source: Readable,
  { socket, dependencies }: Pick<Connected, 'socket' | 'dependencies'>,
): Transform {
  let bytes = 0;
  const expire = (): void => void body.destroy(new RemoteFileError('stalled', 'out of time'));
  const body = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      if (bytes > dependencies.maxBytes)
        done(new RemoteFileError('too-large', `more than ${dependencies.maxBytes} bytes`));
      else done(null, chunk);
    },
    destroy(error, done) {
      dependencies.signal.removeEventListener('abort', expire);
      socket.destroy();
      done(error);
    },
  });
  body.on('error', () => undefined); // It may fail before anyone reads it; the reader still finds the error there.
  dependencies.signal.addEventListener('abort', expire, { once: true });
  socket.removeAllListeners('timeout');
  socket.setTimeout(dependencies.idleTimeoutMs, () =>
    body.destroy(new RemoteFileError('stalled', 'nothing moved in time')),
  );
  source.on('error', (cause) => body.destroy(new RemoteFileError('broken', reasonOf(cause), { cause })));
  return source.pipe(body);
}

function lengthOf({ headers }: IncomingMessage): number | undefined {
  const text = headers['content-length'];
  return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}

function refuseAnswer({ statusCode = 0 }: IncomingMessage, hostname: string): void {
  const answer = `${hostname} answers ${statusCode}`;
  if (gone.has(statusCode)) throw new RemoteFileError('gone', answer, { status: statusCode });
  if (statusCode !== 200) throw new RemoteFileError('unavailable', answer, { status: statusCode });
}

/** The connection on which an answer comes. */
interface Connected {
  readonly socket: Socket;
  readonly address: CheckedAddress;
  readonly dependencies: Dependencies;
}

function accept(response: IncomingMessage, { socket, address, dependencies }: Connected): RemoteFile {
  refuseAnswer(response, address.hostname);
  const contentLength = lengthOf(response);
  if (contentLength !== undefined && contentLength > dependencies.maxBytes) {
    throw new RemoteFileError(
      'too-large',
      `${contentLength} bytes, at most ${dependencies.maxBytes} are taken`,
    );
  }
  const { 'content-type': contentType, 'content-encoding': encoding } = response.headers;
  const unpacked = unpackedBody(response, encoding);
  return {
    // The length that is announced is that of what was packed.
    ...(contentLength !== undefined && unpacked === undefined && { contentLength }),
    ...(contentType !== undefined && { contentType }),
    body: guarded(unpacked ?? response, { socket, dependencies }),
    finalUrl: address.url.href,
  };
}

/** One hop: either the file, or where it is said to be. */
async function hop(
  address: CheckedAddress,
  dependencies: Dependencies,
): Promise<RemoteFile | { readonly location: string }> {
  const timeoutMs = Math.min(CONNECT_TIMEOUT_MS, dependencies.totalTimeoutMs);
  const socket = await connectToOneOf(address, dependencies.connect, {
    signal: dependencies.signal,
    timeoutMs,
  });
  try {
    const response = await ask(socket, address, dependencies);
    const { location } = response.headers;
    if (redirects.has(response.statusCode ?? 0) && location !== undefined) {
      socket.destroy();
      return { location };
    }
    return accept(response, { socket, address, dependencies });
  } catch (error) {
    socket.destroy();
    throw error;
  }
}

/** Opens a file at a stranger's address. Trusts nothing: not the address, not where it leads, not what comes. */
export async function openRemote(url: string, options: RemoteFileOptions): Promise<RemoteFile> {
  const signal = AbortSignal.timeout(options.totalTimeoutMs);
  const dependencies: Dependencies = { resolve: resolveAll, connect: connectChecked, ...options, signal };
  let address = await checkAddress(url, dependencies);
  for (let count = 0; count <= MAX_REDIRECTS; count += 1) {
    const answer = await hop(address, dependencies);
    if (!('location' in answer)) return answer;
    address = await checkAddress(answer.location, dependencies, address);
  }
  throw new RemoteFileError('unavailable', `${address.hostname} redirects too often`);
}
