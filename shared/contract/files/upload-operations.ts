import * as z from 'zod';
import { headers } from '../openapi/headers.ts';
import type { Answer, Operation } from '../openapi/operation.ts';
import { storageLinkView, uploadPartsView, uploadTicket, uploadView, type UploadView } from './answers.ts';
import { exampleKey, examples } from './examples.ts';
import {
  base64UploadBody,
  completeUploadBody,
  createUploadBody,
  storageLinkQuery,
  streamUploadQuery,
  uploadForm,
  uploadFromUrlBody,
} from './requests.ts';

const { ready, fetching, ticket, parts, link } = examples;

const prefer = z.object({
  Prefer: z.string().exactOptional().meta({
    description: '`wait=n`: answer when the file is there, or after n seconds (at most 25).',
    example: 'wait=10',
  }),
});

const answer = (description: string, example: UploadView, schema: z.ZodType = uploadView): Answer => ({
  description,
  headers: { location: headers.uploadLocation },
  content: { schema, example },
});

const theUpload: Answer = { description: 'The upload.', content: { schema: uploadView, example: ready } };

/** Of the ways in on which the file travels within the request. */
const small =
  'For files up to 4 MB: a call of Lambda holds 6, and what is no text grows by a third in it. A larger file is a 413, over some 4.4 MB in the gateway’s own form; `POST /api/v1/uploads` gives an address for it.';

/** A route whose body is the file itself. */
const withFile = (description: string, schema: z.ZodType, example: UploadView): Operation => ({
  description,
  query: streamUploadQuery,
  body: {
    files: ['image/*', 'video/*', 'audio/*'],
    schema: z.string().meta({ format: 'binary', description: 'The bytes of the file.' }),
  },
  answers: { 201: answer('The file is here.', example, schema) },
});

const form = { schema: uploadForm, example: { file: '@lighthouse.png', uploadPath: 'user-uploads' } };

const removal = (description: string): Operation => ({
  description,
  answers: { 204: { description: 'Gone.' } },
  refusals: ['not_found', 'conflict'],
});

const storedObject = withFile(
  'Like `/uploads/stream` or, with a form, like `/uploads/form`; and tells the key.',
  uploadView.extend({ key: z.string() }),
  { ...ready, ...{ key: exampleKey } },
);
const storing: Operation = {
  ...storedObject,
  ...(storedObject.body && { body: { ...storedObject.body, form } }),
};

/** Files that come in. */
export const uploadOperations = {
  createUpload: {
    description:
      'The way for files of any size: pictures up to 50 MB, sound up to 100 MB, films up to 500 MB. PUT the bytes to `uploadUrl` with `headers`, then complete the upload. The address takes exactly one file of this type and size.',
    body: {
      schema: createUploadBody,
      example: { fileName: 'lighthouse.png', contentType: 'image/png', bytes: 1_482_331 },
    },
    answers: {
      201: {
        description: 'Where to send the file.',
        headers: { location: headers.uploadLocation },
        content: { schema: uploadTicket, example: ticket },
      },
    },
  },
  createUploadInParts: {
    description:
      'As `POST /api/v1/uploads`, for large files and lines that break: the file goes up in parts, in any order and several at once, a part that broke off is sent again, and what has arrived stays for a day. PUT each part to its `uploadUrl`, ask for the parts again where addresses have ended, then complete the upload.',
    body: {
      schema: createUploadBody,
      example: { fileName: 'lighthouse.mp4', contentType: 'video/mp4', bytes: 20_000_000 },
    },
    answers: {
      201: {
        description: 'Where to send the parts.',
        headers: { location: headers.uploadLocation },
        content: { schema: uploadPartsView, example: parts },
      },
    },
  },
  readUploadParts: {
    description:
      'Which parts of an upload have arrived, and new addresses for the others. Refused where no part is awaited any more: then complete it.',
    answers: { 200: { description: 'The parts.', content: { schema: uploadPartsView, example: parts } } },
    refusals: ['not_found', 'conflict'],
  },
  completeUpload: {
    description:
      'The bytes are read: what type they are of, and their hash. May be repeated. With `keep` an upload that is ready lives longer, from now.',
    body: { optional: true, schema: completeUploadBody, example: { keep: true } },
    answers: { 200: theUpload },
    refusals: ['not_found', 'conflict'],
  },
  uploadFromUrl: {
    description:
      'A worker gets the file: from a public https address, up to 100 MB, within 30 seconds. Read the upload until it is `ready` or `failed`, or send `Prefer: wait=n`.',
    header: prefer,
    body: { schema: uploadFromUrlBody, example: { url: 'https://example.com/lighthouse.png' } },
    answers: { 200: answer('It is ready, or it failed.', ready), 202: answer('A worker gets it.', fetching) },
  },
  uploadBase64: {
    description: small,
    body: { schema: base64UploadBody, example: { base64Data: 'iVBORw0KGgo=', fileName: 'dot.png' } },
    answers: { 201: answer('The file is here.', ready) },
  },
  uploadStream: withFile(small, uploadView, ready),
  uploadForm: {
    description: `As a browser’s \`FormData\` sends it: the file, and beside it \`uploadPath\`, \`fileName\` and \`keep\`. ${small}`,
    body: { ...form, files: ['multipart/form-data'] },
    answers: { 201: answer('The file is here.', ready) },
  },
  readUpload: {
    description: 'One upload. What has expired is not found.',
    header: prefer,
    answers: { 200: theUpload },
    refusals: ['not_found'],
  },
  deleteUpload: removal('Refused while a task that uses it has not ended.'),
  storageLink: {
    description: 'Reads an upload or an output of yours, by its key, for an hour.',
    query: storageLinkQuery,
    answers: {
      200: { description: 'The address.', content: { schema: storageLinkView, example: link } },
    },
    refusals: ['forbidden', 'not_found'],
  },
  storeObject: storing,
  deleteObject: {
    ...removal('Removes an upload by its key. An output goes with its task.'),
    refusals: ['not_found', 'conflict', 'forbidden'],
  },
} as const satisfies Record<string, Operation>;
