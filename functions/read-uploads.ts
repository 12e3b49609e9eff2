import { awaitUpload, readUpload } from '#actions/uploads/read-upload.ts';
import { storageLink } from '#actions/uploads/storage-object.ts';
import { parseOr422 } from '#contract/wire/problem.ts';
import { routes } from '#contract/routes.ts';
import { storageLinkQuery } from '#contract/files/requests.ts';
import { keyStore } from '#storage/key-store.ts';
import { getLinks } from '#storage/objects/upload-links.ts';
import { connectTable } from './wiring/connect-table.ts';
import { connectBucket } from './wiring/connect-bucket.ts';
import { connectUploads } from './wiring/connect-uploads.ts';
import { authenticator, endpoint, keyedRoute } from './endpoint.ts';
import { waitSeconds } from './task-answers.ts';
import { uploadShower } from './upload-answers.ts';
import { readSettings } from './wiring/settings.ts';

const table = connectTable();
const needs = connectUploads(table);
const links = getLinks(...connectBucket());
const read = readUpload(needs);
const settle = awaitUpload(needs);
const linkTo = storageLink({ ...needs, links });
const show = uploadShower(links, readSettings('MEDIA_BASE_URL').MEDIA_BASE_URL);

export const handler = endpoint(
  authenticator(keyStore(table)),
  keyedRoute(routes.readUpload, async ({ parameters, headers }, { owner }) => {
    const upload = await read(owner, parameters['id'] ?? '');
    return show(200, await settle(upload, waitSeconds(headers['prefer'])));
  }),
  keyedRoute(routes.storageLink, async ({ query }, { owner }) => {
    const { key } = parseOr422(storageLinkQuery, query);
    return { status: 200, body: await linkTo(owner, key) };
  }),
);
