import { StartExecutionCommand, type SFNClient } from '@aws-sdk/client-sfn';
import type { ProviderAccount } from '#domain/tasks/provider-account.ts';

/** The machine that gives those that wait at an account their turns: it keeps the time between two looks. */
export interface DispatchMachine {
  /** Starts an execution. One of this name that has been started before is left as it is. */
  start(name: string, account: ProviderAccount): Promise<void>;
}

/** The real machine, over the Step Functions protocol. */
export const dispatchMachine = (client: SFNClient, stateMachineArn: string): DispatchMachine => ({
  async start(name, { service, account }) {
    const input = JSON.stringify({ service, account });
    try {
      await client.send(new StartExecutionCommand({ stateMachineArn, name, input }));
    } catch (error) {
      if (!(error instanceof Error) || error.name !== 'ExecutionAlreadyExists') throw error;
    }
  },
});
