import {
  DeleteStateMachineCommand,
  ListExecutionsCommand,
  paginateListStateMachines,
  StopExecutionCommand,
  type SFNClient,
} from '@aws-sdk/client-sfn';
import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Endpoint } from '../endpoints.ts';
import { clientOf, type Started, type Subject } from './subject.ts';

const ASK_EVERY_MS = 250;
const MOST_ASKS = 120;
/** What an execution does last before it waits for a time or a token. */
const resting = new Set(['WaitStateEntered', 'TaskSubmitted']);

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let asked = 0; asked < MOST_ASKS; asked += 1) {
    if (await holds()) return;
    await sleep(ASK_EVERY_MS);
  }
  throw new Error('The execution came to no rest');
}

const isOver = async (execution: Started): Promise<boolean> =>
  (await execution.describe()).status !== 'RUNNING';

async function removeMachine(client: SFNClient, stateMachineArn: string): Promise<void> {
  const running = new ListExecutionsCommand({ stateMachineArn, statusFilter: 'RUNNING' });
  for (const { executionArn } of (await client.send(running)).executions ?? [])
    await client.send(new StopExecutionCommand({ executionArn }));
  await client.send(new DeleteStateMachineCommand({ stateMachineArn }));
}

/** A Step Functions elsewhere as a subject, in real time. Its machines are removed at the end. */
export function remoteSubject(endpoint: Endpoint, functionArn: string, roleArn: string): Subject {
  const prefix = `contract-${randomBytes(4).toString('hex')}-`;
  const { url, region, credentials } = endpoint;
  const reach = { endpoint: url, region, credentials, maxAttempts: 8 };
  return {
    ...reach,
    prefix,
    roleArn,
    functionArn,
    promptMs: 900,
    rests: (execution) =>
      until(async () => resting.has((await execution.types()).at(-1) ?? '') || (await isOver(execution))),
    ends: (execution) => until(() => isOver(execution)),
    advance: async (ms) => void (await sleep(ms)),
    async stop() {
      const client = clientOf(reach);
      for await (const { stateMachines = [] } of paginateListStateMachines({ client }, {})) {
        for (const { name = '', stateMachineArn = '' } of stateMachines)
          if (name.startsWith(prefix)) await removeMachine(client, stateMachineArn);
      }
      client.destroy();
    },
  };
}
