import type { IncomingMessage } from 'node:http';
import { S3Error } from './errors.ts';

/** One request, taken apart but not yet believed. */
export interface S3Request {
  readonly method: string;
  /** The path as sent, decoded once. */
  readonly path: string;
  readonly bucket: string | undefined;
  readonly key: string | undefined;
  readonly query: readonly (readonly [name: string, value: string])[];
  /** Values by lower-case name; repeated headers are joined by a comma. */
  readonly headers: ReadonlyMap<string, string>;
  readonly incoming: IncomingMessage;
  /** Tells a client that asked first (`Expect: 100-continue`) to send its body. */
  readonly allowBody: () => void;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (cause) {
    throw new S3Error('InvalidURI', undefined, { Reason: String(cause) });
  }
}

const parseQuery = (query: string): [string, string][] =>
  query
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const cut = pair.includes('=') ? pair.indexOf('=') : pair.length;
      const read = (text: string): string => decode(text.replaceAll('+', ' '));
      return [read(pair.slice(0, cut)), read(pair.slice(cut + 1))];
    });

function joinHeaders(raw: readonly string[]): Map<string, string> {
  const headers = new Map<string, string>();
  for (let index = 0; index + 1 < raw.length; index += 2) {
    const name = (raw[index] ?? '').toLowerCase();
    const value = raw[index + 1] ?? '';
    const before = headers.get(name);
    headers.set(name, before === undefined ? value : `${before},${value}`);
  }
  return headers;
}

// S3 accepts `..` inside a key as long as reading from the left never climbs above the bucket.
function refuseClimbing(key: string): void {
  let depth = 0;
  for (const segment of key.split('/')) {
    depth += segment === '..' ? -1 : 1;
    if (depth < 0) throw new S3Error('InvalidURI');
  }
}

const LONGEST_KEY = 1024;

function checkedKey(key: string): string {
  const size = Buffer.byteLength(key);
  if (size > LONGEST_KEY) {
    throw new S3Error('KeyTooLongError', undefined, {
      Size: String(size),
      MaxSizeAllowed: String(LONGEST_KEY),
    });
  }
  refuseClimbing(key);
  return key;
}

/** Reads a request in path style: `/bucket/key?query`. */
export function readRequest(incoming: IncomingMessage, allowBody: () => void): S3Request {
  const [rawPath = '/', ...rest] = (incoming.url ?? '/').split('?');
  const path = decode(rawPath);
  const [, bucket = '', key = ''] = /^\/([^/]*)(?:\/([\s\S]*))?$/.exec(path) ?? [];
  return {
    method: incoming.method ?? 'GET',
    path,
    bucket: bucket || undefined,
    key: key ? checkedKey(key) : undefined,
    query: parseQuery(rest.join('?')),
    headers: joinHeaders(incoming.rawHeaders),
    incoming,
    allowBody,
  };
}

/** The first query parameter of that name. */
export const parameter = (request: S3Request, name: string): string | undefined =>
  request.query.find(([given]) => given === name)?.[1];

/**
 * A header's value. On a presigned URL an `x-amz-*` header may stand in the query instead, where signers
 * hoist it, and means the same.
 */
export function header(request: S3Request, name: string): string | undefined {
  const direct = request.headers.get(name);
  if (direct !== undefined || !name.startsWith('x-amz-')) return direct;
  return hoisted(request, name);
}

/** The value of an `x-amz-*` header as the query carries it. */
export const hoisted = (request: S3Request, name: string): string | undefined =>
  request.query.find(([given]) => given.toLowerCase() === name)?.[1];

/** Lower-case names of all `x-amz-*` headers, sent or hoisted. */
export const amazonHeaders = (request: S3Request): string[] => [
  ...new Set(
    [...request.headers.keys(), ...request.query.map(([name]) => name.toLowerCase())].filter((name) =>
      name.startsWith('x-amz-'),
    ),
  ),
];
