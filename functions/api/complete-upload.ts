import { completeUpload } from '#actions/files/complete-upload.ts';
import { fileRoutes } from '#contract/files/routes.ts';
import { completeUploadBody } from '#contract/files/requests.ts';
import { keyReader } from '#storage/keys/key-reader.ts';
import { getLinks } from '#storage/objects/upload-links.ts';
import { uploadIntake } from '#storage/objects/upload-intake.ts';
import { uploadParts } from '#storage/objects/upload-parts.ts';
import { uploadReader } from '#storage/objects/upload-reader.ts';
import { endpoint } from '../http/endpoint.ts';
import { operation } from '../http/operation.ts';
import { readJson } from '../http/read-json.ts';
import { uploadHolder } from '../http/upload-holder.ts';
import { uploadShower } from '../http/upload-responses.ts';
import { connectBucket } from '../compose/connect-bucket.ts';
import { connectRequestCounts } from '../compose/connect-request-counts.ts';
import { connectMediaAddresses } from '../compose/connect-media-addresses.ts';
import { connectTable } from '../compose/connect-table.ts';
import { connectCountedUploads } from '../compose/connect-uploads.ts';

const table = connectTable();
const bucket = connectBucket();
const complete = completeUpload({
  ...connectCountedUploads(table),
  reader: uploadReader(...bucket),
  intake: uploadIntake(...bucket),
  parts: uploadParts(...bucket),
});
const show = uploadShower(getLinks(...bucket), connectMediaAddresses());

export const handler = endpoint(
  { keys: keyReader(table), count: connectRequestCounts(table) },
  operation(fileRoutes.completeUpload, async (request, caller) => {
    const asked = request.body === '' ? {} : readJson(request, completeUploadBody);
    return show(
      200,
      await complete({ ...uploadHolder(caller), id: request.parameters['id'] ?? '', ...asked }),
    );
  }),
);
