/** The resource of the Lambda integration. */
export const INVOKE = 'arn:aws:states:::lambda:invoke';

/** A definition of these states, the first of which is the start. */
export function machine(states: Record<string, unknown>, more: Record<string, unknown> = {}): unknown {
  return { QueryLanguage: 'JSONata', StartAt: Object.keys(states)[0], States: states, ...more };
}

/** A Task that is sound; `more` overrides. */
export const task = (more: Record<string, unknown> = {}): Record<string, unknown> => ({
  Type: 'Task',
  Resource: INVOKE,
  Arguments: { FunctionName: '${Function}', Payload: '{% $states.input %}' },
  End: true,
  ...more,
});

/** A Pass that is sound. */
export const pass = (more: Record<string, unknown> = { End: true }): Record<string, unknown> => ({
  Type: 'Pass',
  ...more,
});

/** A workflow of the kind this engine exists for. */
export const whole = machine({
  Submit: task({
    Resource: `${INVOKE}.waitForTaskToken`,
    Arguments: {
      FunctionName: '${SubmitFunction}',
      Payload: {
        taskId: '{% $states.input.taskId %}',
        token: '{% $states.context.Task.Token %}',
        note: '',
      },
    },
    TimeoutSeconds: '{% $max([$states.input.firstLookSeconds, 40]) %}',
    Assign: { taskId: '{% $states.input.taskId %}' },
    Catch: [
      {
        ErrorEquals: ['Held'],
        Assign: {
          taskId: '{% $states.input.taskId %}',
          waitUntil: '{% $parse($states.errorOutput.Cause).until %}',
        },
        Next: 'Hold',
      },
      { ErrorEquals: ['States.ALL'], Assign: { taskId: '{% $states.input.taskId %}' }, Next: 'Query' },
    ],
    End: undefined,
    Next: 'Finalize',
  }),
  Hold: {
    Type: 'Wait',
    Timestamp: '{% $waitUntil %}',
    Output: '{% $states.context.Execution.Input %}',
    Next: 'Submit',
  },
  Query: task({
    Arguments: { FunctionName: '${QueryFunction}', Payload: { taskId: '{% $taskId %}' } },
    Retry: [
      {
        ErrorEquals: ['Lambda.TooManyRequestsException', 'States.TaskFailed'],
        IntervalSeconds: 2,
        MaxAttempts: 6,
        BackoffRate: 2,
        MaxDelaySeconds: 60,
        JitterStrategy: 'FULL',
      },
    ],
    Assign: { outcome: '{% $states.result.Payload %}' },
    End: undefined,
    Next: 'Settled?',
  }),
  'Settled?': {
    Type: 'Choice',
    Choices: [
      { Condition: "{% $outcome.outcome = 'pending' %}", Next: 'Wait' },
      {
        Condition: "{% $outcome.outcome = 'done' or\n $outcome.outcome = 'failed' %}",
        Next: 'Finalize',
      },
    ],
    Default: 'Wait',
  },
  Wait: { Type: 'Wait', Seconds: '{% $outcome.seconds %}', Next: 'Query' },
  Finalize: task({
    Arguments: { FunctionName: '${FinalizeFunction}', Payload: { taskId: '{% $taskId %}' } },
  }),
});
