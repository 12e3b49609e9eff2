import { request as httpRequest } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { Readable } from 'node:stream';
import { connectTo } from './connect.ts';
import { unpackedBody } from './content-encoding.ts';
import type { Call, CallLimits, Reply } from '../call.ts';

/** One HTTP call, complete. */
export interface RawRequest
  extends Pick<CallLimits, 'timeoutMs' | 'isTimely'>, Pick<Call, 'method' | 'answer'> {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  /** A text, bytes, or a stream of a known length. */
  readonly body?: string | Uint8Array | { readonly length: number; readonly stream: Readable };
  readonly maxBytes: number;
}

export type Send = (request: RawRequest) => Promise<Reply>;

/** The name under which we call: the edge of a provider may refuse a nameless client. */
export const USER_AGENT = 'Darkroom/0.1 (media archive)';

const CONNECT_TIMEOUT_MS = 10_000;
/** So many bytes are kept of an answer that broke off. */
const MOST_KEPT = 64 * 1024;

/** The answer for a call whose time has passed before it could be made. */
export const tooLate: Reply = { type: 'not-sent', reason: 'the time for this call had passed' };

const hasCode = (value: unknown): value is { code: string } =>
  typeof value === 'object' && value !== null && 'code' in value && typeof value.code === 'string';

/** What went wrong, in one word. Never the error's own message: that may quote what was sent. */
export function reasonOf(error: unknown): string {
  if (error instanceof AggregateError && !hasCode(error)) return reasonOf(error.errors[0]);
  if (hasCode(error) && error.code !== 'ABORT_ERR') return error.code;
  if (!(error instanceof Error)) return 'unknown';
  return error.name === 'AbortError' || error.name === 'TimeoutError' ? 'timeout' : error.name;
}

const tooLarge = (): Error => Object.assign(new Error('answer too large'), { code: 'ANSWER_TOO_LARGE' });

/** Bytes in the order in which they came. */
interface Heard {
  readonly chunks: Buffer[];
  /** What went wrong before the end. */
  failure?: unknown;
}

/** Hears an answer out. What has come is kept also where it breaks off: a reader of the stream would lose it. */
const hear = (response: IncomingMessage, maxBytes: number): Promise<Heard> =>
  new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    const fail = (failure: unknown): void => {
      resolve({ chunks, failure });
      response.destroy();
    };
    response.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > maxBytes) fail(tooLarge());
      else chunks.push(chunk);
    });
    response.once('end', () => resolve({ chunks }));
    response.on('error', fail);
    response.once('close', () => fail(new Error('closed')));
  });

/** What was heard, unpacked where its sender has packed it unasked. */
async function unpack(heard: Heard, encoding: string | undefined, maxBytes: number): Promise<Heard> {
  const isCut = heard.failure !== undefined;
  const chunks: Buffer[] = [];
  try {
    const body = unpackedBody(Readable.from(heard.chunks), encoding, { isCut });
    if (body === undefined) return heard;
    let bytes = 0;
    for await (const chunk of body as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > maxBytes) throw tooLarge();
      chunks.push(chunk);
    }
    return { ...heard, chunks };
  } catch (error) {
    return { chunks, failure: heard.failure ?? error };
  }
}

const lengthOf = (body: NonNullable<RawRequest['body']>): number =>
  typeof body === 'string' ? Buffer.byteLength(body) : body.length;

function exchange(socket: Socket, request: RawRequest, signal: AbortSignal): Promise<IncomingMessage> {
  const { url, method, headers, body } = request;
  return new Promise((resolve, reject) => {
    const sent = httpRequest({
      createConnection: () => socket,
      method,
      path: `${url.pathname}${url.search}`,
      headers: {
        ...headers,
        host: url.host,
        'user-agent': USER_AGENT,
        'accept-encoding': 'identity',
        connection: 'close',
        ...(body !== undefined && { 'content-length': String(lengthOf(body)) }),
      },
      signal,
    });
    sent.on('response', resolve);
    sent.on('error', reject);
    sent.on('upgrade', () => reject(new Error('upgrade')));
    if (body === undefined || typeof body === 'string' || body instanceof Uint8Array) sent.end(body);
    else {
      body.stream.on('error', (error) => sent.destroy(error));
      sent.on('close', () => body.stream.destroy());
      body.stream.pipe(sent);
    }
  });
}

function replyOf(
  { statusCode: status = 0, headers }: IncomingMessage,
  bytes: Buffer,
  asked: RawRequest,
): Reply {
  const isGood = status >= 200 && status < 300;
  return asked.answer === 'file' && isGood
    ? { type: 'file', status, contentType: headers['content-type'] ?? '', bytes }
    : { type: 'answered', status, text: bytes.toString('utf8') };
}

/** Makes one call, once: no retry, no redirect. `not-sent` is said only of what failed before the socket was ready. */
export const sendOnce: Send = async (request) => {
  const { url, timeoutMs, maxBytes, isTimely } = request;
  const signal = AbortSignal.timeout(timeoutMs);
  const secure = url.protocol === 'https:';
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const port = Number(url.port) || (secure ? 443 : 80);
  const brokenBy = (failure: unknown): string => (signal.aborted ? 'timeout' : reasonOf(failure));
  let socket: Socket;
  try {
    socket = await connectTo(
      { host, port, secure },
      { signal, timeoutMs: Math.min(CONNECT_TIMEOUT_MS, timeoutMs) },
    );
  } catch (error) {
    return { type: 'not-sent', reason: reasonOf(error) };
  }
  if (isTimely?.() === false) {
    socket.destroy();
    return tooLate;
  }
  try {
    const response = await exchange(socket, request, signal);
    const encoding = response.headers['content-encoding'];
    const { chunks, failure } = await unpack(await hear(response, maxBytes), encoding, maxBytes);
    const bytes = Buffer.concat(chunks);
    if (failure === undefined) return replyOf(response, bytes, request);
    const text = bytes.subarray(0, MOST_KEPT).toString('utf8');
    return { type: 'broken', reason: brokenBy(failure), ...(text === '' ? {} : { text }) };
  } catch (error) {
    return { type: 'broken', reason: brokenBy(error) };
  } finally {
    socket.destroy();
  }
};
