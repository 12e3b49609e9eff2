import { queryGeneration } from '#actions/workflow/query-generation.ts';
import { connectProviders } from '../compose/connect-providers.ts';
import { connectTable } from '../compose/connect-table.ts';
import { connectTasksAndItems } from '../compose/connect-tasks.ts';
import { eventHandler } from '../compose/event-handler.ts';

export const handler = eventHandler(
  queryGeneration({ ...connectTasksAndItems(connectTable()), ...connectProviders() }),
);
