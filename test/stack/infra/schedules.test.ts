import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { describe, expect, it } from 'vitest';
import { scheduleCalls } from '../../../infra/schedules.ts';

function aSchedule(expression: string): Template {
  const stack = new Stack(new App(), 'Scheduled');
  const called = new LambdaFunction(stack, 'SweepTasks', {
    runtime: Runtime.NODEJS_24_X,
    handler: 'index.handler',
    code: Code.fromInline('exports.handler = async () => {};'),
  });
  scheduleCalls(Object.assign(called, { live: called }), expression, new Queue(stack, 'DeadLetters'));
  return Template.fromStack(stack);
}

describe('a schedule', () => {
  it('calls its function at its rate, and does not repeat a call that failed', () => {
    aSchedule('rate(1 minute)').hasResourceProperties('AWS::Scheduler::Schedule', {
      ScheduleExpression: 'rate(1 minute)',
      FlexibleTimeWindow: { Mode: 'OFF' },
      Target: { RetryPolicy: { MaximumRetryAttempts: 0 } },
    });
  });

  it('may call that function, leave a dead letter, and nothing else', () => {
    const policies = Object.values(aSchedule('rate(1 minute)').findResources('AWS::IAM::Policy'));
    expect(policies).toHaveLength(1);
    expect(policies[0]).toMatchObject({
      Properties: {
        PolicyDocument: {
          Statement: [
            {
              Action: 'lambda:InvokeFunction',
              Resource: { 'Fn::GetAtt': [expect.stringMatching(/^SweepTasks/), 'Arn'] },
            },
            {
              Action: 'sqs:SendMessage',
              Resource: { 'Fn::GetAtt': [expect.stringMatching(/^DeadLetters/), 'Arn'] },
            },
          ],
        },
      },
    });
  });
});
