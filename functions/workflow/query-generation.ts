import { queryGeneration } from '#actions/workflow/query-generation.ts';
import { questionTurns } from '#storage/tasks/question-turns.ts';
import { connectAccounts, connectSecretArns } from '../compose/connect-accounts.ts';
import { connectProviders } from '../compose/connect-providers.ts';
import { questionRuleOf } from '../compose/service-limits.ts';
import { connectTable } from '../compose/connect-table.ts';
import { connectTasksAndItems } from '../compose/connect-tasks.ts';
import { eventHandler } from '../compose/event-handler.ts';

const table = connectTable();

export const handler = eventHandler(
  queryGeneration({
    ...connectTasksAndItems(table),
    ...connectProviders(connectSecretArns(table, connectAccounts(table))),
    turns: questionTurns(table, questionRuleOf),
  }),
);
