import {
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import type { DescribeExecutionCommandOutput, HistoryEvent } from '@aws-sdk/client-sfn';

/** What a function does with its payload. A throw is the function's error, named by the error's name. */
export type Behaviour = (payload: unknown) => unknown;

/** A Step Functions under test, whoever wrote it, with what the tests need around it. */
export interface Subject {
  readonly endpoint: string;
  /** Hosts a state machine and answers its ARN. */
  define(name: string, definition: object): Promise<string>;
  /** Says what the function of this name does from now on. */
  behave(functionName: string, behaviour: Behaviour): void;
  /** Resolves when nothing moves any more. */
  settle(): Promise<void>;
  /** Lets time pass, settling on the way. */
  advance(ms: number): Promise<void>;
  /** Lets time pass while functions are still running. */
  elapse(ms: number): Promise<void>;
  now(): number;
  stop(): Promise<void>;
}

/** A running execution, with the questions tests ask of it. */
export interface Started {
  readonly arn: string;
  describe(): Promise<DescribeExecutionCommandOutput>;
  history(): Promise<HistoryEvent[]>;
  /** The types of its events, in order. */
  types(): Promise<string[]>;
  /** Its output, once it has succeeded. */
  output(): Promise<unknown>;
}

/** The unmodified SDK, pointed at a subject. */
export function clientOf(subject: Subject): SFNClient {
  return new SFNClient({
    endpoint: subject.endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
  });
}

/** The questions about one execution. */
export function askAbout(client: SFNClient, arn: string): Started {
  const describe = (): Promise<DescribeExecutionCommandOutput> =>
    client.send(new DescribeExecutionCommand({ executionArn: arn }));
  const history = async (): Promise<HistoryEvent[]> => {
    const { events } = await client.send(
      new GetExecutionHistoryCommand({ executionArn: arn, maxResults: 1000 }),
    );
    return events ?? [];
  };
  return {
    arn,
    describe,
    history,
    types: async () => (await history()).map((event) => String(event.type)),
    output: async () => {
      const { output, status, error, cause } = await describe();
      if (output === undefined)
        throw new Error(`no output: ${String(status)} ${String(error)} ${String(cause)}`);
      return JSON.parse(output) as unknown;
    },
  };
}

let machines = 0;

/** A subject, and the client that talks to it. */
export interface Connection {
  readonly subject: Subject;
  readonly client: SFNClient;
}

/** What an execution is started with, and what its machine has beside its states. */
export interface MachineRun {
  readonly input?: unknown;
  readonly machine?: Record<string, unknown>;
}

/** Defines a machine of these states and starts it. */
export async function startStates(
  { subject, client }: Connection,
  states: Record<string, unknown>,
  { input = {}, machine = {} }: MachineRun = {},
): Promise<Started> {
  const definition = {
    QueryLanguage: 'JSONata',
    StartAt: Object.keys(states)[0],
    States: states,
    ...machine,
  };
  const stateMachineArn = await subject.define(`machine-${String(machines++)}`, definition);
  const { executionArn = '' } = await client.send(
    new StartExecutionCommand({ stateMachineArn, input: JSON.stringify(input) }),
  );
  return askAbout(client, executionArn);
}

/** As `startStates`, and lets the execution come to rest. */
export async function runStates(
  connection: Connection,
  states: Record<string, unknown>,
  run?: MachineRun,
): Promise<Started> {
  const execution = await startStates(connection, states, run);
  await connection.subject.settle();
  return execution;
}

/** Polls until something is so; for what happens by itself, in real time, and soon. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 2_000; tries++) {
    if (await holds()) return;
    await new Promise((resume) => setTimeout(resume, 2));
  }
  throw new Error('it has not come to pass');
}

/** A Pass that ends its machine, unless it names a next state. */
export const pass = (more: Record<string, unknown>): Record<string, unknown> => ({
  Type: 'Pass',
  ...(more['Next'] === undefined ? { End: true } : {}),
  ...more,
});

const INVOKE = 'arn:aws:states:::lambda:invoke';

/** A Task that calls a function with its input; `more` overrides. */
export function task(functionName: string, more: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    Type: 'Task',
    Resource: INVOKE,
    Arguments: { FunctionName: functionName, Payload: '{% $states.input %}' },
    ...(more['Next'] === undefined ? { End: true } : {}),
    ...more,
  };
}

/** A Task that hands its function a token and waits for it. */
export function tokenTask(functionName: string, more: Record<string, unknown> = {}): Record<string, unknown> {
  return task(functionName, {
    Resource: `${INVOKE}.waitForTaskToken`,
    Arguments: { FunctionName: functionName, Payload: { token: '{% $states.context.Task.Token %}' } },
    ...more,
  });
}

/** An error of a function, as its name. */
export function failure(name: string, message = 'as asked'): Error {
  return Object.assign(new Error(message), { name });
}
