import { sweepTasks } from '#actions/sweep-tasks.ts';
import { admissionGate } from '#storage/admission-gate.ts';
import { connectProviders, createGate } from './wiring/connect-providers.ts';
import { connectTable } from './wiring/connect-table.ts';
import { connectTasks } from './wiring/connect-tasks.ts';
import { eventHandler } from './wiring/event-handler.ts';

const table = connectTable();

/** Called every minute by the schedule; what the event says does not matter. */
export const handler = eventHandler(
  sweepTasks({
    ...connectTasks(table),
    probe: connectProviders().probe,
    gate: admissionGate(table, createGate),
    services: ['KIE'],
  }),
);
