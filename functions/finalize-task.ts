import { finalizeTask } from '#actions/finalize-task.ts';
import { workflowStep } from './workflow-step.ts';
import { connectArchive } from './connect-archive.ts';
import { connectProviders } from './connect-providers.ts';
import { connectTable } from './connect-table.ts';
import { connectTasks } from './connect-tasks.ts';

export const handler = workflowStep(
  finalizeTask({ ...connectTasks(connectTable()), ...connectProviders(), ...connectArchive() }),
);
