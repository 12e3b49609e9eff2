import { expireUploads } from '#actions/files/expire-uploads.ts';
import { removeOrphans } from '#actions/files/remove-orphans.ts';
import { bucketMarker } from '#storage/objects/bucket-marker.ts';
import { objectList } from '#storage/objects/object-list.ts';
import { walkStore } from '#storage/files/walk-store.ts';
import { uploadParts } from '#storage/objects/upload-parts.ts';
import { objectRemoval } from '#storage/objects/upload-removal.ts';
import { connectBucket } from '../compose/connect-bucket.ts';
import { connectTable, connectTaskStore } from '../compose/connect-table.ts';
import { connectUploads } from '../compose/connect-uploads.ts';
import { eventHandler } from '../compose/event-handler.ts';
import { readSettings } from '../compose/settings.ts';

/** The function may run for fifteen minutes; what is left after twelve is left to the next tick. */
const PATIENCE_MS = 12 * 60_000;

const table = connectTable();
const bucket = connectBucket();
const dependencies = {
  ...connectUploads(table),
  tasks: connectTaskStore(table),
  objects: objectRemoval(...bucket),
  parts: uploadParts(...bucket),
};
const expire = expireUploads(dependencies);
const orphans = removeOrphans({
  ...dependencies,
  list: objectList(...bucket),
  marker: bucketMarker(...bucket),
  place: walkStore(table, 'orphans'),
  removes: readSettings('REMOVE_ORPHANS').REMOVE_ORPHANS,
});

/** Called every hour by the schedule; what the event says does not matter. */
export const handler = eventHandler(async () => ({
  uploads: await expire(dependencies.clock.now() + PATIENCE_MS),
  orphans: await orphans(),
}));
