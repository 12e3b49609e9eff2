import type { Checksum, ChecksumAlgorithm } from '../checksums.ts';

/** The headers S3 keeps with an object and gives back on reading, by lower-case name. */
export const keptHeaders = [
  'content-type',
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-language',
  'expires',
] as const;

/** What a writer says about an object beside its bytes. */
export interface Description {
  readonly headers: Readonly<Record<string, string>>;
  /** User metadata, by name without `x-amz-meta-`. */
  readonly metadata: Readonly<Record<string, string>>;
}

/** One object as it lies on disk. */
export interface ObjectRecord extends Description {
  readonly key: string;
  /** Where its bytes are, relative to the bucket's files. */
  readonly path: string;
  readonly size: number;
  /** Without quotes. */
  readonly etag: string;
  /** Milliseconds since the epoch. */
  readonly modified: number;
  readonly checksum?: Checksum | undefined;
}

/** A multipart upload that is neither completed nor aborted. */
export interface UploadRecord extends Description {
  readonly id: string;
  readonly key: string;
  readonly created: number;
  readonly algorithm?: ChecksumAlgorithm | undefined;
  readonly checksumType?: Checksum['type'] | undefined;
}

/** One received part of it. */
export interface PartRecord {
  readonly number: number;
  readonly path: string;
  readonly size: number;
  readonly etag: string;
  readonly modified: number;
  readonly checksum?: { readonly algorithm: ChecksumAlgorithm; readonly value: string } | undefined;
}

/** One CORS rule of a bucket, as in S3's CORS configuration. */
export interface CorsRule {
  readonly id?: string | undefined;
  readonly allowedOrigins: readonly string[];
  readonly allowedMethods: readonly string[];
  readonly allowedHeaders?: readonly string[] | undefined;
  readonly exposeHeaders?: readonly string[] | undefined;
  readonly maxAgeSeconds?: number | undefined;
}

/** Objects whose key begins so vanish this many days after they were written. */
export interface LifecycleRule {
  readonly prefix: string;
  readonly expireAfterDays: number;
}

/** What can be configured on a bucket. */
export interface BucketSettings {
  readonly cors?: readonly CorsRule[] | undefined;
  readonly lifecycle?: readonly LifecycleRule[] | undefined;
}

/** A bucket as it lies on disk. */
export interface BucketRecord extends BucketSettings {
  readonly name: string;
  readonly created: number;
  readonly region?: string | undefined;
}
