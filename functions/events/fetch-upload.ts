import { fetchUpload } from '#actions/files/fetch-upload.ts';
import { dropObject } from '#storage/objects/drop-object.ts';
import { connectBringing } from '../compose/connect-bringing.ts';
import { connectBucket } from '../compose/connect-bucket.ts';
import { connectTable } from '../compose/connect-table.ts';
import { connectCountedUploads } from '../compose/connect-uploads.ts';
import { eventHandler } from '../compose/event-handler.ts';

/** Called with an event for every file that is to be fetched; what it throws has it called again. */
export const handler = eventHandler(
  fetchUpload({
    ...connectCountedUploads(connectTable()),
    ...connectBringing(),
    drop: dropObject(...connectBucket()),
  }),
);
