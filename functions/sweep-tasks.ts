import { sweepTasks } from '#actions/sweep-tasks.ts';
import { admissionGate } from '#storage/admission-gate.ts';
import { workflowStep } from './workflow-step.ts';
import { connectProviders } from './wiring/connect-providers.ts';
import { connectServices, rateOf } from './wiring/connect-services.ts';
import { connectTable } from './wiring/connect-table.ts';
import { connectTasks } from './wiring/connect-tasks.ts';

const table = connectTable();

/** Called every minute by the schedule; what the event says does not matter. */
export const handler = workflowStep(
  sweepTasks({
    ...connectTasks(table),
    probe: connectProviders().probe,
    gate: admissionGate(table, rateOf),
    services: connectServices().map(({ service }) => service.name),
  }),
);
