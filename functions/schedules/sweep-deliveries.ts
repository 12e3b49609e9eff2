import { sweepDeliveries } from '#actions/webhooks/sweep-deliveries.ts';
import { deliveryStore } from '#storage/webhooks/delivery-store.ts';
import { cloudLog } from '../compose/cloud-log.ts';
import { connectDeliveries } from '../compose/connect-deliveries.ts';
import { connectTable } from '../compose/connect-table.ts';
import { eventHandler } from '../compose/event-handler.ts';
import { systemClock } from '../compose/system-ports.ts';

/** Called every minute by the schedule; what the event says does not matter. */
export const handler = eventHandler(
  sweepDeliveries({
    deliveries: deliveryStore(connectTable()),
    deliver: connectDeliveries(),
    clock: systemClock,
    log: cloudLog,
  }),
);
