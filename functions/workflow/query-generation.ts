import { queryGeneration } from '#actions/workflow/query-generation.ts';
import { workflowStep } from '../workflow-step.ts';
import { connectProviders } from '../compose/connect-providers.ts';
import { connectTable } from '../compose/connect-table.ts';
import { connectTasks } from '../compose/connect-tasks.ts';

export const handler = workflowStep(
  queryGeneration({ ...connectTasks(connectTable()), ...connectProviders() }),
);
