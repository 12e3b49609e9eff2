import { createUpload } from '#actions/files/create-upload.ts';
import { awaitUpload, isFetching } from '#actions/files/read-upload.ts';
import { storeUpload, tooLargeForBody } from '#actions/files/store-upload.ts';
import { uploadFromUrl } from '#actions/files/upload-from-url.ts';
import { createPartedUpload, readUploadParts } from '#actions/files/upload-parts.ts';
import { parseOr422 } from '#contract/wire/problem.ts';
import { viewUploadParts, viewUploadTicket } from '#contract/files/view-upload.ts';
import { addressOf } from '#contract/route.ts';
import { fileRoutes } from '#contract/files/routes.ts';
import {
  base64UploadBody,
  createUploadBody,
  streamUploadQuery,
  uploadFromUrlBody,
} from '#contract/files/requests.ts';
import { Failure } from '#domain/error.ts';
import { MOST_INLINE_BYTES } from '#domain/files/upload-type.ts';
import { addressFault } from '#providers/network/remote-address.ts';
import { keyReader } from '#storage/keys/key-reader.ts';
import { dropObject } from '#storage/objects/drop-object.ts';
import { getLinks, putLinks } from '#storage/objects/upload-links.ts';
import { uploadParts } from '#storage/objects/upload-parts.ts';
import { uploadWriter } from '#storage/objects/upload-writer.ts';
import type { Caller } from '../http/caller.ts';
import { endpoint } from '../http/endpoint.ts';
import { operation } from '../http/operation.ts';
import { isForm, readForm } from '../http/read-form.ts';
import { readJson } from '../http/read-json.ts';
import type { HttpRequest } from '../http/request.ts';
import type { HttpResponse } from '../http/response.ts';
import { uploadHolder, uploadMaker } from '../http/upload-holder.ts';
import { decodeBase64, nameFrom, uploadShower } from '../http/upload-responses.ts';
import { connectBucket } from '../compose/connect-bucket.ts';
import { connectRequestCounts } from '../compose/connect-request-counts.ts';
import { connectMediaAddresses } from '../compose/connect-media-addresses.ts';
import { connectTable } from '../compose/connect-table.ts';
import { connectCountedUploads, connectFetch } from '../compose/connect-uploads.ts';
import { connectWaiting } from '../compose/connect-waiting.ts';
import { readSettings } from '../compose/settings.ts';
import { systemClock } from '../compose/system-ports.ts';

const { LOCAL_SOURCES } = readSettings('LOCAL_SOURCES');
const table = connectTable();
const dependencies = connectCountedUploads(table);
const bucket = connectBucket();
const create = createUpload({ ...dependencies, links: putLinks(...bucket) });
const parted = { ...dependencies, parts: uploadParts(...bucket) };
const createInParts = createPartedUpload(parted);
const readParts = readUploadParts(parted);
const store = storeUpload({
  ...dependencies,
  writer: uploadWriter(...bucket),
  drop: dropObject(...bucket),
});
const fetcher = connectFetch();
const fetchFrom = uploadFromUrl({ ...dependencies, startFetch: (order) => fetcher.callLater(order) });
const settle = awaitUpload(dependencies);
const keepWaiting = connectWaiting(table);
const show = uploadShower(getLinks(...bucket), connectMediaAddresses());

/** Base64 takes a third more, and the other members a little. */
const MOST_BASE64_BODY = Math.ceil(MOST_INLINE_BYTES / 3) * 4 + 16 * 1024;

async function servePresigned(request: HttpRequest, caller: Caller): Promise<HttpResponse> {
  const { upload, link } = await create({ ...uploadMaker(caller), ...readJson(request, createUploadBody) });
  const location = addressOf(fileRoutes.readUpload, upload.id);
  return { status: 201, headers: { location }, body: viewUploadTicket(upload, link) };
}

