import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { explain } from './checks.ts';

/**
 * Keeps what asynchronous calls and schedules left undone, for as long as SQS keeps anything. Nothing reads it: a message
 * raises an alarm, and a person reads and removes it.
 */
export function deadLetterQueue(scope: Construct): Queue {
  const queue = new Queue(scope, 'UndoneCalls', {
    retentionPeriod: Duration.days(14),
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    removalPolicy: RemovalPolicy.DESTROY,
  });
  const last = 'It is the dead-letter queue: what lies in it has failed already.';
  explain(queue, { 'AwsSolutions-SQS3': last, 'Serverless-SQSRedrivePolicy': last });
  return queue;
}
