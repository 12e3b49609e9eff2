import { fetchUpload } from '#actions/uploads/fetch-upload.ts';
import { uploadWriter } from '#storage/objects/upload-writer.ts';
import { connectTable } from './wiring/connect-table.ts';
import { connectBucket } from './wiring/connect-bucket.ts';
import { connectStrangers, connectUploads } from './wiring/connect-uploads.ts';
import { workflowStep } from './wiring/event-handler.ts';

/** Called with an event for every file that is to be fetched; what it throws has it called again. */
export const handler = workflowStep(
  fetchUpload({
    ...connectUploads(connectTable()),
    ...connectStrangers(),
    writer: uploadWriter(...connectBucket()),
  }),
);
