import { openPath } from '#open-path';
import type { FileSource } from './file-input.ts';
import { localError, type DarkroomError } from './error.ts';
import { sendBytes, type UploadProgress } from './send-bytes.ts';
import { part, type Transport } from './transport.ts';
import type { Upload, UploadTicket } from './api-types.gen.ts';

export interface UploadOptions {
  /** Shown, and offered when the file is saved. That of the `File` or of the path where it is left out. */
  readonly fileName?: string;
  /** That of the `Blob`, or what the name's ending says, where it is left out. */
  readonly contentType?: string;
  /** A folder of your own below your prefix. */
  readonly uploadPath?: string;
  /** It lives longer than the usual days. */
  readonly keep?: boolean;
  /** A picture is kept without place, time and camera. */
  readonly stripMetadata?: boolean;
  readonly onProgress?: (progress: UploadProgress) => void;
  /** A file of more bytes goes up in parts, each of which is sent again where the line breaks. 50 MB where it is left out. */
  readonly partsAbove?: number;
  /** Told the id of an upload in parts as soon as there is one: with it, and the same file, another process goes on. */
  readonly onBegin?: (begun: { readonly id: string }) => void;
  /** The id of an upload in parts that broke off; what has arrived of it is not sent again. */
  readonly resume?: string;
  readonly signal?: AbortSignal | undefined;
}

const MB = 1024 * 1024;

/** How large a file may be, by the first half of its type. */
export const largestBytes: Readonly<Record<string, number>> = {
  image: 50 * MB,
  audio: 100 * MB,
  video: 500 * MB,
};

// Endings, and what the type is called where it is not called so; what is taken is what stands here.
const endings = {
  image: 'png jpg=jpeg jpeg webp gif bmp tif=tiff tiff',
  video: 'mp4 mov=quicktime webm mkv=x-matroska avi=vnd.avi',
  audio: 'mp3=mpeg wav ogg aac flac m4a=mp4 weba=webm',
};

/** The types of file that can be uploaded, by the ending of a name. */
export const typeByEnding: ReadonlyMap<string, string> = new Map(
  Object.entries(endings).flatMap(([media, names]) =>
    names.split(' ').map((name): [string, string] => {
      const [ending = '', type = ending] = name.split('=');
      return [ending, `${media}/${type}`];
    }),
  ),
);
const takenTypes = new Set(typeByEnding.values());

const isAddress = (source: unknown): source is string | URL =>
  source instanceof URL || (typeof source === 'string' && /^https?:\/\//i.test(source));

/** Brings a file in: from where it is (an address), or by its bytes, checked before the first one is sent. */
export const uploader =
  (line: Transport) =>
  async (source: FileSource | string | URL, options: UploadOptions = {}): Promise<Upload> => {
    if (isAddress(source)) return fetched(line, String(source), options);
    const file = await opened(source, options);
    const { contentType, fileName, blob } = file;
    const { signal, uploadPath, keep, stripMetadata, onProgress, partsAbove = 50 * MB, resume } = options;
    const body = { fileName, contentType, bytes: blob.size, uploadPath, keep, stripMetadata };
    // Few pages send files that are so large.
    if (resume !== undefined || blob.size > partsAbove)
      return (await import('./send-parts.ts')).uploadInParts(line, { body, blob, options });
    // A second ticket is a row that expires: nothing has happened twice.
    const question = { path: '/uploads', method: 'POST', repeatable: true, signal } as const;
    const ticket = await line.read<UploadTicket>({ ...question, body });
    await sendBytes(line, { ticket, blob, onProgress, signal });
    return line.read<Upload>({ ...question, path: `/uploads/${part(ticket.id)}/complete`, body: {} });
  };

interface Opened {
  readonly blob: Blob;
  readonly fileName: string;
  readonly contentType: string;
}

async function opened(source: FileSource | string, options: UploadOptions): Promise<Opened> {
  const path = pathOf(source);
  const named = options.fileName ?? (path === undefined ? nameOf(source) : path.split(/[/\\]/).at(-1));
  const shown = named ?? 'This file';
  const contentType = takenType(shown, options.contentType ?? (typeOf(source) || typeByName(named)));
  const most = largestBytes[contentType.split('/')[0] ?? ''] ?? 0;
  const blob = await blobOf(path ?? (source as Exclude<FileSource, { path: string }>), most);
  if (blob.size === 0) throw refused('validation_failed', `${shown} is empty.`);
  if (blob.size > most)
    throw refused('payload_too_large', `${shown} has ${blob.size} bytes; ${contentType} may have ${most}.`);
  return { blob, contentType, fileName: named ?? `file.${endingOf(contentType)}` };
}

function takenType(shown: string, type: string | undefined): string {
  if (type !== undefined && takenTypes.has(type)) return type;
  const words = `${shown} is ${type ?? 'of an unknown type'}; taken are ${[...takenTypes].join(', ')}.`;
  throw refused('unsupported_media_type', words);
}

const pathOf = (source: FileSource | string): string | undefined => {
  if (typeof source === 'string') return source;
  return 'path' in source ? source.path : undefined;
};

const nameOf = (source: unknown): string | undefined =>
  typeof File !== 'undefined' && source instanceof File ? source.name : undefined;

const typeOf = (source: unknown): string | undefined =>
  source instanceof Blob ? source.type.split(';')[0]?.trim() : undefined;

const typeByName = (name = ''): string | undefined =>
  typeByEnding.get(name.split('.').at(-1)?.toLowerCase() ?? '');

const refused = (code: string, detail: string): DarkroomError => localError(code, detail);

const endingOf = (type: string): string =>
  [...typeByEnding].find(([, known]) => known === type)?.[0] ?? 'bin';

async function blobOf(source: string | Exclude<FileSource, { path: string }>, most: number): Promise<Blob> {
  if (typeof source === 'string') return openPath(source);
  if (source instanceof Blob) return source;
  if (source instanceof Uint8Array) return new Blob([source]);
  return whole(source, most);
}

// An address is signed for an exact size, so that a stream has to be read before it can be sent.
async function whole(stream: ReadableStream<Uint8Array<ArrayBuffer>>, most: number): Promise<Blob> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let bytes = 0;
  const reader = stream.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    chunks.push(next.value);
    bytes += next.value.length;
    if (bytes > most) {
      await reader.cancel();
      throw refused('payload_too_large', `The stream has more than ${most} bytes.`);
    }
  }
  return new Blob(chunks);
}

/** The API gets the file itself; this waits until it has. */
async function fetched(line: Transport, url: string, options: UploadOptions): Promise<Upload> {
  const { signal, fileName, uploadPath, keep, stripMetadata } = options;
  const headers = { prefer: 'wait=20' };
  const body = { url, fileName, uploadPath, keep, stripMetadata };
  let upload = await line.read<Upload>({ path: '/uploads/from-url', method: 'POST', body, headers, signal });
  while (upload.status === 'fetching' || upload.status === 'pending') {
    await line.time.wait(1000, signal);
    upload = await line.read<Upload>({ path: `/uploads/${part(upload.id)}`, headers, signal });
  }
  if (upload.status === 'failed')
    throw refused('upload_failed', upload.failMsg ?? `${url} could not be fetched.`);
  return upload;
}
