import type { ZodOpenApiOperationObject } from 'zod-openapi';
import * as z from 'zod';
import { dispositionOf } from '#domain/files/media-key.ts';
import type { UploadView } from '#domain/files/upload.ts';
import { everyAnswer, headers } from '../openapi/headers.ts';
import { ofBodies, refusedWith, type RefusalCode } from '../openapi/refusals.ts';
import {
  base64UploadBody,
  completeUploadBody,
  createUploadBody,
  storageLinkQuery,
  storageLinkView,
  streamUploadQuery,
  uploadFromUrlBody,
  uploadTicket,
  uploadView,
} from './requests.ts';

type UploadRoute =
  | 'createUpload'
  | 'completeUpload'
  | 'uploadFromUrl'
  | 'uploadBase64'
  | 'uploadStream'
  | 'readUpload'
  | 'deleteUpload'
  | 'storageLink'
  | 'storeObject'
  | 'deleteObject';

const exampleId = '5d0a9b1c2e3f40718293a4b5c6d7e8f9';
const key = `uploads/ana/${exampleId}.png`;

const ready: UploadView = {
  id: exampleId,
  fileName: 'lighthouse.png',
  contentType: 'image/png',
  bytes: 1_482_331,
  sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  status: 'ready',
  url: `https://media.example.com/${key}`,
  downloadUrl: `https://store.example.com/${key}?X-Amz-Signature=0f1e2d`,
  uploadedAt: '2026-11-21T10:00:00.000Z',
  expiresAt: '2026-11-24T10:00:00.000Z',
  daysUntilExpiry: 3,
};

const fetching: UploadView = {
  id: exampleId,
  fileName: 'lighthouse.png',
  status: 'fetching',
  expiresAt: '2026-11-22T10:00:00.000Z',
  daysUntilExpiry: 1,
};

const id = z
  .string()
  .regex(/^[0-9a-f]{32}$/)
  .meta({ description: 'The id of an upload.', example: exampleId });
const prefer = z.object({
  Prefer: z.string().exactOptional().meta({
    description: '`wait=n`: answer when the file is there, or after n seconds (at most 25).',
    example: 'wait=10',
  }),
});

const answer = (description: string, example: UploadView, schema: z.ZodType = uploadView) => ({
  description,
  headers: z.object({ ...everyAnswer, location: headers.uploadLocation }),
  content: { 'application/json': { schema, example } },
});
const theUpload = { ...answer('The upload.', ready), headers: z.object(everyAnswer) };
const file = z.string().meta({ format: 'binary', description: 'The bytes of the file.' });

/** A route whose body is the file itself. */
const withFile = (
  description: string,
  schema: z.ZodType,
  example: UploadView,
): ZodOpenApiOperationObject => ({
  tags: ['Files'],
  description,
  requestParams: { query: streamUploadQuery },
  requestBody: {
    required: true,
    content: { 'image/*': { schema: file }, 'video/*': { schema: file }, 'audio/*': { schema: file } },
  },
  responses: {
    201: answer('The file is here.', example, schema),
    ...refusedWith(
      'unauthorized',
      'payload_too_large',
      'unsupported_media_type',
      'validation_failed',
      'busy',
    ),
  },
});

/** A route with a JSON body. */
const withJson = (
  description: string,
  schema: z.ZodType,
  example: unknown,
  responses: ZodOpenApiOperationObject['responses'],
  ...more: RefusalCode[]
): ZodOpenApiOperationObject => ({
  tags: ['Files'],
  description,
  requestBody: { required: true, content: { 'application/json': { schema, example } } },
  responses: {
    ...responses,
    ...refusedWith(...ofBodies, 'unauthorized', 'busy', ...more),
  },
});

const removal = (
  description: string,
  path: z.ZodObject,
  ...more: RefusalCode[]
): ZodOpenApiOperationObject => ({
  tags: ['Files'],
  description,
  requestParams: { path },
  responses: {
    204: { description: 'Gone.', headers: z.object(everyAnswer) },
    ...refusedWith('unauthorized', 'not_found', 'conflict', 'busy', ...more),
  },
});

