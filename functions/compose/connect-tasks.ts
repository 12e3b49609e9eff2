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

/** What every action about tasks leans on, but for what a person has to decide: creating a task raises none of that. */
export const connectTasks = (table: Table): Omit<Dependencies, 'items'> => ({
  tasks: connectTaskStore(table),
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

/** The same with what a person has to decide. */
export const connectTasksAndItems = (table: Table): Dependencies => ({
  ...connectTasks(table),
  items: itemStore(table),
});
