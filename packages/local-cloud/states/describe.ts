import type { Execution } from './execution.ts';
import { shownError } from './history.ts';
import { jsonValue, type Json } from './json.ts';
import { redriveObstacle } from './begin.ts';
import type { MachineRecord } from './store.ts';

function dates({ startedAt, stoppedAt, redriveCount, redrivenAt }: Execution): Record<string, Json> {
  return {
    startDate: startedAt / 1000,
    ...(stoppedAt === undefined ? {} : { stopDate: stoppedAt / 1000 }),
    redriveCount,
    ...(redrivenAt === undefined ? {} : { redriveDate: redrivenAt / 1000 }),
  };
}

function identity({ arn, machineArn, aliasArn, name, status }: Execution): Record<string, Json> {
  const through = aliasArn === undefined ? {} : { stateMachineAliasArn: aliasArn };
  return { executionArn: arn, stateMachineArn: machineArn, ...through, name, status };
}

/** An execution as ListExecutions shows it. */
export function listedExecution(execution: Execution): Record<string, Json> {
  return { ...identity(execution), ...dates(execution) };
}

/** An execution as DescribeExecution shows it. */
export function describeExecution(execution: Execution, now: number): Record<string, Json> {
  const { input, output } = execution;
  const obstacle = redriveObstacle(execution, now);
  return {
    ...identity(execution),
    ...dates(execution),
    input,
    inputDetails: { included: true },
    ...(output === undefined ? {} : { output, outputDetails: { included: true } }),
    ...shownError(execution),
    redriveStatus: obstacle === undefined ? 'REDRIVABLE' : 'NOT_REDRIVABLE',
    ...(obstacle === undefined ? {} : { redriveStatusReason: obstacle }),
  };
}

/** A state machine as ListStateMachines shows it. */
export function listedMachine({ arn, name, createdAt }: MachineRecord): Record<string, Json> {
  return { stateMachineArn: arn, name, type: 'STANDARD', creationDate: createdAt / 1000 };
}

/** A state machine as DescribeStateMachine shows it. */
export function describeMachine(machine: MachineRecord, definition: string): Record<string, Json> {
  const account = machine.arn.split(':')[4] ?? '';
  return {
    ...listedMachine(machine),
    status: 'ACTIVE',
    definition,
    roleArn: `arn:aws:iam::${account}:role/${machine.name}`,
    loggingConfiguration: jsonValue.parse(machine.logging),
    tracingConfiguration: { enabled: false },
    revisionId: machine.definitionId,
  };
}
