import { afterAll, beforeAll, describe } from 'vitest';
import type { SFNClient } from '@aws-sdk/client-sfn';
import { executionContract } from './contract-executions.ts';
import { dataContract } from './contract-data.ts';
import { recoveryContract } from './contract-recovery.ts';
import { taskContract } from './contract-tasks.ts';
import { tokenContract } from './contract-tokens.ts';
import type { Given } from './given.ts';
import { clientOf, type Subject } from './subject.ts';

/** What any Step Functions must do for our state machine. `open` starts the implementation under test. */
export function statesContract(name: string, open: () => Promise<Subject>): void {
  describe(name, () => {
    let subject: Subject;
    let client: SFNClient;
    beforeAll(async () => {
      subject = await open();
      client = clientOf(subject);
    });
    afterAll(async () => {
      client.destroy();
      await subject.stop();
    });
    const given: Given = () => ({ subject, client });
    executionContract(given);
    dataContract(given);
    taskContract(given);
    tokenContract(given);
    recoveryContract(given);
  });
}
