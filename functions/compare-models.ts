import { compareModels } from '#actions/compare-models.ts';
import { listModels } from '#providers/catalog.ts';
import { cloudLog } from './wiring/cloud-log.ts';
import { connectProviders } from './wiring/connect-providers.ts';
import { connectServices } from './wiring/connect-services.ts';
import { workflowStep } from './workflow-step.ts';

const listings = connectServices().flatMap(({ service, adapter }) =>
  adapter.listing === undefined ? [] : [[service.name, adapter.listing] as const],
);

/** Called every day by the schedule; what the event says does not matter. */
export const handler = workflowStep(
  compareModels({
    send: connectProviders().send,
    listings: Object.fromEntries(listings),
    listModels,
    log: cloudLog,
  }),
);
