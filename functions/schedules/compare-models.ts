import { compareModels } from '#actions/models/compare-models.ts';
import { listModels } from '#providers/catalog.ts';
import { cloudLog } from '../compose/cloud-log.ts';
import { connectProviders } from '../compose/connect-providers.ts';
import { workflowStep } from '../workflow-step.ts';

/** Called every day by the schedule; what the event says does not matter. */
export const handler = workflowStep(
  compareModels({ send: connectProviders().send, listModels, log: cloudLog }),
);