const ticket = {
  id: exampleId,
  uploadUrl: `https://store.example.com/${key}?X-Amz-Signature=0f1e2d`,
  method: 'PUT',
  headers: {
    'content-type': 'image/png',
    'content-disposition': dispositionOf(key),
    'if-none-match': '*',
  },
  expiresAt: '2026-11-21T11:00:00.000Z',
};

const createUpload = withJson(
  'The way for files of any size: pictures up to 50 MB, sound up to 100 MB, films up to 500 MB. PUT the bytes to `uploadUrl` with `headers`, then complete the upload. The address takes exactly one file of this type and size.',
  createUploadBody,
  { fileName: 'lighthouse.png', contentType: 'image/png', bytes: 1_482_331 },
  {
    201: {
      description: 'Where to send the file.',
      headers: z.object({ ...everyAnswer, location: headers.uploadLocation }),
      content: { 'application/json': { schema: uploadTicket, example: ticket } },
    },
  },
);

const completeUpload: ZodOpenApiOperationObject = {
  tags: ['Files'],
  description:
    'The bytes are read: what type they are of, and their hash. May be repeated. With `keep` an upload that is ready lives longer, from now.',
  requestParams: { path: z.object({ id }) },
  requestBody: {
    required: false,
    content: { 'application/json': { schema: completeUploadBody, example: { keep: true } } },
  },
  responses: {
    200: theUpload,
    ...refusedWith(...ofBodies, 'unauthorized', 'not_found', 'conflict'),
  },
};

/** What the routes about files that come in take and answer. */
export const uploadOperations = (): Record<UploadRoute, ZodOpenApiOperationObject> => ({
  createUpload,
  completeUpload,
  uploadFromUrl: {
    ...withJson(
      'A worker gets the file: from a public https address, up to 100 MB, within 30 seconds. Read the upload until it is `ready` or `failed`, or send `Prefer: wait=n`.',
      uploadFromUrlBody,
      { url: 'https://example.com/lighthouse.png' },
      { 200: answer('It is ready, or it failed.', ready), 202: answer('A worker gets it.', fetching) },
    ),
    requestParams: { header: prefer },
  },
  uploadBase64: withJson(
    'For files up to 4 MB.',
    base64UploadBody,
    { base64Data: 'iVBORw0KGgo=', fileName: 'dot.png' },
    { 201: answer('The file is here.', ready) },
  ),
  uploadStream: withFile('For files up to 4 MB.', uploadView, ready),
  readUpload: {
    tags: ['Files'],
    description: 'One upload. What has expired is not found.',
    requestParams: { path: z.object({ id }), header: prefer },
    responses: { 200: theUpload, ...refusedWith('unauthorized', 'not_found') },
  },
  deleteUpload: removal('Refused while a task that uses it has not ended.', z.object({ id })),
  storageLink: {
    tags: ['Files'],
    description: 'Reads an upload or an output of yours, by its key, for an hour.',
    requestParams: { query: storageLinkQuery },
    responses: {
      200: {
        description: 'The address.',
        headers: z.object(everyAnswer),
        content: {
          'application/json': {
            schema: storageLinkView,
            example: { key, url: ready.downloadUrl, expiresAt: '2026-11-21T11:00:00.000Z' },
          },
        },
      },
      ...refusedWith('unauthorized', 'forbidden', 'not_found', 'validation_failed'),
    },
  },
  storeObject: withFile(
    'Like `/uploads/stream`, and tells the key.',
    uploadView.extend({ key: z.string() }),
    {
      ...ready,
      ...{ key },
    },
  ),
  deleteObject: removal(
    'Removes an upload by its key. An output goes with its task.',
    z.object({ key: z.string().meta({ description: 'The key.', example: key }) }),
    'forbidden',
  ),
});
