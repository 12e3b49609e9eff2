import { request as httpRequest } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import {
  connectChecked,
  connectToOneOf,
  CONNECT_TIMEOUT_MS,
  resolveAll,
  type Connect,
} from './checked-connection.ts';
import { reasonOf, USER_AGENT } from './http.ts';
import { checkAddress, type CheckedAddress, type Resolve } from './remote-address.ts';
import { RemoteFileError } from './remote-error.ts';

export interface PostOptions {
  /** Origins of this machine that may be called in spite of all rules; only ever set on a laptop. */
  readonly localOrigins: readonly string[];
  /** From the first byte to the last. */
  readonly timeoutMs: number;
  /** So much of the answer is read. */
  readonly answerBytes: number;
  readonly resolve?: Resolve;
  readonly connect?: Connect;
}

/** What is sent to an address that a stranger chose. */
export interface Posting {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** How it was answered, or why it was not. */
export type PostReply =
  | { readonly type: 'answered'; readonly status: number; readonly answer: string }
  | { readonly type: 'failed'; readonly reason: string };

/** The beginning of an answer: what comes after it is not waited for. */
async function beginningOf(response: IncomingMessage, most: number): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      bytes += chunk.length;
      if (bytes >= most) break;
    }
  } catch {
    // Its status has come: that is the answer.
  }
  return Buffer.concat(chunks).subarray(0, most).toString('utf8');
}

function exchange(
  socket: Socket,
  { url, headers, body }: Omit<Posting, 'url'> & Pick<CheckedAddress, 'url'>,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const sent = httpRequest({
      createConnection: () => socket,
      method: 'POST',
      path: `${url.pathname}${url.search}`,
      headers: {
        ...headers,
        host: url.host,
        'user-agent': USER_AGENT,
        accept: '*/*',
        'accept-encoding': 'identity',
        connection: 'close',
        'content-length': String(Buffer.byteLength(body)),
      },
      signal,
    });
    sent.on('response', resolve);
    sent.on('error', reject);
    sent.on('upgrade', () => reject(new Error('upgrade')));
    sent.end(body);
  });
}

/** Sends one request to a stranger's address, once: no retry, and no redirect is followed. Never throws. */
export async function postOnce({ url, headers, body }: Posting, options: PostOptions): Promise<PostReply> {
  const { resolve = resolveAll, connect = connectChecked, localOrigins, timeoutMs, answerBytes } = options;
  const signal = AbortSignal.timeout(timeoutMs);
  let socket: Socket | undefined;
  try {
    const address = await checkAddress(url, { allow: 'any-public', localOrigins, resolve });
    socket = await connectToOneOf(address, connect, {
      signal,
      timeoutMs: Math.min(CONNECT_TIMEOUT_MS, timeoutMs),
    });
    const response = await exchange(socket, { url: address.url, headers, body }, signal);
    const answer = await beginningOf(response, answerBytes);
    return { type: 'answered', status: response.statusCode ?? 0, answer };
  } catch (error) {
    if (signal.aborted) return { type: 'failed', reason: `no answer within ${timeoutMs / 1000} s` };
    return { type: 'failed', reason: error instanceof RemoteFileError ? error.message : reasonOf(error) };
  } finally {
    socket?.destroy();
  }
}
