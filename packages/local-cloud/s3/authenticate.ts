import { readClaim, type Claim } from './claim.ts';
import type { Dialect } from './dialect.ts';
import { S3Error } from './errors.ts';
import { header, hoisted, type S3Request } from './request.ts';
import {
  canonicalRequest,
  parseAmzDate,
  sameText,
  sign,
  signingKey,
  stringToSign,
  type Credentials,
  type Scope,
} from './signature.ts';

/** A proven signature: what is needed to check a body that was signed with it. */
export interface Proof {
  readonly accessKeyId: string;
  readonly presigned: boolean;
  readonly payloadHash: string;
  readonly signature: string;
  readonly key: Buffer;
  readonly amzDate: string;
  readonly scope: Scope;
}

/** What a signature is checked against. */
export interface Trust {
  /** The keys that belong to an access key id. */
  readonly keysOf: (accessKeyId: string) => Credentials | undefined;
  readonly dialect: Dialect;
  readonly now: number;
  readonly maxSkewSeconds: number;
}

const iso = (time: number): string => new Date(time).toISOString().replace(/\.\d+Z$/, 'Z');

function identify(request: S3Request, claim: Claim, { keysOf, dialect }: Trust): Credentials {
  const credentials = keysOf(claim.accessKeyId);
  if (credentials === undefined) {
    throw new S3Error('InvalidAccessKeyId', undefined, { AWSAccessKeyId: claim.accessKeyId });
  }
  const token = header(request, 'x-amz-security-token');
  if (token !== credentials.sessionToken) throw new S3Error('InvalidToken');
  if (dialect.acceptsRegion(claim.scope.region, credentials.region)) return credentials;
  const expected = dialect.name === 'r2' ? 'auto' : (credentials.region ?? '');
  const message = `the region '${claim.scope.region}' is wrong; expecting '${expected}'`;
  throw claim.kind === 'header'
    ? new S3Error('AuthorizationHeaderMalformed', `The authorization header is malformed; ${message}`, {
        Region: expected,
      })
    : new S3Error(
        'AuthorizationQueryParametersError',
        `Error parsing the X-Amz-Credential parameter; ${message}`,
        {
          Region: expected,
        },
      );
}

function checkTime(claim: Claim, { now, maxSkewSeconds }: Trust): void {
  const signedAt = parseAmzDate(claim.amzDate);
  const skew = (now - signedAt) / 1000;
  if (claim.expires === undefined) {
    if (Math.abs(skew) <= maxSkewSeconds) return;
    throw new S3Error('RequestTimeTooSkewed', undefined, {
      RequestTime: claim.amzDate,
      ServerTime: iso(now),
      MaxAllowedSkewMilliseconds: String(maxSkewSeconds * 1000),
    });
  }
  if (-skew > maxSkewSeconds) throw new S3Error('AccessDenied', 'Request is not valid yet');
  if (skew > claim.expires) {
    throw new S3Error('AccessDenied', 'Request has expired', {
      'X-Amz-Expires': String(claim.expires),
      Expires: iso(signedAt + claim.expires * 1000),
      ServerTime: iso(now),
    });
  }
}

// These carry the signature itself or are covered by it in another way.
const neverSigned = new Set(['x-amz-content-sha256', 'x-amz-date']);

function checkCoverage(request: S3Request, claim: Claim): void {
  const signed = new Set(claim.signedHeaders);
  const missing = [...request.headers.keys()].filter(
    (name) =>
      (name.startsWith('x-amz-') && !neverSigned.has(name) && !signed.has(name)) ||
      (name === 'host' && !signed.has(name)),
  );
  if (missing.length === 0) return;
  throw new S3Error('AccessDenied', 'There were headers present in the request which were not signed', {
    HeadersNotSigned: missing.join(', '),
  });
}

function payloadHashOf(request: S3Request, claim: Claim): string {
  if (claim.kind === 'query') {
    const signedHeader = claim.signedHeaders.includes('x-amz-content-sha256');
    return (
      (signedHeader
        ? request.headers.get('x-amz-content-sha256')
        : hoisted(request, 'x-amz-content-sha256')) ?? 'UNSIGNED-PAYLOAD'
    );
  }
  const hash = request.headers.get('x-amz-content-sha256');
  if (hash) return hash;
  throw new S3Error('InvalidRequest', 'Missing required header for this request: x-amz-content-sha256');
}

/** Proves who sent a request and that nothing signed in it was altered; throws S3's own refusals. */
export function authenticate(request: S3Request, trust: Trust): Proof {
  const claim = readClaim(request);
  if (!claim) throw new S3Error('AccessDenied');
  const credentials = identify(request, claim, trust);
  checkTime(claim, trust);
  checkCoverage(request, claim);
  const payloadHash = payloadHashOf(request, claim);
  const canonical = canonicalRequest({
    method: request.method,
    path: request.path,
    query: request.query.filter(([name]) => name.toLowerCase() !== 'x-amz-signature'),
    headers: claim.signedHeaders.map((name) => [name, request.headers.get(name) ?? '']),
    payloadHash,
  });
  const key = signingKey(credentials.secretAccessKey, claim.scope);
  const text = stringToSign(claim.amzDate, claim.scope, canonical);
  const signature = sign(key, text);
  if (!sameText(signature, claim.signature)) {
    throw new S3Error('SignatureDoesNotMatch', undefined, {
      AWSAccessKeyId: claim.accessKeyId,
      StringToSign: text,
      SignatureProvided: claim.signature,
      CanonicalRequest: canonical,
    });
  }
  const { accessKeyId, amzDate, scope } = claim;
  return { accessKeyId, presigned: claim.kind === 'query', payloadHash, signature, key, amzDate, scope };
}
