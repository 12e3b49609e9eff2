import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Secret } from 'aws-cdk-lib/aws-secretsmanager';

/** A store of somebody else's that speaks S3, such as Cloudflare R2. */
export interface Elsewhere {
  /** Where it answers; its buckets stand in the path. */
  readonly endpoint: string;
  readonly bucket: string;
  /** As requests are signed for it; R2 says `auto`. */
  readonly region: string;
}

/** Where media lie: in our own bucket, or elsewhere, with keys that a secret holds. */
export interface MediaPlace {
  readonly bucket: Bucket;
  readonly elsewhere?: Elsewhere & { readonly keys: Secret };
}
