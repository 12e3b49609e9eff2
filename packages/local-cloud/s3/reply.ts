import type { FileHandle } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { leaf, xmlDocument } from './xml.ts';
import type { S3Error } from './errors.ts';

/** Bytes of an open file, both ends included; closed when sent. */
export interface FileSlice {
  readonly handle: FileHandle;
  readonly start: number;
  readonly length: number;
}

/** An answer, before it is sent. */
export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | FileSlice;
}

/** An answer that is one XML document. */
export const xmlReply = (name: string, parts: readonly string[], status = 200): Reply => ({
  status,
  headers: { 'content-type': 'application/xml' },
  body: xmlDocument(name, parts),
});

/** An error as S3 words it. */
export function errorReply(error: S3Error, resource: string, requestId: string): Reply {
  const details = { Resource: resource, ...error.details, RequestId: requestId };
  return {
    status: error.status,
    headers: { 'content-type': 'application/xml' },
    body: xmlDocument(
      'Error',
      [
        leaf('Code', error.code),
        leaf('Message', error.message),
        ...Object.entries(details).map(([name, value]) => leaf(name, value)),
      ],
      false,
    ),
  };
}

/** A time as HTTP headers write it. */
export const httpDate = (time: number): string => new Date(time).toUTCString();

/** A time as S3's XML writes it, in whole seconds. */
export const isoDate = (time: number): string => new Date(Math.floor(time / 1000) * 1000).toISOString();

/** The number of bytes in an answer's body. */
export const bodyLength = ({ body = '' }: Reply): number =>
  typeof body === 'string' ? Buffer.byteLength(body) : body.length;

/** Sends an answer; resolves when all of a file is out. */
export async function sendReply(response: ServerResponse, reply: Reply, withBody: boolean): Promise<void> {
  const { status, headers = {}, body } = reply;
  if (body === undefined || typeof body === 'string') {
    const bytes = Buffer.from(body ?? '');
    const bodiless = status === 204 || status === 304;
    const length = bodiless || headers['content-length'] ? {} : { 'content-length': String(bytes.length) };
    response.writeHead(status, { ...headers, ...length });
    response.end(withBody && !bodiless ? bytes : undefined);
    return;
  }
  response.writeHead(status, { ...headers, 'content-length': String(body.length) });
  try {
    if (!withBody || body.length === 0) {
      response.end();
      return;
    }
    const end = body.start + body.length - 1;
    const file = body.handle.createReadStream({
      start: body.start,
      end,
      highWaterMark: 2 ** 18,
      autoClose: false,
    });
    await pipeline(file, response);
  } finally {
    await body.handle.close();
  }
}
