import { submitGeneration } from '#actions/submit-generation.ts';
import { admissionGate } from '#storage/admission-gate.ts';
import { workflowStep } from './workflow-step.ts';
import { connectProviders, createGate } from './connect-providers.ts';
import { connectCopies } from './connect-copies.ts';
import { connectTable } from './connect-table.ts';
import { connectTasks } from './connect-tasks.ts';
import { readSettings } from './wiring.ts';

const { PUBLIC_URL } = readSettings('PUBLIC_URL');
const table = connectTable();

export const handler = workflowStep(
  submitGeneration({
    ...connectTasks(table),
    ...connectProviders(),
    gate: admissionGate(table, createGate),
    publicUrl: PUBLIC_URL,
    prepare: connectCopies(table),
  }),
);
