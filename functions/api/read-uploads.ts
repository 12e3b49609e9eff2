import { awaitUpload, isFetching, readUpload } from '#actions/files/read-upload.ts';
import { storageLink } from '#actions/files/storage-object.ts';
import { parseOr422 } from '#contract/wire/problem.ts';
import { fileRoutes } from '#contract/files/routes.ts';
import { storageLinkQuery } from '#contract/files/requests.ts';
import { keyReader } from '#storage/keys/key-reader.ts';
import { isThere } from '#storage/objects/lying-object.ts';
import { getLinks } from '#storage/objects/upload-links.ts';
import { endpoint } from '../http/endpoint.ts';
import { operation } from '../http/operation.ts';
import { uploadHolder } from '../http/upload-holder.ts';
import { uploadShower } from '../http/upload-responses.ts';
import { connectBucket } from '../compose/connect-bucket.ts';
import { connectRequestCounts } from '../compose/connect-request-counts.ts';
import { connectMediaAddresses } from '../compose/connect-media-addresses.ts';
import { connectTable } from '../compose/connect-table.ts';
import { connectUploads } from '../compose/connect-uploads.ts';
import { connectWaiting } from '../compose/connect-waiting.ts';

const table = connectTable();
const dependencies = connectUploads(table);
const [client, bucket] = connectBucket();
const links = getLinks(client, bucket);
const read = readUpload(dependencies);
const settle = awaitUpload(dependencies);
const keepWaiting = connectWaiting(table);
const linkTo = storageLink({ ...dependencies, links, isThere: (key) => isThere({ client, bucket }, key) });
const show = uploadShower(links, connectMediaAddresses());

export const handler = endpoint(
  { keys: keyReader(table), count: connectRequestCounts(table) },
  operation(fileRoutes.readUpload, async (request, caller) => {
    const upload = await read(uploadHolder(caller), request.parameters['id'] ?? '');
    const { value } = await keepWaiting(request, { first: upload, isPending: isFetching, settle });
    return show(200, value);
  }),
  operation(
    fileRoutes.storageLink,
    async ({ query }, { owner }) => {
      const { key } = parseOr422(storageLinkQuery, query);
      return { status: 200, body: await linkTo(owner, key) };
    },
    storageLinkQuery,
  ),
);
