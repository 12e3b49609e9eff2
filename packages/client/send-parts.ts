import { DarkroomError, localError } from './error.ts';
import { sendBytes, type UploadProgress } from './send-bytes.ts';
import { part, type Transport } from './transport.ts';
import type { Upload, UploadParts } from './api-types.gen.ts';

interface Parted {
  /** As the API has given or told it. */
  readonly parts: UploadParts;
  readonly blob: Blob;
  readonly onProgress: ((progress: UploadProgress) => void) | undefined;
  readonly signal: AbortSignal | undefined;
}

/** A file that goes up in parts, and what is said of it. */
interface LargeFile {
  /** The order, for the API. */
  readonly body: object;
  readonly blob: Blob;
  readonly options: {
    readonly onProgress?: (progress: UploadProgress) => void;
    readonly onBegin?: (begun: { readonly id: string }) => void;
    readonly resume?: string;
    readonly signal?: AbortSignal | undefined;
  };
}

/** Brings a file in that is sent in parts, or what is missing of one that broke off. */
export async function uploadInParts(line: Transport, { body, blob, options }: LargeFile): Promise<Upload> {
  const { resume, signal, onProgress, onBegin } = options;
  const question = { method: 'POST', repeatable: true, signal } as const;
  const parts = await (resume === undefined
    ? line.read<UploadParts>({ ...question, path: '/uploads/parts', body })
    : leftOf(line, resume, signal));
  const id = parts?.id ?? resume ?? '';
  if (parts !== undefined) {
    onBegin?.({ id });
    await sendInParts(line, { parts, blob, onProgress, signal });
  }
  const upload = await line.read<Upload>({ ...question, path: `/uploads/${part(id)}/complete`, body: {} });
  // It may have been whole before, and then nothing has been held against it yet.
  if (upload.bytes !== undefined && upload.bytes !== blob.size) throw anotherFile(upload.bytes, blob);
  return upload;
}

const anotherFile = (bytes: number, { size }: Blob): DarkroomError =>
  localError('validation_failed', `The upload is of ${bytes} bytes, and the file has ${size}.`);

/** What is left to be sent of an upload; nothing where no part is awaited any more. */
const leftOf = (line: Transport, id: string, signal?: AbortSignal): Promise<UploadParts | undefined> =>
  partsOf(line, id, signal).catch((error: unknown) => {
    if (error instanceof DarkroomError && error.code === 'conflict') return undefined;
    throw error;
  });

type Part = UploadParts['parts'][number];

/** So many parts are under way at once. */
const AT_ONCE = 3;
/** So often nothing may arrive before it is given up: a line is waited for some four minutes. */
const MOST_TRIES = 10;

/**
 * Sends what is missing of a file, each part to its address. What has arrived stays: after whatever breaks off it is asked which parts are
 * here, and where the others go. Throws what the last try did.
 */
async function sendInParts(
  line: Transport,
  { parts: first, blob, onProgress, signal }: Parted,
): Promise<void> {
  const size = first.parts.reduce((sum, { bytes }) => sum + bytes, 0);
  if (size !== blob.size) throw anotherFile(size, blob);
  let parts = first;
  for (let tries = 1; ; tries += 1) {
    const before = awaitedOf(parts).length;
    if (before === 0) return;
    try {
      await sendAwaited(line, { parts, blob, onProgress, signal });
      return;
    } catch (error) {
      signal?.throwIfAborted();
      if (!isPassing(error) || tries >= MOST_TRIES) throw error;
      await line.time.wait(Math.min(2 ** tries, 30) * 500 * (1 + Math.random()), signal);
      parts = await partsOf(line, parts.id, signal).catch((cause: unknown) => {
        if (!isPassing(cause)) throw cause;
        return parts;
      });
      if (awaitedOf(parts).length < before) tries = 0;
    }
  }
}

/** Which parts are here, and where the others go. */
const partsOf = (line: Transport, id: string, signal?: AbortSignal): Promise<UploadParts> =>
  line.read<UploadParts>({ path: `/uploads/${part(id)}/parts`, signal });

const awaitedOf = ({ parts }: UploadParts): readonly Part[] =>
  parts.filter(({ uploadUrl }) => uploadUrl !== undefined);

/** An address that has ended is answered with 403, and another can be had. */
const isPassing = (error: unknown): boolean =>
  error instanceof DarkroomError && (error.retryable || error.status >= 500 || error.status === 403);

/** Sends all that are missing, a few at a time. Once one has failed no other is begun, and those under way are let through. */
async function sendAwaited(line: Transport, { parts, blob, onProgress, signal }: Parted): Promise<void> {
  const awaited = awaitedOf(parts);
  const missing = awaited.reduce((sum, { bytes }) => sum + bytes, 0);
  const sent = new Map<number, number>();
  const show = (number: number, bytes: number): void => {
    sent.set(number, bytes);
    const sentBytes = [...sent.values()].reduce((sum, one) => sum + one, blob.size - missing);
    onProgress?.({ sentBytes, totalBytes: blob.size });
  };
  const queue = [...awaited];
  const work = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const { number, bytes, uploadUrl = '' } = next;
      const start = (number - 1) * parts.partBytes;
      await sendBytes(line, {
        ticket: { uploadUrl, method: parts.method, headers: {} },
        blob: blob.slice(start, start + bytes),
        onProgress: onProgress && (({ sentBytes }) => show(number, sentBytes)),
        signal,
        tries: 1,
      });
    }
  };
  const stopping = (error: unknown): never => {
    queue.length = 0;
    throw error;
  };
  const ended = await Promise.allSettled(Array.from({ length: AT_ONCE }, () => work().catch(stopping)));
  for (const one of ended) if (one.status === 'rejected') throw one.reason;
}
