import { giveTurns } from '#actions/workflow/give-turns.ts';
import { joinQueue, type QueueOrder } from '#actions/workflow/join-queue.ts';
import type { LookOrder } from '#actions/workflow/turn-dependencies.ts';
import { MOST_LOOKS } from '#domain/tasks/limits.ts';
import { admissionGate } from '#storage/tasks/admission-gate.ts';
import { waitingList } from '#storage/tasks/waiting-list.ts';
import { connectAccounts } from '../compose/connect-accounts.ts';
import { cloudLog } from '../compose/cloud-log.ts';
import { connectTable } from '../compose/connect-table.ts';
import { connectTasksAndItems } from '../compose/connect-tasks.ts';
import { connectDispatch, connectSubmits, connectTurnWeights } from '../compose/connect-turns.ts';
import { connectWaking } from '../compose/connect-waking.ts';
import { eventHandler } from '../compose/event-handler.ts';
import { rateOf } from '../compose/service-limits.ts';

const table = connectTable();
const dependencies = {
  ...connectTasksAndItems(table, connectWaking()),
  ...connectDispatch(table),
  gate: admissionGate(table, rateOf),
  waiting: waitingList(table),
  ...connectAccounts(table),
  ruleOf: rateOf,
  weightsOf: connectTurnWeights(table),
  submit: connectSubmits(),
  mostLooks: MOST_LOOKS,
};
const join = joinQueue(dependencies);
const look = giveTurns(dependencies);

/** Called by a task that has to wait for its turn, and at each look of the machine that gives out turns. */
export const handler = eventHandler(async (order: QueueOrder | LookOrder) => {
  try {
    return await ('holder' in order ? look(order) : join(order));
  } catch (error) {
    // It is tried again, by the machine or when the task comes anew; somebody is to know.
    cloudLog.count('UnexpectedError');
    throw error;
  }
});
