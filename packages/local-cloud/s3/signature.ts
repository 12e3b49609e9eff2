import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** A key pair that the local S3 believes in. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  /** When given, requests signed for another region are refused. */
  readonly region?: string;
}

/** What a Signature V4 key is good for. */
export interface Scope {
  readonly date: string;
  readonly region: string;
  readonly service: string;
}

/** The parts of a request that a signature covers. */
export interface Signed {
  readonly method: string;
  readonly path: string;
  readonly query: readonly (readonly [string, string])[];
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly payloadHash: string;
}

/** The SHA-256 of nothing, which S3's chunk signatures contain. */
export const EMPTY_SHA256 = createHash('sha256').digest('hex');

/** Percent-encodes as Signature V4 demands: everything but letters, digits and `-._~`. */
export const encodeStrictly = (text: string): string =>
  encodeURIComponent(text).replace(
    /[!'()*]/g,
    (found) => `%${found.charCodeAt(0).toString(16).toUpperCase()}`,
  );

const byCodeUnits = (a: string, b: string): number => {
  if (a === b) return 0;
  return a < b ? -1 : 1;
};

/** The canonical form of a request; S3 encodes the path once and never normalises it. */
export function canonicalRequest(signed: Signed): string {
  const query = signed.query
    .map(([name, value]) => [encodeStrictly(name), encodeStrictly(value)] as const)
    .sort(([a, x], [b, y]) => byCodeUnits(a, b) || byCodeUnits(x, y))
    .map(([name, value]) => `${name}=${value}`);
  const headers = [...signed.headers].sort(([a], [b]) => byCodeUnits(a, b));
  return [
    signed.method,
    signed.path.split('/').map(encodeStrictly).join('/'),
    query.join('&'),
    ...headers.map(([name, value]) => `${name}:${value.trim().replace(/ +/g, ' ')}`),
    '',
    headers.map(([name]) => name).join(';'),
    signed.payloadHash,
  ].join('\n');
}

/** The scope as it stands in a credential and in every string to sign. */
export const scopeText = (scope: Scope): string =>
  `${scope.date}/${scope.region}/${scope.service}/aws4_request`;

/** What is signed for a whole request. */
export const stringToSign = (amzDate: string, scope: Scope, canonical: string): string =>
  ['AWS4-HMAC-SHA256', amzDate, scopeText(scope), sha256(canonical)].join('\n');

/** The key of one day, region and service. */
export function signingKey(secret: string, scope: Scope): Buffer {
  const steps = [scope.date, scope.region, scope.service, 'aws4_request'];
  return steps.reduce<Buffer>(
    (key, step) => createHmac('sha256', key).update(step).digest(),
    Buffer.from(`AWS4${secret}`),
  );
}

/** A signature in hex. */
export const sign = (key: Buffer, text: string): string =>
  createHmac('sha256', key).update(text).digest('hex');

/** SHA-256 in hex. */
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Compares without telling by its duration where the difference lies. */
export function sameText(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** The time of an `x-amz-date`, in milliseconds since the epoch; NaN when it is malformed. */
export function parseAmzDate(text: string): number {
  const match = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text);
  if (!match) return Number.NaN;
  const [, year, month, day, hour, minute, second] = match;
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}
