import { Buffer } from 'node:buffer';
import { from, keep, valueAt, type Memory, type Received, type Row } from '../row.ts';

/** A picture of one pixel, and the same with a text in it: two files, two hashes. */
const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const png = { 'content-type': 'image/png' };
const unknownId = '0123456789abcdef0123456789abcdef';
const sent = { fileName: 'a boat.png', contentType: 'image/png', bytes: pixel.length };

/** Keeps the stable address of an upload, and the key in it. */
const keepAddress =
  (name: string) =>
  (answer: Received, memory: Memory): void => {
    const url = valueAt(answer, 'url');
    if (typeof url !== 'string') return;
    memory.set(`${name} media`, url);
    memory.set(`${name} key`, url.slice(url.indexOf('/media/') + '/media/'.length));
  };

/** What the address of an upload was signed for. */
const keepTicket = (answer: Received, memory: Memory): void => {
  keep({ upload: ['id'], 'upload address': ['uploadUrl'], 'upload method': ['method'] })(answer, memory);
  memory.set('upload headers', JSON.stringify(valueAt(answer, 'headers')));
};

/** Where the one part of a small file goes. */
const keepParts = (answer: Received, memory: Memory): void => {
  keep({ 'parted upload': ['id'] })(answer, memory);
  const [first] = valueAt(answer, 'parts') as readonly { readonly uploadUrl?: string }[];
  memory.set('part address', first?.uploadUrl ?? '');
};

/** The picture as a browser sends it in a form. */
const form = Buffer.concat([
  Buffer.from(
    '--a-border\r\nContent-Disposition: form-data; name="file"; filename="pixel.png"\r\nContent-Type: image/png\r\n\r\n',
  ),
  pixel,
  Buffer.from('\r\n--a-border--\r\n'),
]);

