import { finalizeTask } from '#actions/finalize-task.ts';
import { workflowStep } from './workflow-step.ts';
import { connectArchive } from './connect-archive.ts';
import { connectProviders } from './connect-providers.ts';
import { connectShow } from './connect-show.ts';
import { connectTable } from './connect-table.ts';
import { connectTasks } from './connect-tasks.ts';

const table = connectTable();

export const handler = workflowStep(
  finalizeTask({
    ...connectTasks(table),
    ...connectProviders(),
    ...connectArchive(),
    show: connectShow(table),
  }),
);
