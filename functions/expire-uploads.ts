import { expireUploads } from '#actions/uploads/expire-uploads.ts';
import { removeOrphans } from '#actions/remove-orphans.ts';
import { objectList } from '#storage/objects/object-list.ts';
import { placeStore } from '#storage/place-store.ts';
import { objectRemoval } from '#storage/objects/upload-removal.ts';
import { connectTable, connectTaskStore } from './wiring/connect-table.ts';
import { connectBucket } from './wiring/connect-bucket.ts';
import { connectUploads } from './wiring/connect-uploads.ts';
import { readSettings } from './wiring/settings.ts';
import { workflowStep } from './workflow-step.ts';

/** The function may run for fifteen minutes; what is left after twelve is left to the next tick. */
const PATIENCE_MS = 12 * 60_000;

const table = connectTable();
const bucket = connectBucket();
const needs = { ...connectUploads(table), tasks: connectTaskStore(table), objects: objectRemoval(...bucket) };
const expire = expireUploads(needs);
const orphans = removeOrphans({
  ...needs,
  list: objectList(...bucket),
  place: placeStore(table, 'orphans'),
  removes: readSettings('REMOVE_ORPHANS').REMOVE_ORPHANS,
});

/** Called every hour by the schedule; what the event says does not matter. */
export const handler = workflowStep(async () => ({
  uploads: await expire(needs.clock.now() + PATIENCE_MS),
  orphans: await orphans(),
}));
