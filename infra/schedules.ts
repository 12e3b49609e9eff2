import { Role, ServicePrincipal, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import { Stack } from 'aws-cdk-lib';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';

/**
 * Calls a function at a rate or by a cron expression (`rate(1 minute)`). A call that fails is not repeated: the
 * next one finds the same work.
 */
export function scheduleCalls(called: LambdaFunction, expression: string): CfnSchedule {
  const stack = Stack.of(called);
  const id = called.node.id;
  const role = new Role(stack, `${id}ScheduleRole`, {
    assumedBy: new ServicePrincipal('scheduler.amazonaws.com'),
  });
  role.addToPolicy(
    new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [called.functionArn] }),
  );
  const schedule = new CfnSchedule(stack, `${id}Schedule`, {
    scheduleExpression: expression,
    flexibleTimeWindow: { mode: 'OFF' },
    target: {
      arn: called.functionArn,
      roleArn: role.roleArn,
      input: '{}',
      retryPolicy: { maximumRetryAttempts: 0 },
    },
  });
  schedule.node.addDependency(role);
  return schedule;
}
