import { finalizeTask } from '#actions/finalize-task.ts';
import { connectArchive } from './wiring/connect-archive.ts';
import { connectProviders } from './wiring/connect-providers.ts';
import { connectShow } from './wiring/connect-show.ts';
import { connectTable } from './wiring/connect-table.ts';
import { connectTasks } from './wiring/connect-tasks.ts';
import { eventHandler } from './wiring/event-handler.ts';

const table = connectTable();

export const handler = eventHandler(
  finalizeTask({
    ...connectTasks(table),
    ...connectProviders(),
    ...connectArchive(),
    show: connectShow(table),
  }),
);
