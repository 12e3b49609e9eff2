import { createHash, createHmac } from 'node:crypto';
import { request as sendPlain } from 'node:http';
import { request as sendSecured } from 'node:https';
import type { Target } from './target.ts';

/** A request that the SDK would not make. */
export interface RawRequest {
  readonly method: string;
  /** With its leading slash, already encoded. */
  readonly path: string;
  readonly query?: Record<string, string>;
  readonly headers?: Record<string, string>;
  readonly payloadHash?: string;
  /** Written piece by piece; a function receives what its chunks have to be signed with. */
  readonly body?: readonly (string | Buffer)[] | ((signer: ChunkSigner) => readonly (string | Buffer)[]);
}

/** An answer read whole. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: Record<string, string | string[] | undefined>;
  readonly body: string;
}

const sha256 = (data: string | Buffer): string => createHash('sha256').update(data).digest('hex');
const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

/** What the signatures of the chunks continue: date, scope and signature of the request's head. */
interface SignedHead {
  readonly amzDate: string;
  readonly scope: string;
  readonly seed: string;
}

/** Signs the chunks of one aws-chunked body, one after the other. */
export class ChunkSigner {
  readonly #key: Buffer;
  readonly #prefix: string;
  #previous: string;

  constructor(key: Buffer, { amzDate, scope, seed }: SignedHead) {
    this.#key = key;
    this.#prefix = `${amzDate}\n${scope}`;
    this.#previous = seed;
  }

  #next(kind: string, tail: string): string {
    const text = `AWS4-HMAC-SHA256-${kind}\n${this.#prefix}\n${this.#previous}\n${tail}`;
    this.#previous = hmac(this.#key, text).toString('hex');
    return this.#previous;
  }

  /** The framed form of a chunk; an empty one ends the data. */
  chunk(data: string): string {
    const signature = this.#next('PAYLOAD', `${sha256('')}\n${sha256(data)}`);
    const head = `${Buffer.byteLength(data).toString(16)};chunk-signature=${signature}\r\n`;
    return data === '' ? head : `${head}${data}\r\n`;
  }

  /** The framed form of the trailers. */
  trailer(name: string, value: string): string {
    const signature = this.#next('TRAILER', sha256(`${name}:${value}\n`));
    return `${name}:${value}\r\nx-amz-trailer-signature:${signature}\r\n\r\n`;
  }
}

const encode = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);

/** Signs a request by hand, by the book and not by the code under test, and sends it. */
export async function rawRequest(target: Target, raw: RawRequest): Promise<RawAnswer> {
  const url = new URL(target.endpoint);
  const amzDate = target
    .now()
    .toISOString()
    .replace(/[-:]|\.\d+/g, '');
  const scope = `${amzDate.slice(0, 8)}/${target.region}/s3/aws4_request`;
  const payloadHash = raw.payloadHash ?? 'UNSIGNED-PAYLOAD';
  const headers: Record<string, string> = {
    host: url.host,
    'x-amz-date': amzDate,
    'x-amz-content-sha256': payloadHash,
    ...(target.credentials.sessionToken && { 'x-amz-security-token': target.credentials.sessionToken }),
    ...raw.headers,
  };
  const names = Object.keys(headers).sort();
  const query = Object.entries(raw.query ?? {})
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .sort()
    .join('&');
  const canonical = [
    raw.method,
    raw.path,
    query,
    ...names.map((name) => `${name}:${headers[name] ?? ''}`),
    '',
    names.join(';'),
    payloadHash,
  ].join('\n');
  const key = [target.region, 's3', 'aws4_request'].reduce(
    hmac,
    hmac(`AWS4${target.credentials.secretAccessKey}`, amzDate.slice(0, 8)),
  );
  const signature = hmac(key, `AWS4-HMAC-SHA256\n${amzDate}\n${scope}\n${sha256(canonical)}`).toString('hex');
  const authorization = `AWS4-HMAC-SHA256 Credential=${target.credentials.accessKeyId}/${scope}, SignedHeaders=${names.join(';')}, Signature=${signature}`;
  const body =
    typeof raw.body === 'function'
      ? raw.body(new ChunkSigner(key, { amzDate, scope, seed: signature }))
      : raw.body;
  return exchange(
    url,
    { ...raw, path: query ? `${raw.path}?${query}` : raw.path, body: body ?? [] },
    {
      ...headers,
      authorization,
    },
  );
}

function exchange(
  url: URL,
  raw: { method: string; path: string; body: readonly (string | Buffer)[] },
  headers: Record<string, string>,
): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const { method, path } = raw;
    const send = url.protocol === 'https:' ? sendSecured : sendPlain;
    const outgoing = send({ host: url.hostname, port: url.port, method, path, headers }, (answer) => {
      const pieces: Buffer[] = [];
      answer.on('data', (piece: Buffer) => pieces.push(piece));
      answer.on('end', () =>
        resolve({
          status: answer.statusCode ?? 0,
          headers: answer.headers,
          body: Buffer.concat(pieces).toString(),
        }),
      );
      answer.on('error', reject);
    });
    outgoing.on('error', reject);
    const write = (): void => {
      for (const piece of raw.body) outgoing.write(piece);
      outgoing.end();
    };
    if (headers['expect'] === '100-continue') {
      outgoing.flushHeaders();
      outgoing.on('continue', write);
    } else write();
  });
}
