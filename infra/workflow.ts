import { ArnFormat, Duration, RemovalPolicy, type Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { DefinitionBody, LogLevel, StateMachine, StateMachineType } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import { explain } from './checks.ts';
import type { Functions, ServiceFunction } from './function.ts';
import { timeouts } from './functions.ts';
import { vendedLogs } from './vended-logs.ts';

const order = '$states.context.Execution.Input';
const task = {
  taskId: `{% ${order}.taskId %}`,
  owner: `{% ${order}.owner %}`,
  run: `{% ${order}.run %}`,
  execution: '{% $states.context.Execution.Name %}',
};
const causeSaid = (field: string): string => `{% $parse($states.errorOutput.Cause).${field} %}`;
/** A time, but not sooner than in some seconds: a Submit that always fails at once must not spin. */
const notBefore = (time: string, seconds: number): string =>
  `{% $fromMillis($max([$toMillis(${time}), $millis() + ${String(seconds * 1000)}])) %}`;
/** Step Functions drops the fraction of a second of a time that it waits for, and would go on before it. */
const wholeSecondFrom = (time: string): string =>
  `{% $fromMillis($ceil($toMillis(${time}) / 1000) * 1000) %}`;
const patience = { BackoffRate: 2, MaxDelaySeconds: 20, JitterStrategy: 'FULL' };

/** Asking and archiving may be repeated freely; the loop around them repeats anyway, so these are few. */
export const repeatable = {
  ErrorEquals: ['States.TaskFailed', 'States.Timeout'],
  IntervalSeconds: 2,
  MaxAttempts: 2,
  ...patience,
};

/** What the loop around Query remembers: its questions so far, and whether Finalize has failed since the last of them. */
const begun = { polls: 0, finalizeFailed: false };

/** How a state that waits for its token ends otherwise than by success. */
const sentOrNot = [
  { ErrorEquals: ['Held'], Assign: { until: causeSaid('until') }, Next: 'Hold' },
  { ErrorEquals: ['Queued'], Assign: { queueSeconds: causeSaid('seconds') }, Next: 'Queue' },
  { ErrorEquals: ['PollOnly'], Assign: { seconds: causeSaid('seconds'), ...begun }, Next: 'Wait' },
  { ErrorEquals: ['States.Timeout'], Assign: begun, Next: 'Query' },
  { ErrorEquals: ['States.ALL'], Assign: begun, Next: 'Query' },
];

/** Even at the fastest of all broken loops this many hours stay below 25,000 history events; `test/stack/infra` does the sum. */
const longestRun = Duration.hours(12);

/** How long there is for the call and its callback until somebody looks, where the submit function may run for so many seconds. */
const lookSeconds = (submitSeconds: number): string =>
  `$max([${order}.firstLookSeconds, ${String(submitSeconds + 10)}])`;

/** What depends on how long the submit function may run. */
const tokenStates = (submitSeconds: number) => ({
  Submit: {
    Type: 'Task' as const,
    Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
    Arguments: {
      FunctionName: '${SubmitFunction}',
      Payload: { ...task, token: '{% $states.context.Task.Token %}', queues: true },
    },
    TimeoutSeconds: `{% ${lookSeconds(submitSeconds)} %}`,
    Assign: begun,
    Catch: sentOrNot,
    Next: 'Finalize' as const,
  },
  // From here the call is made as soon as it is its turn: the token is that of Submit then, and its callback wakes it.
  Queue: {
    Type: 'Task' as const,
    Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
    Arguments: {
      FunctionName: '${TurnsFunction}',
      Payload: {
        ...task,
        token: '{% $states.context.Task.Token %}',
        seconds: '{% $queueSeconds %}',
        lookSeconds: `{% ${lookSeconds(submitSeconds)} %}`,
      },
    },
    TimeoutSeconds: `{% $queueSeconds + ${lookSeconds(submitSeconds)} %}`,
    Assign: begun,
    Catch: sentOrNot,
    Next: 'Finalize' as const,
  },
});

/**
 * The state machine as Step Functions reads it. `Submit` is the paid call: nothing here ever repeats it, whatever
 * goes wrong leads to `Query`, which reads the record first.
 */
export const workflow = {
  Comment: 'One generation task: submit once, wait for the callback or ask, archive, settle.',
  QueryLanguage: 'JSONata',
  StartAt: 'Submit',
  TimeoutSeconds: longestRun.toSeconds(),
  States: {
    ...tokenStates(timeouts['submit-generation']),
    Hold: { Type: 'Wait', Timestamp: wholeSecondFrom('$until'), Next: 'Submit' },
    Query: {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke',
      Arguments: {
        FunctionName: '${QueryFunction}',
        Payload: { ...task, polls: '{% $polls %}', finalizeFailed: '{% $finalizeFailed %}' },
      },
      TimeoutSeconds: timeouts['query-generation'] + 10,
      Assign: { polls: '{% $polls + 1 %}', finalizeFailed: false },
      Output: '{% $states.result.Payload %}',
      Retry: [repeatable],
      Catch: [
        { ErrorEquals: ['States.ALL'], Assign: { seconds: 30, polls: '{% $polls + 1 %}' }, Next: 'Wait' },
      ],
      Next: 'Settled?',
    },
    'Settled?': {
      Type: 'Choice',
      Choices: [
        {
          Condition: "{% $states.input.outcome = 'pending' %}",
          Assign: { seconds: '{% $states.input.seconds %}' },
          Next: 'Wait',
        },
        {
          Condition: "{% $states.input.outcome = 'resubmit' %}",
          Assign: { until: notBefore('$states.input.until', 10) },
          Next: 'Hold',
        },
      ],
      Default: 'Finalize',
    },
    Wait: { Type: 'Wait', Seconds: '{% $seconds %}', Next: 'Query' },
    Finalize: {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke',
      // An attempt that died cannot say so: the next one does, or Query where there is none.
      Arguments: {
        FunctionName: '${FinalizeFunction}',
        // The count need not be there at first; an expression without a value would end the execution.
        Payload: { ...task, retries: '{% $max([0, $states.context.State.RetryCount]) %}' },
      },
      TimeoutSeconds: timeouts['finalize-task'] + 10,
      Output: '{% $states.result.Payload %}',
      Retry: [{ ErrorEquals: ['NotReady'], MaxAttempts: 0 }, repeatable],
      Catch: [
        {
          ErrorEquals: ['NotReady'],
          Assign: { seconds: '{% $parse($parse($states.errorOutput.Cause).errorMessage).seconds %}' },
          Next: 'Wait',
        },
        { ErrorEquals: ['States.ALL'], Assign: { seconds: 60, finalizeFailed: true }, Next: 'Wait' },
      ],
      End: true,
    },
  },
} as const;

/** The same, where the submit function may run for so many seconds. */
export function workflowFor(submitSeconds: number) {
  return { ...workflow, States: { ...workflow.States, ...tokenStates(submitSeconds) } };
}

const nameIn = (stage: string): string => `darkroom-${stage}-tasks`;

/**
 * A machine's address, known before the machine is: its functions are told it, and it is told them, so neither could
 * otherwise be created first. That is why machines alone have names of our choice.
 */
export const machineArn = (stack: Stack, resourceName: string): string =>
  stack.formatArn({
    service: 'states',
    resource: 'stateMachine',
    resourceName,
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });

/** The address of the machine that drives tasks. */
export const workflowArn = (stack: Stack, stage: string): string => machineArn(stack, nameIn(stage));

/** A state machine as it is to be, and what it calls. */
export interface MachineParts {
  readonly name: string;
  readonly definition: object;
  /** By what stands for it in the definition. */
  readonly calls: Readonly<Record<string, ServiceFunction>>;
  readonly logs: string;
}

/** A state machine with its functions; its log holds failures only, and never inputs or outputs. */
export function standardMachine(scope: Construct, id: string, parts: MachineParts): StateMachine {
  const { name, definition, calls, logs } = parts;
  const arns = Object.entries(calls).map(
    ([placeholder, { live }]) => [placeholder, live.functionArn] as const,
  );
  const machine = new StateMachine(scope, id, {
    definitionBody: DefinitionBody.fromString(JSON.stringify(definition)),
    definitionSubstitutions: Object.fromEntries(arns),
    stateMachineName: name,
    stateMachineType: StateMachineType.STANDARD,
    tracingEnabled: true,
    logs: {
      destination: new LogGroup(scope, `${id}Logs`, {
        logGroupName: logs,
        retention: RetentionDays.ONE_MONTH,
        removalPolicy: RemovalPolicy.DESTROY,
      }),
      level: LogLevel.ERROR,
      includeExecutionData: false,
    },
  });
  for (const { functionArn, live } of Object.values(calls)) {
    // Executions that were started before there was an alias go on calling the function itself.
    const resources = [live.functionArn, functionArn];
    machine.addToRolePolicy(new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources }));
  }
  explain(machine, {
    'AwsSolutions-SF1':
      'Logging every event would cost more than the executions; the history is kept by Step Functions.',
    'AwsSolutions-IAM5[Resource::*]': 'X-Ray and log delivery have no resource-level permissions.',
  });
  return machine;
}

/** The state machine that drives tasks. */
export function taskWorkflow(scope: Construct, stage: string, functions: Functions): StateMachine {
  const submit = functions['submit-generation'];
  const submitSeconds = submit.timeout?.toSeconds() ?? timeouts['submit-generation'];
  return standardMachine(scope, 'Workflow', {
    name: nameIn(stage),
    definition: workflowFor(submitSeconds),
    calls: {
      SubmitFunction: submit,
      QueryFunction: functions['query-generation'],
      FinalizeFunction: functions['finalize-task'],
      TurnsFunction: functions['give-turns'],
    },
    logs: vendedLogs(`darkroom-${stage}`, 'workflow'),
  });
}
