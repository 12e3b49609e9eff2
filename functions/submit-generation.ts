import { submitGeneration } from '#actions/submit-generation.ts';
import { admissionGate } from '#storage/admission-gate.ts';
import { connectCopies } from './wiring/connect-copies.ts';
import { connectProviders, createGate } from './wiring/connect-providers.ts';
import { connectTable } from './wiring/connect-table.ts';
import { connectTasks } from './wiring/connect-tasks.ts';
import { eventHandler } from './wiring/event-handler.ts';
import { readSettings } from './wiring/settings.ts';

const { PUBLIC_URL } = readSettings('PUBLIC_URL');
const table = connectTable();

export const handler = eventHandler(
  submitGeneration({
    ...connectTasks(table),
    ...connectProviders(),
    gate: admissionGate(table, createGate),
    publicUrl: PUBLIC_URL,
    prepare: connectCopies(table),
  }),
);
