import {
  DescribeExecutionCommand,
  SendTaskFailureCommand,
  SendTaskSuccessCommand,
  StartExecutionCommand,
  StopExecutionCommand,
  type SFNClient,
} from '@aws-sdk/client-sfn';
import { executionName } from '#domain/tasks/execution.ts';
import type { Task } from '#domain/tasks/task.ts';

/** Why a waiting state is woken otherwise than by success. The state machine catches these by name. */
export type Interruption =
  | { readonly error: 'Held'; readonly until: string }
  | { readonly error: 'Queued'; readonly seconds: number }
  | { readonly error: 'PollOnly'; readonly seconds: number };

/** The machine that drives tasks. Waking a state that no longer waits is no error: its record says everything. */
export interface Workflow {
  /** Starts the task's current run. Starting the same run again is a success. */
  start(task: Task): Promise<void>;
  /** Whether an execution drives the task's current run. `missing`: it was never started. */
  state(task: Task): Promise<'running' | 'over' | 'missing'>;
  /** Ends the execution that drives the task's current run; one that is over, or was never started, is left as it is. */
  stop(task: Task): Promise<void>;
  succeed(taskToken: string): Promise<'woken' | 'gone'>;
  interrupt(taskToken: string, why: Interruption): Promise<'woken' | 'gone'>;
}

/** What an execution is given: derived from the task alone, so that a repeated start is the same start. */
export const executionInput = (task: Task) => ({
  taskId: task.id,
  run: task.run,
  owner: task.owner,
  firstLookSeconds: task.firstLookSeconds,
});

const gone = new Set(['TaskTimedOut', 'TaskDoesNotExist', 'InvalidToken']);

async function unlessGone(sending: Promise<unknown>): Promise<'woken' | 'gone'> {
  try {
    await sending;
    return 'woken';
  } catch (error) {
    if (error instanceof Error && gone.has(error.name)) return 'gone';
    throw error;
  }
}

/** A machine's ARN without the alias or version that may stand behind it: executions are named after the machine. */
const unqualified = (stateMachineArn: string): string => stateMachineArn.split(':').slice(0, 7).join(':');

/** The real machine, over the Step Functions protocol; its ARN may be that of an alias. */
export function stepFunctions(client: SFNClient, stateMachineArn: string): Workflow {
  const arnOf = (task: Task): string =>
    `${unqualified(stateMachineArn).replace(':stateMachine:', ':execution:')}:${executionName(task)}`;
  return {
    async start(task) {
      try {
        await client.send(
          new StartExecutionCommand({
            stateMachineArn,
            name: executionName(task),
            input: JSON.stringify(executionInput(task)),
          }),
        );
      } catch (error) {
        if (!(error instanceof Error) || error.name !== 'ExecutionAlreadyExists') throw error;
      }
    },
    async state(task) {
      const executionArn = arnOf(task);
      try {
        const { status } = await client.send(new DescribeExecutionCommand({ executionArn }));
        return status === 'RUNNING' || status === 'PENDING_REDRIVE' ? 'running' : 'over';
      } catch (error) {
        if (error instanceof Error && error.name === 'ExecutionDoesNotExist') return 'missing';
        throw error;
      }
    },
    async stop(task) {
      const about = { executionArn: arnOf(task), error: 'GivenUp', cause: 'It did not end' };
      try {
        await client.send(new StopExecutionCommand(about));
      } catch (error) {
        if (!(error instanceof Error) || error.name !== 'ExecutionDoesNotExist') throw error;
      }
    },
    succeed: (taskToken) =>
      unlessGone(client.send(new SendTaskSuccessCommand({ taskToken, output: '{"outcome":"woken"}' }))),
    interrupt: (taskToken, { error, ...cause }) =>
      unlessGone(client.send(new SendTaskFailureCommand({ taskToken, error, cause: JSON.stringify(cause) }))),
  };
}
