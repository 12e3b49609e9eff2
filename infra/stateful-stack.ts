import { CfnOutput, Duration, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { AttributeType, BillingMode, ProjectionType, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  HttpMethods,
  ObjectOwnership,
} from 'aws-cdk-lib/aws-s3';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import { tableLayout } from '#storage/table.ts';
import { explain } from './checks.ts';
import type { Elsewhere, MediaPlace } from './media-storage.ts';

interface StatefulProps extends StackProps {
  /** A stage whose table refuses deletion even when asked. */
  readonly precious: boolean;
  /** Where media lie; absent: in our own bucket. */
  readonly elsewhere: Elsewhere | undefined;
}

/** What must outlive every deployment: the table, the bucket and the provider's keys. Deleting the stack keeps them. */
export class StatefulStack extends Stack {
  readonly tasks: Table;
  readonly media: MediaPlace;
  readonly kieSecret: Secret;

  constructor(scope: Construct, id: string, { precious, elsewhere, ...props }: StatefulProps) {
    super(scope, id, props);
    this.tasks = taskTable(this, precious);
    this.media = mediaPlace(this, elsewhere);
    this.kieSecret = providerSecret(this);
    new CfnOutput(this, 'TaskTable', { value: this.tasks.tableName });
    new CfnOutput(this, 'MediaBucket', { value: this.media.bucket.bucketName });
    new CfnOutput(this, 'KieSecret', { value: this.kieSecret.secretArn });
  }
}

function taskTable(scope: Construct, precious: boolean): Table {
  const text = (name: string) => ({ name, type: AttributeType.STRING });
  const table = new Table(scope, 'Tasks', {
    partitionKey: text(tableLayout.partitionKey),
    sortKey: text(tableLayout.sortKey),
    timeToLiveAttribute: tableLayout.ttl,
    billingMode: BillingMode.PAY_PER_REQUEST,
    encryption: TableEncryption.DEFAULT,
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    deletionProtection: precious,
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

function mediaPlace(stack: Stack, elsewhere: Elsewhere | undefined): MediaPlace {
  const bucket = mediaBucket(stack);
  // Exported even where nobody asks: an export cannot be taken back while an older stack still imports it.
  for (const value of [bucket.bucketArn, bucket.bucketName]) stack.exportValue(value);
  if (elsewhere === undefined) return { bucket };
  const keys = storeSecret(stack);
  new CfnOutput(stack, 'MediaKeys', { value: keys.secretArn });
  return { bucket, elsewhere: { ...elsewhere, keys } };
}

function mediaBucket(scope: Construct): Bucket {
  const bucket = new Bucket(scope, 'Media', {
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    encryption: BucketEncryption.S3_MANAGED,
    enforceSSL: true,
    objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
    removalPolicy: RemovalPolicy.RETAIN,
    lifecycleRules: [
      { id: 'leftovers', abortIncompleteMultipartUploadAfter: Duration.days(1) },
      // Only the net below the hourly cleanup, which removes uploads much earlier: kept ones after a year.
      { id: 'uploads', prefix: 'uploads/', expiration: Duration.days(400) },
    ],
    cors: [
      {
        allowedMethods: [HttpMethods.GET, HttpMethods.HEAD, HttpMethods.PUT],
        allowedOrigins: ['*'],
        allowedHeaders: ['*'],
        exposedHeaders: ['ETag', 'Content-Length', 'Content-Type'],
        maxAge: 3600,
      },
    ],
  });
  explain(bucket, {
    'AwsSolutions-S1':
      'Every read passes a presigned URL handed out by a logged function; access logs need a second bucket.',
  });
  return bucket;
}

/** The template holds no key: a random one is generated, and the operator puts the real one in its place. */
function providerSecret(scope: Construct): Secret {
  const secret = new Secret(scope, 'Kie', {
    description: 'Kie.ai: {"apiKey", "webhookKeys": [current, previous]}',
    generateSecretString: {
      secretStringTemplate: JSON.stringify({ webhookKeys: [] }),
      generateStringKey: 'apiKey',
      excludePunctuation: true,
    },
    removalPolicy: RemovalPolicy.RETAIN,
  });
  explain(secret, { 'AwsSolutions-SMG4': 'The key is issued by the provider; AWS cannot rotate it.' });
  return secret;
}

/** Keys of the store that media lie in, where that is not ours: random ones, until the operator puts the real ones in their place. */
function storeSecret(scope: Construct): Secret {
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
