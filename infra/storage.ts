import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, BillingMode, ProjectionType, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type CorsRule,
  HttpMethods,
  ObjectOwnership,
} from 'aws-cdk-lib/aws-s3';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import { FETCHED } from '#domain/files/fetched-key.ts';
import { secretNames, type CallableService } from '#providers/service.ts';
import { tableLayout } from '#storage/table/table.ts';
import { explain } from './checks.ts';

/** The one table, as the storage floor lays it out. A protected table refuses deletion even when asked. */
export function taskTable(scope: Construct, deletionProtection: boolean): Table {
  const text = (name: string) => ({ name, type: AttributeType.STRING });
  const table = new Table(scope, 'Tasks', {
    partitionKey: text(tableLayout.partitionKey),
    sortKey: text(tableLayout.sortKey),
    timeToLiveAttribute: tableLayout.ttl,
    billingMode: BillingMode.PAY_PER_REQUEST,
    encryption: TableEncryption.DEFAULT,
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    deletionProtection,
    removalPolicy: RemovalPolicy.RETAIN,
  });
  for (const index of tableLayout.indexes) {
    table.addGlobalSecondaryIndex({
      indexName: index.name,
      partitionKey: text(index.partitionKey),
      sortKey: text(index.sortKey),
      projectionType: ProjectionType[index.projection],
    });
  }
  return table;
}

/** How long an object that was removed or overwritten can be brought back. */
const NONCURRENT_DAYS = 30;

/** What was sent to an address and never completed, or sent once more when its upload was gone, is of no use by then. */
const PENDING_DAYS = 2;

/** What was fetched from a stranger and not taken in is of no use to anybody, nor are its versions. */
const FETCHED_DAYS = 1;

/** Pages of these origins may read, and send what a signed address takes. */
const corsFor = (origins: readonly string[]): CorsRule => ({
  allowedMethods: [HttpMethods.GET, HttpMethods.HEAD, HttpMethods.PUT],
  allowedOrigins: [...origins],
  allowedHeaders: ['*'],
  exposedHeaders: ['ETag', 'Content-Length', 'Content-Type'],
  maxAge: 3600,
});

/** The bucket for outputs and uploads. */
export function mediaBucket(scope: Construct, corsOrigins: readonly string[]): Bucket {
  const bucket = new Bucket(scope, 'Media', {
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    encryption: BucketEncryption.S3_MANAGED,
    enforceSSL: true,
    objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
    removalPolicy: RemovalPolicy.RETAIN,
    // Whatever removes or overwrites an object by mistake can be undone for so long.
    versioned: true,
    lifecycleRules: [
      { id: 'versions', noncurrentVersionExpiration: Duration.days(NONCURRENT_DAYS) },
      { id: 'leftovers', abortIncompleteMultipartUploadAfter: Duration.days(1) },
      // Only for what the hourly cleanup has missed: it removes uploads much earlier, kept ones after a year.
      { id: 'pending', prefix: 'pending/', expiration: Duration.days(PENDING_DAYS) },
      { id: 'uploads', prefix: 'uploads/', expiration: Duration.days(400) },
      // Only for what a visit that died has left: whoever has a file fetched removes it from there at once.
      {
        id: 'fetched',
        prefix: FETCHED,
        expiration: Duration.days(FETCHED_DAYS),
        noncurrentVersionExpiration: Duration.days(FETCHED_DAYS),
      },
    ],
    ...(corsOrigins.length > 0 && { cors: [corsFor(corsOrigins)] }),
  });
  explain(bucket, {
    'AwsSolutions-S1':
      'Every read passes a presigned URL handed out by a logged function; access logs need a second bucket.',
  });
  return bucket;
}

/** The secret of one service, and what it is called. */
export interface ServiceSecret {
  readonly names: ReturnType<typeof secretNames>;
  readonly secret: Secret;
}

/** The keys of a service. The template holds none: a random one is generated, and the operator puts the real one in its place. */
export function serviceSecret(scope: Construct, service: CallableService): ServiceSecret {
  const names = secretNames(service);
  const { form, fresh, key } = service.access.secret;
  const secret = new Secret(scope, names.construct, {
    description: `${service.title}: ${form}`,
    generateSecretString: {
      secretStringTemplate: JSON.stringify(fresh),
      generateStringKey: key,
      excludePunctuation: true,
    },
    removalPolicy: RemovalPolicy.RETAIN,
  });
  explain(secret, { 'AwsSolutions-SMG4': 'The key is issued by the provider; AWS cannot rotate it.' });
  return { names, secret };
}

/** The keys of an external media store: random ones, until the operator puts the real ones in their place. */
export function storeSecret(scope: Construct): Secret {
  const secret = new Secret(scope, 'MediaStoreKeys', {
    description: 'The media store: {"accessKeyId", "secretAccessKey"}',
    generateSecretString: {
      secretStringTemplate: JSON.stringify({ accessKeyId: 'none' }),
      generateStringKey: 'secretAccessKey',
      excludePunctuation: true,
    },
    removalPolicy: RemovalPolicy.RETAIN,
  });
  explain(secret, { 'AwsSolutions-SMG4': 'The keys are issued by the store; AWS cannot rotate them.' });
  return secret;
}
