import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { documentClient, dynamoTable } from '#storage/table/dynamo-table.ts';
import type { Table } from '#storage/table/table-port.ts';
import { stepAsideMs } from '#domain/tasks/schedule.ts';
import { outbox, type Outbox, type Wake } from '#storage/webhooks/outbox.ts';
import { newTaskStore, taskStore, type NewTaskStore, type TaskStore } from '#storage/tasks/task-store.ts';
import { systemClock, systemRandom } from './system-ports.ts';
import { requestTimeouts } from './request-timeouts.ts';
import { readSettings } from './settings.ts';

/** The one table. */
export const connectTable = (): Table =>
  dynamoTable(
    documentClient(new DynamoDBClient({ requestHandler: requestTimeouts })),
    readSettings('TASK_TABLE').TASK_TABLE,
  );

/** Who has nobody to wake leaves it to whoever works on the task next, and to the schedule. */
const left: Wake = async () => undefined;

const connectOutbox = (table: Table, wake = left): Outbox =>
  outbox({ table, now: systemClock.now, wake, toBus: readSettings('EVENT_BUS').EVENT_BUS });

/** Where new tasks are kept. */
export const connectNewTaskStore = (table: Table): NewTaskStore =>
  newTaskStore({ table, nonce: systemRandom.hex128 }, connectOutbox(table));

/** Where tasks are kept. Whoever loses a race for a row steps aside for a moment. */
export const connectTaskStore = (table: Table, wake?: Wake): TaskStore =>
  taskStore(
    {
      table,
      nonce: systemRandom.hex128,
      backoff: (tries) => systemClock.sleep(stepAsideMs(tries, systemRandom.fraction())),
    },
    connectOutbox(table, wake),
  );
