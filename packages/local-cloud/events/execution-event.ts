import type { Execution } from '../states/execution.ts';
import { shownError } from '../states/history.ts';
import type { NewEvent } from './bus.ts';
import { DEFAULT_BUS } from './default-bus.ts';

/** What Step Functions tells the default bus when an execution begins and when it ends. */
export function executionEvent(execution: Execution): NewEvent {
  const { arn, machineArn, aliasArn, name, status, startedAt, stoppedAt, input, output } = execution;
  return {
    bus: DEFAULT_BUS,
    source: 'aws.states',
    detailType: 'Step Functions Execution Status Change',
    resources: [arn],
    detail: {
      executionArn: arn,
      stateMachineArn: machineArn,
      stateMachineVersionArn: null,
      stateMachineAliasArn: aliasArn ?? null,
      name,
      status,
      startDate: startedAt,
      stopDate: stoppedAt ?? null,
      input,
      inputDetails: { included: true },
      output: output ?? null,
      outputDetails: output === undefined ? null : { included: true },
      redriveCount: execution.redriveCount,
      redriveDate: execution.redrivenAt ?? null,
      ...shownError(execution),
    },
  };
}
