import { deliverEvents } from '#actions/webhooks/deliver-events.ts';
import { postEvent } from '#actions/webhooks/post-event.ts';
import { sendEvent } from '#actions/webhooks/send-to-bus.ts';
import { viewTask } from '#contract/tasks/view-task.ts';
import { once } from '#domain/once.ts';
import type { EventType } from '#domain/webhooks/event-types.ts';
import { deliveryLeases } from '#storage/webhooks/delivery-lease.ts';
import { deliveryStore } from '#storage/webhooks/delivery-store.ts';
import { cloudLog } from '../compose/cloud-log.ts';
import { connectMediaAddresses } from '../compose/connect-media-addresses.ts';
import { connectReceivers } from '../compose/connect-receivers.ts';
import { connectTable, connectTaskStore } from '../compose/connect-table.ts';
import { connectWebhooks } from '../compose/connect-webhooks.ts';
import { eventHandler } from '../compose/event-handler.ts';
import { systemClock, systemRandom } from '../compose/system-ports.ts';

const table = connectTable();
const addressOfKey = connectMediaAddresses();
/** Most deployments have no use for the bus: what sends to it is loaded where something goes there. */
const bus = once(async () => (await import('../compose/connect-event-bus.ts')).connectEventBus());

/** Loaded where somebody tries a webhook. */
const examples = once(() => import('#contract/webhooks/example-of-event.ts'));
const example = async (type: EventType): Promise<unknown> =>
  Object.entries((await examples()).exampleOfEvent).find(([known]) => known === type)?.[1];

/** Called for a webhook whenever there is something to tell it; what it does not come to is found by the schedule. */
export const handler = eventHandler(
  deliverEvents({
    webhooks: connectWebhooks(table),
    deliveries: deliveryStore(table),
    leases: deliveryLeases(table, systemRandom.hex128),
    tasks: connectTaskStore(table),
    show: (snapshot) => viewTask(snapshot, addressOfKey, systemClock.now()),
    example,
    postEvent: sendEvent({
      post: postEvent(connectReceivers(table)),
      toBus: async (...event) => (await bus())(...event),
    }),
    clock: systemClock,
    random: systemRandom,
    log: cloudLog,
  }),
);
