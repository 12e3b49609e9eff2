import { cancelTask } from '#actions/cancel-task.ts';
import { eraseData } from '#actions/erasure/erase-data.ts';
import { copyStore } from '#storage/copy-store.ts';
import { erasureStore } from '#storage/erasure-store.ts';
import { itemStore } from '#storage/item-store.ts';
import { ledgerStore } from '#storage/ledger-store.ts';
import { ledgerBooks } from '#storage/ledger-sums.ts';
import { objectList } from '#storage/objects/object-list.ts';
import { objectRemoval } from '#storage/objects/upload-removal.ts';
import { uploadStore } from '#storage/upload-store.ts';
import { cloudLog } from './wiring/cloud-log.ts';
import { connectBucket } from './wiring/connect-bucket.ts';
import { connectTable, connectTaskStore } from './wiring/connect-table.ts';
import { eventHandler } from './wiring/event-handler.ts';
import { nodeDigest, systemClock } from './wiring/system-ports.ts';

const table = connectTable();
const bucket = connectBucket();
const needs = {
  tasks: connectTaskStore(table),
  ledger: ledgerStore(table),
  clock: systemClock,
  log: cloudLog,
};

/** Called every five minutes by the schedule; what the event says does not matter. */
export const handler = eventHandler(
  eraseData({
    ...needs,
    erasures: erasureStore(table),
    books: ledgerBooks(table),
    uploads: uploadStore(table),
    copies: copyStore(table),
    items: itemStore(table),
    objects: objectRemoval(...bucket),
    list: objectList(...bucket),
    digest: nodeDigest,
    cancel: cancelTask(needs),
  }),
);
