import { cancelTask } from '#actions/tasks/cancel-task.ts';
import { eraseData } from '#actions/erasure/erase-data.ts';
import { copyStore } from '#storage/files/copy-store.ts';
import { erasureStore } from '#storage/erasure/erasure-store.ts';
import { isCallable } from '#providers/service.ts';
import { services } from '#providers/services.ts';
import { itemStore } from '#storage/operators/item-store.ts';
import { ledgerStore } from '#storage/money/ledger-store.ts';
import { ledgerBooks } from '#storage/money/ledger-sums.ts';
import { feedStore } from '#storage/live/feed-store.ts';
import { objectList } from '#storage/objects/object-list.ts';
import { uploadParts } from '#storage/objects/upload-parts.ts';
import { objectRemoval } from '#storage/objects/upload-removal.ts';
import { accountChanges } from '#storage/tasks/account-changes.ts';
import { readOwnAccount } from '#storage/tasks/account-rows.ts';
import { workOf } from '#storage/tasks/account-work.ts';
import { uploadStore } from '#storage/files/upload-store.ts';
import { deliveryStore } from '#storage/webhooks/delivery-store.ts';
import { cloudLog } from '../compose/cloud-log.ts';
import { connectAccountSecrets } from '../compose/connect-account-secrets.ts';
import { connectArrivals } from '../compose/connect-arrivals.ts';
import { connectBucket } from '../compose/connect-bucket.ts';
import { connectTable, connectTaskStore } from '../compose/connect-table.ts';
import { connectWebhooks } from '../compose/connect-webhooks.ts';
import { eventHandler } from '../compose/event-handler.ts';
import { nodeDigest, systemClock } from '../compose/system-ports.ts';

const table = connectTable();
const bucket = connectBucket();
const { client, bucket: arrivalBucket } = connectArrivals();
const arrivals = [client, arrivalBucket] as const;
const dependencies = {
  tasks: connectTaskStore(table),
  ledger: ledgerStore(table),
  clock: systemClock,
  log: cloudLog,
};

/** Called every five minutes by the schedule; what the event says does not matter. */
export const handler = eventHandler(
  eraseData({
    ...dependencies,
    erasures: erasureStore(table),
    books: ledgerBooks(table),
    uploads: uploadStore(table),
    copies: copyStore(table),
    items: itemStore(table),
    webhooks: connectWebhooks(table),
    deliveries: deliveryStore(table),
    feed: feedStore(table),
    ownAccounts: {
      services: services.filter(isCallable).map(({ name }) => name),
      find: (service, owner) => readOwnAccount(table, service, owner),
      changes: accountChanges(table),
      secrets: connectAccountSecrets().secrets,
      workOf: workOf(table, itemStore(table)),
    },
    objects: objectRemoval(...bucket),
    parts: uploadParts(...bucket),
    list: objectList(...bucket),
    fetched: { objects: objectRemoval(...arrivals), list: objectList(...arrivals) },
    digest: nodeDigest,
    cancel: cancelTask(dependencies),
  }),
);
