import { queryGeneration } from '#actions/query-generation.ts';
import { workflowStep } from './workflow-step.ts';
import { connectProviders, connectTable, connectTasks } from './wiring.ts';

export const handler = workflowStep(
  queryGeneration({ ...connectTasks(connectTable()), ...connectProviders() }),
);
