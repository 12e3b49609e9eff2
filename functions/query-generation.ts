import { queryGeneration } from '#actions/query-generation.ts';
import { workflowStep } from './workflow-step.ts';
import { connectProviders } from './connect-providers.ts';
import { connectTable } from './connect-table.ts';
import { connectTasks } from './connect-tasks.ts';

export const handler = workflowStep(
  queryGeneration({ ...connectTasks(connectTable()), ...connectProviders() }),
);
