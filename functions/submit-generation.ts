import { submitGeneration } from '#actions/submit-generation.ts';
import { admissionGate } from '#storage/admission-gate.ts';
import { workflowStep } from './workflow-step.ts';
import { connectProviders } from './wiring/connect-providers.ts';
import { rateOf } from './wiring/connect-services.ts';
import { connectCopies } from './wiring/connect-copies.ts';
import { connectTable } from './wiring/connect-table.ts';
import { connectTasks } from './wiring/connect-tasks.ts';
import { readSettings } from './wiring/settings.ts';

const { PUBLIC_URL } = readSettings('PUBLIC_URL');
const table = connectTable();

export const handler = workflowStep(
  submitGeneration({
    ...connectTasks(table),
    ...connectProviders(),
    gate: admissionGate(table, rateOf),
    publicUrl: PUBLIC_URL,
    prepare: connectCopies(table),
  }),
);
