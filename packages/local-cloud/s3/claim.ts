import { S3Error } from './errors.ts';
import { header, hoisted, parameter, type S3Request } from './request.ts';
import { parseAmzDate, type Scope } from './signature.ts';

/** What a request says about who signed it, as yet unproven. */
export interface Claim {
  readonly kind: 'header' | 'query';
  readonly accessKeyId: string;
  readonly scope: Scope;
  readonly amzDate: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
  /** Lifetime in seconds; only presigned URLs have one. */
  readonly expires?: number;
}

type Refuse = (message: string) => S3Error;

function readCredential(
  text: string,
  amzDate: string,
  refuse: Refuse,
): { accessKeyId: string; scope: Scope } {
  const parts = text.split('/');
  const [terminator, service, region, date] = parts.slice(-4).reverse();
  const accessKeyId = parts.slice(0, -4).join('/');
  if (terminator !== 'aws4_request' || !date || region === undefined || !accessKeyId) {
    throw refuse(
      'the Credential is mal-formed; expecting "<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request".',
    );
  }
  if (service !== 's3') throw refuse('incorrect service. This endpoint belongs to "s3".');
  if (Number.isNaN(parseAmzDate(amzDate))) throw refuse('X-Amz-Date must be in the format YYYYMMDDTHHMMSSZ');
  if (!amzDate.startsWith(date)) throw refuse('the date of the Credential is not that of X-Amz-Date.');
  return { accessKeyId, scope: { date, region, service } };
}

function readHeaderClaim(request: S3Request, authorization: string): Claim {
  const refuse: Refuse = (message) => new S3Error('AuthorizationHeaderMalformed', message);
  if (!authorization.startsWith('AWS4-HMAC-SHA256 ')) {
    throw new S3Error(
      'InvalidRequest',
      'The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256.',
    );
  }
  const fields = new Map(
    authorization
      .slice('AWS4-HMAC-SHA256 '.length)
      .split(',')
      .map((field) => [
        field.slice(0, field.indexOf('=')).trim(),
        field.slice(field.indexOf('=') + 1).trim(),
      ]),
  );
  const [credential, signedHeaders, signature] = ['Credential', 'SignedHeaders', 'Signature'].map((name) =>
    fields.get(name),
  );
  if (!credential || !signedHeaders || !signature) {
    throw refuse('The authorization header is malformed; it needs Credential, SignedHeaders and Signature.');
  }
  const amzDate = request.headers.get('x-amz-date');
  if (!amzDate) throw new S3Error('AccessDenied', 'AWS authentication requires a valid x-amz-date header');
  return {
    kind: 'header',
    ...readCredential(credential, amzDate, refuse),
    amzDate,
    signedHeaders: signedHeaders.split(';'),
    signature,
  };
}

const LONGEST_EXPIRY = 604_800;

function readQueryClaim(request: S3Request): Claim {
  const refuse: Refuse = (message) => new S3Error('AuthorizationQueryParametersError', message);
  const read = (name: string): string => {
    const value = hoisted(request, name);
    if (value === undefined) {
      throw refuse(
        'Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential, X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires parameters.',
      );
    }
    return value;
  };
  if (read('x-amz-algorithm') !== 'AWS4-HMAC-SHA256') {
    throw refuse('X-Amz-Algorithm only supports "AWS4-HMAC-SHA256"');
  }
  const amzDate = read('x-amz-date');
  const expires = Number(read('x-amz-expires'));
  if (!Number.isInteger(expires)) throw refuse('X-Amz-Expires should be a number');
  if (expires < 0) throw refuse('X-Amz-Expires must be non-negative');
  if (expires > LONGEST_EXPIRY) {
    throw refuse(
      'X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires must be less than 604800 seconds',
    );
  }
  return {
    kind: 'query',
    ...readCredential(read('x-amz-credential'), amzDate, refuse),
    amzDate,
    signedHeaders: read('x-amz-signedheaders').split(';'),
    signature: read('x-amz-signature'),
    expires,
  };
}

/** Finds the signature of a request, in its header or in its query; undefined for an anonymous one. */
export function readClaim(request: S3Request): Claim | undefined {
  const authorization = header(request, 'authorization');
  const presigned = ['x-amz-algorithm', 'x-amz-signature', 'x-amz-credential'].some(
    (name) => hoisted(request, name) !== undefined,
  );
  if (authorization !== undefined && presigned) {
    throw new S3Error(
      'InvalidArgument',
      'Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, Signature query string parameter or the Authorization header should be specified',
    );
  }
  if (authorization !== undefined) return readHeaderClaim(request, authorization);
  if (presigned) return readQueryClaim(request);
  if (parameter(request, 'AWSAccessKeyId') !== undefined) {
    throw new S3Error(
      'InvalidRequest',
      'The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256.',
    );
  }
  return undefined;
}
