import { finalizeTask } from '#actions/finalize-task.ts';
import { workflowStep } from './wiring/event-handler.ts';
import { connectArchive } from './wiring/connect-archive.ts';
import { connectProviders } from './wiring/connect-providers.ts';
import { connectShow } from './wiring/connect-show.ts';
import { connectTable } from './wiring/connect-table.ts';
import { connectTasks } from './wiring/connect-tasks.ts';

const table = connectTable();

export const handler = workflowStep(
  finalizeTask({
    ...connectTasks(table),
    ...connectProviders(),
    ...connectArchive(),
    show: connectShow(table),
  }),
);