async function serveInParts(request: HttpRequest, caller: Caller): Promise<HttpResponse> {
  const made = await createInParts({ ...uploadMaker(caller), ...readJson(request, createUploadBody) });
  const location = addressOf(fileRoutes.readUpload, made.upload.id);
  return { status: 201, headers: { location }, body: viewUploadParts(made, systemClock.now()) };
}

async function serveParts({ parameters }: HttpRequest, caller: Caller): Promise<HttpResponse> {
  const found = await readParts({ ...uploadHolder(caller), id: parameters['id'] ?? '' });
  return { status: 200, body: viewUploadParts(found, systemClock.now()) };
}

async function serveFromUrl(request: HttpRequest, caller: Caller): Promise<HttpResponse> {
  const { url, fileName = nameFrom(url), ...order } = readJson(request, uploadFromUrlBody);
  const why = addressFault(url, LOCAL_SOURCES);
  if (why !== undefined) {
    throw new Failure('validation_failed', 'The file cannot be fetched', {
      errors: [{ path: '/url', message: `cannot be fetched: ${why}` }],
    });
  }
  const accepted = await fetchFrom({ ...uploadMaker(caller), url, fileName, ...order });
  const { value: upload, waited } = await keepWaiting(request, {
    first: accepted,
    isPending: isFetching,
    settle,
  });
  const answer = await show(isFetching(upload) ? 202 : 200, upload);
  const applied = waited === 0 ? {} : { 'preference-applied': `wait=${waited}` };
  return { ...answer, headers: { ...answer.headers, ...applied } };
}

async function serveBase64(request: HttpRequest, caller: Caller): Promise<HttpResponse> {
  if (Buffer.byteLength(request.body) > MOST_BASE64_BODY) throw tooLargeForBody();
  const {
    base64Data,
    fileName = nameFrom(undefined),
    ...order
  } = readJson(request, base64UploadBody, MOST_BASE64_BODY);
  const bytes = decodeBase64(base64Data);
  return show(201, await store({ ...uploadMaker(caller), fileName, ...order, bytes }));
}

async function storeForm(request: HttpRequest, caller: Caller) {
  if (!isForm(request)) {
    throw new Failure('unsupported_media_type', 'Send a form with "Content-Type: multipart/form-data"');
  }
  return store({ ...uploadMaker(caller), ...(await readForm(request)) });
}

async function storeBody(request: HttpRequest, caller: Caller) {
  const type = request.headers['content-type'] ?? '';
  if (/^multipart\/|^application\/json/i.test(type)) {
    throw new Failure(
      'unsupported_media_type',
      'Send the bytes of the file as the body, under its own content type; forms go to POST /api/v1/uploads/form',
    );
  }
  const { fileName = nameFrom(undefined), ...order } = parseOr422(streamUploadQuery, request.query);
  return store({ ...uploadMaker(caller), fileName, ...order, bytes: request.bytes() });
}

async function serveStream(request: HttpRequest, caller: Caller): Promise<HttpResponse> {
  return show(201, await storeBody(request, caller));
}

async function serveForm(request: HttpRequest, caller: Caller): Promise<HttpResponse> {
  return show(201, await storeForm(request, caller));
}

async function serveObject(request: HttpRequest, caller: Caller): Promise<HttpResponse> {
  const upload = await (isForm(request) ? storeForm(request, caller) : storeBody(request, caller));
  return show(201, upload, { key: upload.key });
}

export const handler = endpoint(
  { keys: keyReader(table), count: connectRequestCounts(table) },
  operation(fileRoutes.createUpload, servePresigned),
  operation(fileRoutes.createUploadInParts, serveInParts),
  operation(fileRoutes.readUploadParts, serveParts),
  operation(fileRoutes.uploadFromUrl, serveFromUrl),
  operation(fileRoutes.uploadBase64, serveBase64),
  operation(fileRoutes.uploadStream, serveStream, streamUploadQuery),
  operation(fileRoutes.uploadForm, serveForm),
  operation(fileRoutes.storeObject, serveObject, streamUploadQuery),
);
