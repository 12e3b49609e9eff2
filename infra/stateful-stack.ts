import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';
import { isCallable, type Service } from '#providers/service.ts';
import type { ExternalStore, MediaStorage } from './media-storage.ts';
import { eventBus } from './event-bus.ts';
import { mediaBucket, serviceSecret, storeSecret, taskTable, type ServiceSecret } from './storage.ts';

interface StatefulProps extends StackProps {
  readonly stage: string;
  /** Whether the table refuses deletion even when asked. */
  readonly deletionProtection: boolean;
  /** Absent: media are stored in the stack's own bucket. */
  readonly externalStore: ExternalStore | undefined;
  /** Origins whose pages may read and write objects with a signed address. */
  readonly corsOrigins: readonly string[];
  readonly services: readonly Service[];
}

/** What must outlive every deployment: the table, the bucket and the provider's keys. Deleting the stack keeps them. */
export class StatefulStack extends Stack {
  readonly tasks: Table;
  readonly media: MediaStorage;
  /** The keys of the services that can be called. */
  readonly serviceSecrets: readonly ServiceSecret[];

  constructor(scope: Construct, id: string, options: StatefulProps) {
    const { stage, deletionProtection, externalStore, corsOrigins, services, ...props } = options;
    super(scope, id, props);
    this.tasks = taskTable(this, deletionProtection);
    this.media = mediaStorage(this, { externalStore, corsOrigins });
    this.serviceSecrets = services.filter(isCallable).map((service) => serviceSecret(this, service));
    eventBus(this, stage);
    new CfnOutput(this, 'TaskTable', { value: this.tasks.tableName });
    new CfnOutput(this, 'MediaBucket', { value: this.media.bucket.bucketName });
    for (const { names, secret } of this.serviceSecrets)
      new CfnOutput(this, names.output, { value: secret.secretArn });
  }
}

function mediaStorage(
  stack: Stack,
  { externalStore, corsOrigins }: Pick<StatefulProps, 'externalStore' | 'corsOrigins'>,
): MediaStorage {
  const bucket = mediaBucket(stack, corsOrigins);
  // Exported even where nobody imports it: an export cannot be removed while an older stack still imports it.
  for (const value of [bucket.bucketArn, bucket.bucketName]) stack.exportValue(value);
  if (externalStore === undefined) return { bucket };
  const keys = storeSecret(stack);
  new CfnOutput(stack, 'MediaKeys', { value: keys.secretArn });
  return { bucket, external: { ...externalStore, keys } };
}
