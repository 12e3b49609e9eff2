interface Retrier {
  readonly ErrorEquals: readonly string[];
  readonly IntervalSeconds?: number;
  readonly MaxAttempts?: number;
  readonly BackoffRate?: number;
  readonly MaxDelaySeconds?: number;
}

interface Catcher {
  readonly ErrorEquals: readonly string[];
  readonly Assign?: Readonly<Record<string, unknown>>;
  readonly Next: string;
}

export interface TaskState {
  readonly Type: 'Task';
  readonly Resource: string;
  readonly Arguments: { readonly FunctionName: string; readonly Payload: unknown };
  readonly TimeoutSeconds: unknown;
  readonly Assign?: Readonly<Record<string, unknown>>;
  readonly Output?: unknown;
  readonly Retry?: readonly Retrier[];
  readonly Catch?: readonly Catcher[];
  readonly Next?: string;
  readonly End?: boolean;
}

export interface WaitState {
  readonly Type: 'Wait';
  readonly Seconds?: unknown;
  readonly Timestamp?: unknown;
  readonly Next: string;
}

export interface ChoiceState {
  readonly Type: 'Choice';
  readonly Choices: readonly {
    readonly Condition: string;
    readonly Assign?: Readonly<Record<string, unknown>>;
    readonly Next: string;
  }[];
  readonly Default: string;
}

interface SucceedState {
  readonly Type: 'Succeed';
}

/** As much of a state machine's definition as ours uses. */
export interface Definition {
  readonly StartAt: string;
  readonly TimeoutSeconds: number;
  readonly States: Readonly<Record<string, TaskState | WaitState | ChoiceState | SucceedState>>;
}

/** The tasks' machine as it was before there was a queue: an execution goes on as it was started. */
export function beforeQueue(definition: Definition): Definition {
  const { Submit, Queue, ...others } = definition.States;
  if (Submit?.Type !== 'Task' || Queue === undefined) throw new Error('There is no queue to be left out');
  const { queues, ...Payload } = Submit.Arguments.Payload as Readonly<Record<string, unknown>>;
  if (queues !== true) throw new Error('Nothing is told of the queue');
  const Catch = Submit.Catch?.filter(({ Next }) => Next !== 'Queue') ?? [];
  return {
    ...definition,
    States: { Submit: { ...Submit, Arguments: { ...Submit.Arguments, Payload }, Catch }, ...others },
  };
}

/** Whether a name in a Retry or Catch stands for this error. */
export const catches = (names: readonly string[], error: string): boolean =>
  names.some(
    (name) =>
      name === error || name === 'States.ALL' || (name === 'States.TaskFailed' && error !== 'States.Timeout'),
  );
