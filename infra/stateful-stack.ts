import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import type { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import type { ExternalStore, MediaStorage } from './media-storage.ts';
import { mediaBucket, providerSecret, storeSecret, taskTable } from './storage.ts';

interface StatefulProps extends StackProps {
  /** Whether the table refuses deletion even when asked. */
  readonly deletionProtection: boolean;
  /** Absent: media are stored in the stack's own bucket. */
  readonly externalStore: ExternalStore | undefined;
}

/** What must outlive every deployment: the table, the bucket and the provider's keys. Deleting the stack keeps them. */
export class StatefulStack extends Stack {
  readonly tasks: Table;
  readonly media: MediaStorage;
  readonly kieSecret: Secret;

  constructor(scope: Construct, id: string, { deletionProtection, externalStore, ...props }: StatefulProps) {
    super(scope, id, props);
    this.tasks = taskTable(this, deletionProtection);
    this.media = mediaStorage(this, externalStore);
    this.kieSecret = providerSecret(this);
    new CfnOutput(this, 'TaskTable', { value: this.tasks.tableName });
    new CfnOutput(this, 'MediaBucket', { value: this.media.bucket.bucketName });
    new CfnOutput(this, 'KieSecret', { value: this.kieSecret.secretArn });
  }
}

function mediaStorage(stack: Stack, externalStore: ExternalStore | undefined): MediaStorage {
  const bucket = mediaBucket(stack);
  // Exported even where nobody imports it: an export cannot be removed while an older stack still imports it.
  for (const value of [bucket.bucketArn, bucket.bucketName]) stack.exportValue(value);
  if (externalStore === undefined) return { bucket };
  const keys = storeSecret(stack);
  new CfnOutput(stack, 'MediaKeys', { value: keys.secretArn });
  return { bucket, external: { ...externalStore, keys } };
}
