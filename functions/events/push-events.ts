import { pushEvents } from '#actions/live/push-events.ts';
import { keyReader } from '#storage/keys/key-reader.ts';
import { deliveryLeases } from '#storage/webhooks/delivery-lease.ts';
import { cloudLog } from '../compose/cloud-log.ts';
import { connectConnections } from '../compose/connect-connections.ts';
import { connectCredentials } from '../compose/connect-credentials.ts';
import { connectFeeds } from '../compose/connect-feeds.ts';
import { connectTable } from '../compose/connect-table.ts';
import { eventHandler } from '../compose/event-handler.ts';
import { systemRandom } from '../compose/system-ports.ts';

const table = connectTable();

/** Called for an owner whenever there is something new in his feed; what it does not come to is found by the schedule. */
export const handler = eventHandler(
  pushEvents({
    ...connectFeeds(table),
    leases: deliveryLeases(table, systemRandom.hex128),
    connections: connectConnections(),
    isGood: connectCredentials(keyReader(table)),
    log: cloudLog,
  }),
);
