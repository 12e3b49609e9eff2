import { queryGeneration } from '#actions/query-generation.ts';
import { workflowStep } from './wiring/event-handler.ts';
import { connectProviders } from './wiring/connect-providers.ts';
import { connectTable } from './wiring/connect-table.ts';
import { connectTasks } from './wiring/connect-tasks.ts';

export const handler = workflowStep(
  queryGeneration({ ...connectTasks(connectTable()), ...connectProviders() }),
);
