import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Secret } from 'aws-cdk-lib/aws-secretsmanager';

/** A store outside of AWS that speaks S3, such as Cloudflare R2. */
export interface ExternalStore {
  /** Its address; buckets stand in the path. */
  readonly endpoint: string;
  readonly bucket: string;
  /** The region that requests are signed for; R2 says `auto`. */
  readonly region: string;
}

/** Where media are stored: in the stack's own bucket, or in an external store, with keys that a secret holds. */
export interface MediaStorage {
  readonly bucket: Bucket;
  readonly external?: ExternalStore & { readonly keys: Secret };
}
