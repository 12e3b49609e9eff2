import * as z from 'zod';
import { number, ofType, readProperties, type Reading } from './reading.ts';

/** One S3 bucket: its name, who may read it from a browser, and what is deleted by age. */
export interface BucketDefinition {
  readonly name: string;
  readonly logicalId: string;
  readonly cors: readonly BucketCorsRule[];
  readonly lifecycle: readonly BucketLifecycleRule[];
}

export interface BucketCorsRule {
  readonly allowedOrigins: string[];
  readonly allowedMethods: string[];
  readonly allowedHeaders: string[];
  readonly exposeHeaders: string[];
  readonly maxAgeSeconds?: number;
}

export interface BucketLifecycleRule {
  readonly prefix: string;
  readonly expireAfterDays: number;
}

const corsRule = z
  .strictObject({
    AllowedHeaders: z.array(z.string()).default([]),
    AllowedMethods: z.array(z.string()),
    AllowedOrigins: z.array(z.string()),
    ExposedHeaders: z.array(z.string()).default([]),
    Id: z.string().optional(),
    MaxAge: number.optional(),
  })
  .transform((rule) => ({
    allowedOrigins: rule.AllowedOrigins,
    allowedMethods: rule.AllowedMethods,
    allowedHeaders: rule.AllowedHeaders,
    exposeHeaders: rule.ExposedHeaders,
    ...(rule.MaxAge === undefined ? {} : { maxAgeSeconds: rule.MaxAge }),
  }));

// Old versions are not kept, storage classes do not differ and abandoned uploads do no harm here, so rules about
// them have nothing to do.
const lifecycleRule = z
  .strictObject({
    AbortIncompleteMultipartUpload: z.unknown().optional(),
    ExpirationInDays: number.optional(),
    ExpiredObjectDeleteMarker: z.unknown().optional(),
    Id: z.string().optional(),
    NoncurrentVersionExpiration: z.unknown().optional(),
    NoncurrentVersionTransitions: z.unknown().optional(),
    Prefix: z.string().default(''),
    Status: z.enum(['Enabled', 'Disabled']),
    Transitions: z.unknown().optional(),
  })
  .transform(({ Status, Prefix, ExpirationInDays }): BucketLifecycleRule[] =>
    Status === 'Enabled' && ExpirationInDays !== undefined
      ? [{ prefix: Prefix, expireAfterDays: ExpirationInDays }]
      : [],
  );

const bucketProperties = z.object({
  BucketName: z.string().optional(),
  CorsConfiguration: z.strictObject({ CorsRules: z.array(corsRule) }).default({ CorsRules: [] }),
  LifecycleConfiguration: z.strictObject({ Rules: z.array(lifecycleRule) }).default({ Rules: [] }),
});

/** Every S3 bucket of the template. */
export function readBuckets(reading: Reading): readonly BucketDefinition[] {
  return ofType(reading, 'AWS::S3::Bucket').flatMap((resource) => {
    const read = readProperties(bucketProperties, resource, reading);
    if (read === undefined) return [];
    return [
      {
        name: resource.name,
        logicalId: resource.logicalId,
        cors: read.CorsConfiguration.CorsRules,
        lifecycle: read.LifecycleConfiguration.Rules.flat(),
      },
    ];
  });
}
