import { Duration, Stack } from 'aws-cdk-lib';
import { CfnRule } from 'aws-cdk-lib/aws-events';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnPermission } from 'aws-cdk-lib/aws-lambda';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';

/** An event that could not be handed over by then is a dead letter; the sweeper finds its task past the deadline. */
const USEFUL_FOR = Duration.hours(2);
const MOST_TRIES = 20;

/** A function with the alias under which it is called, and the queue for what could not be handed to it. */
interface Target {
  readonly called: Construct & { readonly live: { readonly functionArn: string } };
  readonly deadLetters: Queue;
}

/** Calls a function with every execution of state machines that has come to one of these ends. */
export function callWithExecutions(
  { called, deadLetters }: Target,
  {
    statuses,
    machineArns,
  }: { readonly statuses: readonly string[]; readonly machineArns: readonly string[] },
): CfnRule {
  const stack = Stack.of(called);
  const id = called.node.id;
  const arn = called.live.functionArn;
  const rule = new CfnRule(stack, `${id}Rule`, {
    eventPattern: {
      source: ['aws.states'],
      'detail-type': ['Step Functions Execution Status Change'],
      detail: { status: [...statuses], stateMachineArn: [...machineArns] },
    },
    targets: [
      {
        id: 'function',
        arn,
        deadLetterConfig: { arn: deadLetters.queueArn },
        retryPolicy: {
          maximumEventAgeInSeconds: USEFUL_FOR.toSeconds(),
          maximumRetryAttempts: MOST_TRIES,
        },
      },
    ],
  });
  new CfnPermission(stack, `${id}RulePermission`, {
    action: 'lambda:InvokeFunction',
    functionName: arn,
    principal: 'events.amazonaws.com',
    sourceArn: rule.attrArn,
  });
  deadLetters.addToResourcePolicy(
    new PolicyStatement({
      actions: ['sqs:SendMessage'],
      principals: [new ServicePrincipal('events.amazonaws.com')],
      resources: [deadLetters.queueArn],
      conditions: { ArnEquals: { 'aws:SourceArn': rule.attrArn } },
    }),
  );
  return rule;
}
