import { finalizeTask } from '#actions/finalize-task.ts';
import { workflowStep } from './workflow-step.ts';
import { connectArchive, connectProviders, connectTable, connectTasks } from './wiring.ts';

export const handler = workflowStep(
  finalizeTask({ ...connectTasks(connectTable()), ...connectProviders(), ...connectArchive() }),
);
