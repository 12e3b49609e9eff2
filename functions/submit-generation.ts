import { submitGeneration } from '#actions/submit-generation.ts';
import { admissionGate } from '#storage/admission-gate.ts';
import { workflowStep } from './workflow-step.ts';
import { connectProviders, connectTable, connectTasks, createGate, readSettings } from './wiring.ts';

const { PUBLIC_URL } = readSettings('PUBLIC_URL');
const table = connectTable();

export const handler = workflowStep(
  submitGeneration({
    ...connectTasks(table),
    ...connectProviders(),
    gate: admissionGate(table, createGate),
    publicUrl: PUBLIC_URL,
  }),
);
