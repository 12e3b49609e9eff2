import { SFNClient } from '@aws-sdk/client-sfn';
import type { Dependencies } from '#actions/dependencies.ts';
import type { Table } from '#storage/table/table-port.ts';
import { itemStore } from '#storage/operators/item-store.ts';
import { ledgerStore } from '#storage/money/ledger-store.ts';
import type { Wake } from '#storage/webhooks/outbox.ts';
import { stepFunctions } from '#storage/compute/workflow.ts';
import { cloudLog } from './cloud-log.ts';
import { nodeDigest, systemClock, systemRandom } from './system-ports.ts';
import { connectNewTaskStore, connectTaskStore } from './connect-table.ts';
import { requestTimeouts } from './request-timeouts.ts';
import { readSettings } from './settings.ts';

const connectAround = (table: Table): Omit<Dependencies, 'items' | 'tasks'> => ({
  ledger: ledgerStore(table),
  workflow: stepFunctions(
    new SFNClient({ requestHandler: requestTimeouts }),
    readSettings('WORKFLOW_ARN').WORKFLOW_ARN,
  ),
  clock: systemClock,
  random: systemRandom,
  digest: nodeDigest,
  log: cloudLog,
});

/** What creating tasks leans on. */
export const connectNewTasks = (table: Table) => ({
  ...connectAround(table),
  tasks: connectNewTaskStore(table),
});

/** What every action about tasks leans on. */
export const connectTasksAndItems = (table: Table, wake?: Wake): Dependencies => ({
  ...connectAround(table),
  tasks: connectTaskStore(table, wake),
  items: itemStore(table),
});
