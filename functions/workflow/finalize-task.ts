import { finalizeTask } from '#actions/workflow/finalize-task.ts';
import { questionTurns } from '#storage/tasks/question-turns.ts';
import { questionRuleOf } from '../compose/service-limits.ts';
import { connectAccounts, connectSecretArns } from '../compose/connect-accounts.ts';
import { connectArchive } from '../compose/connect-archive.ts';
import { connectProviders } from '../compose/connect-providers.ts';
import { connectPreviews } from '../compose/connect-previews.ts';
import { connectTable } from '../compose/connect-table.ts';
import { connectWaking } from '../compose/connect-waking.ts';
import { connectTasksAndItems } from '../compose/connect-tasks.ts';
import { eventHandler } from '../compose/event-handler.ts';

const table = connectTable();

export const handler = eventHandler(
  finalizeTask({
    ...connectTasksAndItems(table, connectWaking()),
    ...connectProviders(connectSecretArns(table, connectAccounts(table))),
    ...connectArchive(),
    turns: questionTurns(table, questionRuleOf),
    show: connectPreviews(table),
  }),
);
