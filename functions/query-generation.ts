import { queryGeneration } from '#actions/query-generation.ts';
import { connectProviders } from './wiring/connect-providers.ts';
import { connectTable } from './wiring/connect-table.ts';
import { connectTasks } from './wiring/connect-tasks.ts';
import { eventHandler } from './wiring/event-handler.ts';

export const handler = eventHandler(
  queryGeneration({ ...connectTasks(connectTable()), ...connectProviders() }),
);
