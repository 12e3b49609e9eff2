import type { Table } from '#storage/table/table-port.ts';
import { connectOpenTasks } from './connect-owner-limits.ts';
import { connectInputFault, connectInputs, connectReceiverFault } from './connect-inputs.ts';
import { connectPlanning } from './connect-planning.ts';
import { connectQueueRoom } from './connect-queue-room.ts';

/** What judges a request for a task, and sees to its files, wherever a client may create one. */
export const connectCreation = (table: Table) => ({
  planGeneration: connectPlanning(),
  inputFault: connectInputFault(),
  receiverFault: connectReceiverFault(),
  useInputs: connectInputs(table),
  places: connectOpenTasks(table),
  queueRoom: connectQueueRoom(table),
});
