import { Duration, Stack } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';

/** The longest and the shortest time that Lambda keeps an event before it gives up; Scheduler takes the same. */
const LONGEST_AGE = Duration.hours(6);
const SHORTEST_AGE = Duration.minutes(1);

const units = {
  minute: (n: number) => Duration.minutes(n),
  hour: (n: number) => Duration.hours(n),
  day: (n: number) => Duration.days(n),
} as const;
const isUnit = (word: string | undefined): word is keyof typeof units => word !== undefined && word in units;

/**
 * How long a tick is worth delivering: until the next one, which finds the same work. Ticks that wait longer would all be
 * delivered at once when Lambda takes calls again.
 */
export function usefulFor(expression: string): Duration {
  const [, count, unit] = /^rate\((\d+) (\w+?)s?\)$/.exec(expression) ?? [];
  if (!isUnit(unit)) return LONGEST_AGE;
  const seconds = units[unit](Number(count)).toSeconds();
  return Duration.seconds(Math.min(LONGEST_AGE.toSeconds(), Math.max(SHORTEST_AGE.toSeconds(), seconds)));
}

/** A function, and the alias under which it is called. */
type Called = Construct & { readonly live: { readonly functionArn: string } };

/**
 * Calls a function at a rate or by a cron expression (`rate(1 minute)`). A call that fails is not repeated: the
 * next one finds the same work. One that could not be delivered is kept as a dead letter.
 */
export function scheduleCalls(called: Called, expression: string, deadLetters: Queue): CfnSchedule {
  const stack = Stack.of(called);
  const id = called.node.id;
  const role = new Role(stack, `${id}ScheduleRole`, {
    assumedBy: new ServicePrincipal('scheduler.amazonaws.com'),
  });
  const allow = (action: string, resource: string): boolean =>
    role.addToPolicy(new PolicyStatement({ actions: [action], resources: [resource] }));
  allow('lambda:InvokeFunction', called.live.functionArn);
  allow('sqs:SendMessage', deadLetters.queueArn);
  const schedule = new CfnSchedule(stack, `${id}Schedule`, {
    scheduleExpression: expression,
    flexibleTimeWindow: { mode: 'OFF' },
    target: {
      arn: called.live.functionArn,
      roleArn: role.roleArn,
      input: '{}',
      deadLetterConfig: { arn: deadLetters.queueArn },
      retryPolicy: {
        maximumRetryAttempts: 0,
        maximumEventAgeInSeconds: usefulFor(expression).toSeconds(),
      },
    },
  });
  schedule.node.addDependency(role);
  return schedule;
}
