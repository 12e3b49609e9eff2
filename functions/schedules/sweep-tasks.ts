import { countOpenTasks } from '#actions/limits/count-open-tasks.ts';
import { beginDispatch } from '#actions/workflow/begin-dispatch.ts';
import { sweepTasks } from '#actions/workflow/sweep-tasks.ts';
import { openTaskCounts } from '#storage/limits/open-task-counts.ts';
import { admissionGate } from '#storage/tasks/admission-gate.ts';
import { ownAccountNotes } from '#storage/tasks/own-account-notes.ts';
import { connectAccounts, connectSecretArns } from '../compose/connect-accounts.ts';
import { connectOpenTasks } from '../compose/connect-owner-limits.ts';
import { connectProviders } from '../compose/connect-providers.ts';
import { connectServices } from '../compose/connect-services.ts';
import { rateOf } from '../compose/service-limits.ts';
import { connectTable } from '../compose/connect-table.ts';
import { connectTasksAndItems } from '../compose/connect-tasks.ts';
import { connectDispatch } from '../compose/connect-turns.ts';
import { eventHandler } from '../compose/event-handler.ts';

const table = connectTable();
const accounts = connectAccounts(table);
const dependencies = connectTasksAndItems(table);

/** Called every minute by the schedule; what the event says does not matter. */
export const handler = eventHandler(
  sweepTasks({
    ...dependencies,
    countOpen: countOpenTasks({
      ...dependencies,
      places: { ...connectOpenTasks(table), ...openTaskCounts(table) },
    }),
    probe: connectProviders(connectSecretArns(table, accounts)).probe,
    ...accounts,
    notes: ownAccountNotes(table),
    gate: admissionGate(table, rateOf),
    beginDispatch: beginDispatch(connectDispatch(table)),
    services: connectServices().map(({ service }) => service.name),
  }),
);
