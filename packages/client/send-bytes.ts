import { refusalOf, unreachable } from './error.ts';
import type { Transport } from './transport.ts';
import type { UploadTicket } from './api-types.gen.ts';

/** How far an upload is. */
export interface UploadProgress {
  readonly sentBytes: number;
  readonly totalBytes: number;
}

interface Bytes {
  readonly ticket: Pick<UploadTicket, 'uploadUrl' | 'method' | 'headers'>;
  readonly blob: Blob;
  readonly onProgress: ((progress: UploadProgress) => void) | undefined;
  readonly signal: AbortSignal | undefined;
  /** How often it is sent at most, where whoever sends it repeats it himself. */
  readonly tries?: number;
}

/** The address takes one file, once: on a second try this says that the first has arrived. */
const ALREADY_THERE = 412;

/** Sends a file to its address, without the key: the address itself is the permission. */
export async function sendBytes(line: Transport, bytes: Bytes): Promise<void> {
  const { ticket, blob, onProgress, signal, tries } = bytes;
  const { uploadUrl, method, headers } = ticket;
  const show = (sentBytes: number): void => onProgress?.({ sentBytes, totalBytes: blob.size });
  show(0);
  if (onProgress && typeof XMLHttpRequest !== 'undefined') await sendWatched(bytes, show);
  else {
    const isCounted = onProgress !== undefined && countsStreams();
    const request = (): RequestInit =>
      isCounted ? counted(ticket, blob, show) : { method, headers, body: blob };
    const limits = {
      repeatable: true,
      accepts: [ALREADY_THERE],
      timeout: false,
      signal,
      ...(tries && { tries }),
    };
    const sent = await line.send(uploadUrl, request, limits);
    const { response, text } = sent;
    if (!response.ok && sent.tries === 1) throw refusalOf(response, text);
  }
  show(blob.size);
}

/** As far as it is needed: who compiles for Node knows nothing of it. */
interface WatchedRequest {
  readonly status: number;
  readonly statusText: string;
  readonly responseText: string;
  readonly upload: { onprogress: (event: { readonly loaded: number }) => void };
  onload: () => void;
  onerror: () => void;
  onabort: () => void;
  open(method: string, address: string): void;
  setRequestHeader(name: string, value: string): void;
  send(body: Blob): void;
  abort(): void;
}
declare const XMLHttpRequest: { new (): WatchedRequest } | undefined;

// A browser's fetch tells nothing of what has been sent.
function sendWatched({ ticket, blob, signal }: Bytes, show: (sentBytes: number) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    if (!XMLHttpRequest) throw new TypeError('no XMLHttpRequest');
    const request = new XMLHttpRequest();
    request.open(ticket.method, ticket.uploadUrl);
    for (const [name, value] of Object.entries(ticket.headers)) request.setRequestHeader(name, value);
    request.upload.onprogress = ({ loaded }) => show(loaded);
    request.onload = () => {
      const { status, statusText, responseText } = request;
      if (status >= 200 && status < 300) resolve();
      else reject(refusalOf(new Response(null, { status, statusText }), responseText));
    };
    request.onerror = () => reject(unreachable(ticket.uploadUrl, new Error('the connection broke')));
    request.onabort = () => reject(signal?.reason as Error);
    signal?.addEventListener('abort', () => request.abort(), { once: true });
    request.send(blob);
  });
}

// Node alone sends a stream with its length; in chunks, as others would, stores refuse it.
const countsStreams = (): boolean => globalThis.navigator?.userAgent.startsWith('Node.js/');

const SLICE_BYTES = 256 * 1024;

/** Counted as it is taken from the file. */
function counted(
  { method, headers }: Bytes['ticket'],
  blob: Blob,
  show: (sentBytes: number) => void,
): RequestInit {
  let sent = 0;
  const body = new ReadableStream<Uint8Array>({
    pull: async (stream) => {
      const slice = await blob.slice(sent, sent + SLICE_BYTES).arrayBuffer();
      if (slice.byteLength === 0) return stream.close();
      sent += slice.byteLength;
      stream.enqueue(new Uint8Array(slice));
      show(sent);
    },
  });
  const init = { method, headers: { ...headers, 'content-length': String(blob.size) }, body, duplex: 'half' };
  return init as RequestInit;
}
