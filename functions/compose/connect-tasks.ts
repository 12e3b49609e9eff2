import { SFNClient } from '@aws-sdk/client-sfn';
import type { Dependencies } from '#actions/dependencies.ts';
import type { Table } from '#storage/table/table-port.ts';
import { itemStore } from '#storage/operators/item-store.ts';
import { ledgerStore } from '#storage/money/ledger-store.ts';
import { stepFunctions } from '#storage/compute/workflow.ts';
import { cloudLog } from './cloud-log.ts';
import { nodeDigest, systemClock, systemRandom } from './system-ports.ts';
import { connectTaskStore } from './connect-table.ts';
import { requestTimeouts } from './request-timeouts.ts';
import { readSettings } from './settings.ts';

/** What every action about tasks leans on. */
export const connectTasks = (table: Table): Dependencies => ({
  tasks: connectTaskStore(table),
  ledger: ledgerStore(table),
  items: itemStore(table),
  workflow: stepFunctions(
    new SFNClient({ requestHandler: requestTimeouts }),
    readSettings('WORKFLOW_ARN').WORKFLOW_ARN,
  ),
  clock: systemClock,
  random: systemRandom,
  digest: nodeDigest,
  log: cloudLog,
});
