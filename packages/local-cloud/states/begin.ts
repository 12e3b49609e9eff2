import type { Execution } from './execution.ts';
import { ServiceError } from './failure.ts';
import { HISTORY_LIMIT } from './history.ts';
import { Run } from './run.ts';
import type { Json } from './json.ts';
import type { MachineRecord } from './store.ts';
import type { Tools } from './tools.ts';

const REDRIVABLE_MS = 14 * 86_400_000;

/** Why an execution cannot be redriven, in AWS's manner; undefined when it can. */
export function redriveObstacle(execution: Execution, now: number): string | undefined {
  const { status, stoppedAt = now, lastEvent } = execution;
  if (status === 'RUNNING') return 'Execution is RUNNING and cannot be redriven';
  if (status === 'SUCCEEDED') return 'Execution is SUCCEEDED and cannot be redriven';
  if (now - stoppedAt > REDRIVABLE_MS) return 'Execution ended more than 14 days ago and cannot be redriven';
  if (lastEvent >= HISTORY_LIMIT - 1) return 'Execution history has too many events to be redriven';
  return undefined;
}

/** An ended execution set going again: same input of the state, fresh retries and timeouts. */
export function redriven(ended: Execution, now: number, tools: Tools): Run {
  const obstacle = redriveObstacle(ended, now);
  if (obstacle !== undefined)
    throw new ServiceError('ExecutionNotRedrivable', `Execution Not Redrivable: '${obstacle}'`);
  const { stoppedAt, error, cause, ...kept } = ended;
  void [stoppedAt, error, cause];
  const { token, ...position } = kept.position;
  void token;
  const timeout = tools.machine.TimeoutSeconds;
  const run = new Run(
    {
      ...kept,
      status: 'RUNNING',
      redriveCount: ended.redriveCount + 1,
      redrivenAt: now,
      ...(timeout === undefined ? {} : { expiresAt: now + 1000 * timeout }),
      position: { ...position, retries: {}, phase: { kind: 'ready' } },
    },
    now,
    tools,
  );
  const { redriveCount } = run.execution;
  run.record('ExecutionRedriven', { redriveCount });
  // AWS schedules a Task again without entering it anew; other states are entered again.
  if (position.type === 'Task') run.count(0);
  else run.enter(position.state, position.input);
  return run;
}

/** An execution that is to be started. */
export interface NewExecution {
  readonly machine: MachineRecord;
  readonly arn: string;
  readonly name: string;
  /** The alias that it was started through, where it was. */
  readonly aliasArn?: string;
  /** The input as it was sent, and as it is read. */
  readonly input: { readonly text: string; readonly value: Json };
}

/** A new execution, about to run its first state. */
export function started(wanted: NewExecution, now: number, tools: Tools): Run {
  const { machine, arn, name, aliasArn, input } = wanted;
  const { StartAt, TimeoutSeconds } = tools.machine;
  const roleArn = `arn:aws:iam::${tools.accountId}:role/${machine.name}`;
  const execution: Execution = {
    arn,
    name,
    machineArn: machine.arn,
    machineName: machine.name,
    ...(aliasArn === undefined ? {} : { aliasArn }),
    roleArn,
    definitionId: machine.definitionId,
    input: input.text,
    startedAt: now,
    status: 'RUNNING',
    redriveCount: 0,
    ...(TimeoutSeconds === undefined ? {} : { expiresAt: now + 1000 * TimeoutSeconds }),
    lastEvent: 0,
    previousEvent: 0,
    position: {
      state: StartAt,
      type: tools.machine.States[StartAt]?.Type ?? 'Fail',
      input: input.value,
      variables: {},
      enteredAt: now,
      enteredEvent: 0,
      retries: {},
      phase: { kind: 'ready' },
    },
  };
  const run = new Run(execution, now, tools);
  run.record('ExecutionStarted', {
    input: input.text,
    inputDetails: { truncated: false },
    roleArn,
  });
  run.enter(StartAt, input.value);
  return run;
}
