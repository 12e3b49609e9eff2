import { sweepFeeds } from '#actions/live/sweep-feeds.ts';
import { sweepDeliveries } from '#actions/webhooks/sweep-deliveries.ts';
import { feedStore } from '#storage/live/feed-store.ts';
import { deliveryStore } from '#storage/webhooks/delivery-store.ts';
import { cloudLog } from '../compose/cloud-log.ts';
import { connectDeliveries } from '../compose/connect-deliveries.ts';
import { connectPushing } from '../compose/connect-pushing.ts';
import { connectTable } from '../compose/connect-table.ts';
import { eventHandler } from '../compose/event-handler.ts';
import { systemClock } from '../compose/system-ports.ts';

const table = connectTable();
const sweepToWebhooks = sweepDeliveries({
  deliveries: deliveryStore(table),
  deliver: connectDeliveries(),
  clock: systemClock,
  log: cloudLog,
});
const sweepToConnected = sweepFeeds({
  feed: feedStore(table),
  push: connectPushing(),
  clock: systemClock,
});

/** Called every minute by the schedule; what the event says does not matter. */
export const handler = eventHandler(async () => {
  try {
    return await sweepToWebhooks();
  } finally {
    // Whatever became of the others.
    await sweepToConnected();
  }
});
