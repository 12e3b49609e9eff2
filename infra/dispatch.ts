import { Duration, type Stack } from 'aws-cdk-lib';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import type { Functions } from './function.ts';
import { timeouts } from './functions.ts';
import { vendedLogs } from './vended-logs.ts';
import { machineArn, repeatable, standardMachine } from './workflow.ts';

const account = '$states.context.Execution.Input';

/** The function ends an execution long before; `test/stack/infra` holds both against 25,000 history events. */
const longestRun = Duration.hours(12);

/**
 * The timer of those that wait for their turn at a provider, one execution for each account where somebody does: it looks,
 * waits as long as the look says, and looks again, until nobody waits. It is no harm where it ends early: the lease that it
 * was started for runs out, and whoever joins next, or the sweeper, starts another.
 */
export const dispatch = {
  Comment: 'Gives those that wait at one account of a provider their turns.',
  QueryLanguage: 'JSONata',
  StartAt: 'Look',
  TimeoutSeconds: longestRun.toSeconds(),
  States: {
    Look: {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke',
      Arguments: {
        FunctionName: '${TurnsFunction}',
        Payload: {
          service: `{% ${account}.service %}`,
          account: `{% ${account}.account %}`,
          holder: '{% $states.context.Execution.Name %}',
        },
      },
      TimeoutSeconds: timeouts['give-turns'] + 10,
      Output: '{% $states.result.Payload %}',
      Retry: [repeatable],
      Next: 'Somebody waits?',
    },
    'Somebody waits?': {
      Type: 'Choice',
      Choices: [
        {
          Condition: "{% $states.input.next = 'wait' %}",
          Assign: { seconds: '{% $states.input.seconds %}' },
          Next: 'Wait',
        },
      ],
      Default: 'Nobody waits',
    },
    Wait: { Type: 'Wait', Seconds: '{% $seconds %}', Next: 'Look' },
    'Nobody waits': { Type: 'Succeed' },
  },
} as const;

const nameIn = (stage: string): string => `darkroom-${stage}-dispatch`;

/** The machine's address. */
export const dispatchArn = (stack: Stack, stage: string): string => machineArn(stack, nameIn(stage));

/** The state machine that gives out turns. */
export const dispatchMachine = (scope: Construct, stage: string, functions: Functions): StateMachine =>
  standardMachine(scope, 'Dispatch', {
    name: nameIn(stage),
    definition: dispatch,
    calls: { TurnsFunction: functions['give-turns'] },
    logs: vendedLogs(`darkroom-${stage}`, 'dispatch'),
  });