/** The ways of a file into the store and out of it. */
export const fileRows: readonly Row[] = [
  {
    name: 'an address for a file is handed out',
    route: 'createUpload',
    status: 201,
    send: () => ({ body: sent }),
    remember: keepTicket,
  },
  {
    name: 'a file that was not sent is not complete',
    route: 'completeUpload',
    refusal: 'conflict',
    status: 409,
    send: (memory) => ({ parameters: { id: from(memory, 'upload') } }),
  },
  {
    name: 'the store takes the file',
    status: 200,
    send: (memory) => ({
      address: from(memory, 'upload address'),
      method: from(memory, 'upload method'),
      raw: pixel,
      headers: JSON.parse(from(memory, 'upload headers')) as Record<string, string>,
    }),
  },
  {
    name: 'a file that was sent is complete',
    route: 'completeUpload',
    status: 200,
    send: (memory) => ({ parameters: { id: from(memory, 'upload') } }),
    remember: keepAddress('upload'),
  },
  {
    name: 'addresses for a file in parts are handed out',
    route: 'createUploadInParts',
    status: 201,
    send: () => ({ body: sent }),
    remember: keepParts,
  },
  {
    name: 'a file in parts of which some are missing is not complete',
    route: 'completeUpload',
    refusal: 'conflict',
    status: 409,
    send: (memory) => ({ parameters: { id: from(memory, 'parted upload') } }),
  },
  {
    name: 'the store takes a part',
    status: 200,
    send: (memory) => ({ address: from(memory, 'part address'), method: 'PUT', raw: pixel }),
  },
  {
    name: 'parts that have arrived are told',
    route: 'readUploadParts',
    status: 200,
    send: (memory) => ({ parameters: { id: from(memory, 'parted upload') } }),
  },
  {
    name: 'a file whose parts are all here is complete',
    route: 'completeUpload',
    status: 200,
    send: (memory) => ({ parameters: { id: from(memory, 'parted upload') } }),
  },
  {
    name: 'an upload is read',
    route: 'readUpload',
    status: 200,
    send: (memory) => ({ parameters: { id: from(memory, 'upload') } }),
  },
  {
    name: 'an upload of another owner is not found',
    route: 'readUpload',
    refusal: 'not_found',
    status: 404,
    send: (memory) => ({ as: 'other', parameters: { id: from(memory, 'upload') } }),
  },
  {
    name: 'the media address leads on',
    route: 'readMedia',
    status: 302,
    send: (memory) => ({ as: 'nobody', address: from(memory, 'upload media') }),
    remember: ({ headers }, memory) => memory.set('signed media', headers.get('location') ?? ''),
  },
  {
    name: 'the bytes behind the media address are those that were sent',
    status: 200,
    send: (memory) => ({ address: from(memory, 'signed media') }),
  },
  {
    name: 'the media address can be asked without the bytes',
    route: 'probeMedia',
    status: 302,
    send: (memory) => ({ as: 'nobody', address: from(memory, 'upload media') }),
  },
  {
    name: 'a media address that cannot be one is not found',
    route: 'readMedia',
    refusal: 'not_found',
    status: 404,
    send: () => ({ as: 'nobody', parameters: { key: 'secrets/a.txt' } }),
  },
  {
    name: 'an address for a key of the owner is handed out',
    route: 'storageLink',
    status: 200,
    send: (memory) => ({ query: { key: from(memory, 'upload key') } }),
  },
  {
    name: 'an address for a key of another owner is not',
    route: 'storageLink',
    refusal: 'forbidden',
    status: 403,
    send: (memory) => ({ as: 'other', query: { key: from(memory, 'upload key') } }),
  },
  {
    name: 'a small file within JSON is kept',
    route: 'uploadBase64',
    status: 201,
    send: () => ({ body: { base64Data: pixel.toString('base64'), fileName: 'pixel.png' } }),
    remember: keepAddress('second'),
  },
  {
    name: 'a text is no picture, whatever it is called',
    route: 'uploadBase64',
    refusal: 'unsupported_media_type',
    status: 415,
    send: () => ({ body: { base64Data: Buffer.from('a text').toString('base64'), fileName: 'pixel.png' } }),
  },
  {
    name: 'a small file as the body is kept',
    route: 'uploadStream',
    status: 201,
    send: () => ({ raw: pixel, headers: png, query: { fileName: 'pixel.png' } }),
    remember: keep({ 'third upload': ['id'] }),
  },
  {
    name: 'a small file in a form is kept',
    route: 'uploadForm',
    status: 201,
    send: () => ({ raw: form, headers: { 'content-type': 'multipart/form-data; boundary=a-border' } }),
  },
  {
    name: 'a small file as the body is stored under a key',
    route: 'storeObject',
    status: 201,
    send: () => ({ raw: pixel, headers: png, query: { fileName: 'pixel.png' } }),
  },
  {
    name: 'a file is fetched from elsewhere, after the answer',
    route: 'uploadFromUrl',
    status: 202,
    send: () => ({ body: { url: 'https://files.invalid/boat.png' } }),
    remember: keep({ fetched: ['id'] }),
  },
  {
    name: 'a file at a host that nobody knows is said not to come',
    route: 'readUpload',
    status: 200,
    send: (memory) => ({ parameters: { id: from(memory, 'fetched') } }),
    until: (answer) => valueAt(answer, 'status') !== 'fetching',
  },
  {
    name: 'an address in a private network is refused',
    route: 'uploadFromUrl',
    refusal: 'validation_failed',
    status: 422,
    send: () => ({ body: { url: 'https://169.254.169.254/latest/meta-data/' } }),
  },
  {
    name: 'an address that is none is refused',
    route: 'uploadFromUrl',
    refusal: 'validation_failed',
    status: 422,
    send: () => ({ body: { url: 'boat.png' } }),
  },
  {
    name: 'an upload is removed',
    route: 'deleteUpload',
    status: 204,
    send: (memory) => ({ parameters: { id: from(memory, 'third upload') } }),
  },
  {
    name: 'an upload is removed by its key',
    route: 'deleteObject',
    status: 204,
    send: (memory) => ({ parameters: { key: from(memory, 'second key') } }),
  },
  {
    name: 'a removed upload is not found',
    route: 'readUpload',
    refusal: 'not_found',
    status: 404,
    send: (memory) => ({ parameters: { id: from(memory, 'third upload') } }),
  },
  {
    name: 'an upload that never was is not found',
    route: 'readUpload',
    refusal: 'not_found',
    status: 404,
    send: () => ({ parameters: { id: unknownId } }),
  },
];
