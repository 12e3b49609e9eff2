import { finalizeTask } from '#actions/workflow/finalize-task.ts';
import { workflowStep } from '../workflow-step.ts';
import { connectArchive } from '../compose/connect-archive.ts';
import { connectProviders } from '../compose/connect-providers.ts';
import { connectPreviews } from '../compose/connect-previews.ts';
import { connectTable } from '../compose/connect-table.ts';
import { connectTasks } from '../compose/connect-tasks.ts';

const table = connectTable();

export const handler = workflowStep(
  finalizeTask({
    ...connectTasks(table),
    ...connectProviders(),
    ...connectArchive(),
    show: connectPreviews(table),
  }),
);
