import { fetchUpload } from '#actions/uploads/fetch-upload.ts';
import { uploadWriter } from '#storage/objects/upload-writer.ts';
import { connectBucket } from './wiring/connect-bucket.ts';
import { connectTable } from './wiring/connect-table.ts';
import { connectStrangers, connectUploads } from './wiring/connect-uploads.ts';
import { eventHandler } from './wiring/event-handler.ts';

/** Called with an event for every file that is to be fetched; what it throws has it called again. */
export const handler = eventHandler(
  fetchUpload({
    ...connectUploads(connectTable()),
    ...connectStrangers(),
    writer: uploadWriter(...connectBucket()),
  }),
);
