import { compareModels } from '#actions/models/compare-models.ts';
import { listModels } from '#providers/catalog.ts';
import { cloudLog } from '../compose/cloud-log.ts';
import { connectProviders } from '../compose/connect-providers.ts';
import { connectAdapters } from '../compose/connect-adapters.ts';
import { eventHandler } from '../compose/event-handler.ts';

const listings = connectAdapters().flatMap(({ service, adapter }) =>
  adapter.listing === undefined ? [] : [[service.name, adapter.listing] as const],
);

/** Called every day by the schedule; what the event says does not matter. */
export const handler = eventHandler(
  compareModels({
    send: connectProviders().send,
    listings: Object.fromEntries(listings),
    listModels,
    log: cloudLog,
  }),
);
