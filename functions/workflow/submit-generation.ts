import { submitGeneration } from '#actions/workflow/submit-generation.ts';
import { admissionGate } from '#storage/tasks/admission-gate.ts';
import { workflowStep } from '../workflow-step.ts';
import { connectProviders } from '../compose/connect-providers.ts';
import { rateOf } from '../compose/connect-services.ts';
import { connectCopies } from '../compose/connect-copies.ts';
import { connectTable } from '../compose/connect-table.ts';
import { connectTasks } from '../compose/connect-tasks.ts';
import { readSettings } from '../compose/settings.ts';

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
