/** The bytes of a file, or where they are. A path can be opened in Node, Deno and Bun. */
export type FileSource =
  Blob | Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array<ArrayBuffer>> | { readonly path: string };

/**
 * What a model takes as a file: an address, the id of an upload, or the file itself, which is then uploaded. A path stands
 * as `{ path: './hat.png' }`.
 */
export type FileInput = string | URL | FileSource;

export const isSource = (value: unknown): value is FileSource =>
  value instanceof Blob || value instanceof Uint8Array || value instanceof ReadableStream || isPath(value);

const isPath = (value: unknown): value is { readonly path: string } =>
  typeof value === 'object' &&
  value !== null &&
  Object.keys(value).join() === 'path' &&
  typeof (value as { path: unknown }).path === 'string';
