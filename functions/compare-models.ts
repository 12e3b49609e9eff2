import { compareModels } from '#actions/compare-models.ts';
import { listModels } from '#providers/catalog.ts';
import { cloudLog } from './wiring/cloud-log.ts';
import { connectProviders } from './wiring/connect-providers.ts';
import { eventHandler } from './wiring/event-handler.ts';

/** Called every day by the schedule; what the event says does not matter. */
export const handler = eventHandler(
  compareModels({ send: connectProviders().send, listModels, log: cloudLog }),
);
