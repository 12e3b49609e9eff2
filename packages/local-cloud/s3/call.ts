import type { Need } from '../iam/access.ts';
import type { Proof } from './authenticate.ts';
import { receiveBody, type ReceivedBody } from './body.ts';
import type { ChecksumAlgorithm } from './checksums.ts';
import type { Dialect } from './dialect.ts';
import { S3Error } from './errors.ts';
import type { Reply } from './reply.ts';
import type { S3Request } from './request.ts';
import type { Bucket } from './store/bucket.ts';
import type { IncomingFile } from './store/object-files.ts';
import type { Store } from './store/store.ts';

/** An authenticated request and all an operation may touch. */
export interface Call {
  readonly request: S3Request;
  readonly proof: Proof;
  readonly store: Store;
  readonly dialect: Dialect;
  /** Says why its caller may not do something, or nothing when it may. */
  readonly refuses: (need: Need) => S3Error | undefined;
}

/** Serves one kind of request. */
export type Operation = (call: Call) => Promise<Reply>;

/** The largest body of one request: 5 GiB. */
export const LARGEST_PUT = 5 * 2 ** 30;

/** The bucket a call is about; throws NoSuchBucket. */
export function bucketOf(call: Call): Bucket {
  return call.store.bucket(bucketNameOf(call));
}

/** The name of the bucket a call is about. */
export function bucketNameOf({ request }: Call): string {
  if (request.bucket === undefined) throw new S3Error('InvalidBucketName');
  return request.bucket;
}

/** The key a call is about. */
export function keyOf({ request }: Call): string {
  if (request.key === undefined) throw new S3Error('InvalidRequest', 'The request needs an object key.');
  return request.key;
}

/** Takes the body of a call into a file. */
export const receiveFile = (
  { request, proof }: Call,
  file: IncomingFile,
  algorithm?: ChecksumAlgorithm,
): Promise<ReceivedBody> => receiveBody(request, { proof, limit: LARGEST_PUT, algorithm, write: file.write });
