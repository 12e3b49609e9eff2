import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import type { DescribeExecutionCommandOutput, HistoryEvent } from '@aws-sdk/client-sfn';
import type { Endpoint } from '../endpoints.ts';

/** A Step Functions under test, whoever wrote it. Everything but the passing of time goes through the published SDK. */
export interface Subject {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: Endpoint['credentials'];
  /** How often the SDK sends a request that is refused for load. */
  readonly maxAttempts: number;
  /** Stands in front of the names of all machines. */
  readonly prefix: string;
  /** The role that machines run under. */
  readonly roleArn: string;
  /** The function that does as its payload says: `scripted-function.ts`. */
  readonly functionArn: string;
  /** How much later than due something may happen, in milliseconds. */
  readonly promptMs: number;
  /** Resolves when the execution has ended, or waits for a time or a token. */
  rests(execution: Started): Promise<void>;
  /** Resolves when an execution has ended that waits for nothing any more. */
  ends(execution: Started): Promise<void>;
  /** Lets time pass. */
  advance(ms: number): Promise<void>;
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
export function clientOf({
  endpoint,
  region,
  credentials,
  maxAttempts,
}: Pick<Subject, 'endpoint' | 'region' | 'credentials' | 'maxAttempts'>): SFNClient {
  return new SFNClient({ endpoint, region, credentials, maxAttempts });
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

/** Creates a state machine and answers its ARN. */
export async function createMachine(
  { subject, client }: Connection,
  name: string,
  definition: object,
): Promise<string> {
  const { prefix, roleArn } = subject;
  const wanted = { name: `${prefix}${name}`, definition: JSON.stringify(definition), roleArn };
  const { stateMachineArn = '' } = await client.send(new CreateStateMachineCommand(wanted));
  return stateMachineArn;
}

/** Creates a machine of these states and starts it. */
export async function startStates(
  connection: Connection,
  states: Record<string, unknown>,
  { input = {}, machine = {} }: MachineRun = {},
): Promise<Started> {
  const definition = {
    QueryLanguage: 'JSONata',
    StartAt: Object.keys(states)[0],
    States: states,
    ...machine,
  };
  const stateMachineArn = await createMachine(connection, `machine-${String(machines++)}`, definition);
  const { executionArn = '' } = await connection.client.send(
    new StartExecutionCommand({ stateMachineArn, input: JSON.stringify(input) }),
  );
  return askAbout(connection.client, executionArn);
}

/** As `startStates`, and lets the execution come to rest. */
export async function runStates(
  connection: Connection,
  states: Record<string, unknown>,
  run?: MachineRun,
): Promise<Started> {
  const execution = await startStates(connection, states, run);
  await connection.subject.rests(execution);
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

/** Follows a script; what the state machine computes may stand in it. */
export const scripted = (
  { functionArn }: Subject,
  script: Record<string, unknown>,
  more: Record<string, unknown> = {},
): Record<string, unknown> =>
  task(functionArn, { Arguments: { FunctionName: functionArn, Payload: script }, ...more });

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
