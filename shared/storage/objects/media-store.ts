import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { S3Client } from '@aws-sdk/client-s3';
import { archiveTypes, type ArchiveType, type AssetMedia } from '#domain/files/archive-key.ts';
import type { InlineFile } from '#domain/tasks/job-result.ts';
import type { Incarnated } from '#domain/tasks/incarnation.ts';
import type { StoredFile } from '#domain/tasks/output.ts';
import { lastingObject } from './lasting-object.ts';
import { headerFault } from './file-header.ts';
import { isPrecondition } from './missing-object.ts';
import { fingerprint, isThere, opened, rangesOf } from './lying-object.ts';
import { dimensionsOf, sniff } from './media-probe.ts';
import { HEAD_BYTES, readHead, type Head } from './passing.ts';
import { IDLE_MS, streamedPut, type Place, type Sum } from './streamed-put.ts';

export interface Incoming {
  /** A stream, or all of it. */
  readonly body: Readable | Uint8Array;
  /** As the source announced it; undefined where it did not. */
  readonly contentLength: number | undefined;
  /** What the model makes: a file of another kind is refused. */
  readonly media: AssetMedia;
  readonly keyOf: (type: ArchiveType) => string;
  /** The task that the file is kept for: an earlier one with its id may have left another file under the key. */
  readonly task: Incarnated;
  /** Opens the source once more, to compare it with what lies there already; undefined where it cannot be opened. */
  readonly reopen?: () => Promise<Readable | undefined>;
}

export type Kept =
  | { readonly type: 'stored'; readonly file: StoredFile }
  /**
   * An object lies there already, from a visit that died before it could be recorded. It is left as it is; `differs`
   * where the source now has other bytes.
   */
  | { readonly type: 'exists'; readonly file: StoredFile; readonly differs?: true }
  | { readonly type: 'rejected'; readonly reason: string };

/** A source that ended before its time. */
export class SourceEnded extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'SourceEnded';
  }
}

/** What a file is that came within an answer: told without keeping it. */
export type Described =
  | { readonly type: 'file'; readonly file: InlineFile }
  | { readonly type: 'rejected'; readonly reason: string };

/** Nobody will read the rest of a stream. */
function dropped({ body }: Incoming): void {
  if (body instanceof Readable) body.destroy();
}

/** A file whose beginning has been read and whose type is known. */
interface Recognised {
  readonly incoming: Incoming;
  readonly head: Head;
  readonly type: ArchiveType;
  readonly key: string;
}

/** On which condition an object is written. */
type Condition = { readonly IfNoneMatch: '*' } | { readonly IfMatch: string };

const put = (place: Place, { incoming, head, type, key }: Recognised, condition: Condition): Promise<Sum> =>
  streamedPut(place, {
    target: { ...lastingObject(key, incoming.task), ContentType: type, ...condition },
    head,
    contentLength: incoming.contentLength,
  });

type Written = Sum & { readonly exists: boolean };

/** Puts a file in the place of one that an earlier task with its id has left, and nobody knows. */
async function replace(
  place: Place,
  { incoming, key }: Recognised,
  etag: string | undefined,
): Promise<Written> {
  const body = incoming.body instanceof Readable ? await incoming.reopen?.() : incoming.body;
  if (body === undefined || etag === undefined) throw new SourceEnded('The source cannot be read again');
  const again = await recognised({ ...incoming, body });
  if ('reason' in again || again.key !== key) {
    dropped({ ...incoming, body });
    throw new SourceEnded('The source has other bytes than a moment ago');
  }
  try {
    return { ...(await put(place, again, { IfMatch: etag })), exists: false };
  } catch (error) {
    dropped(again.incoming);
    throw error;
  }
}

/** Writes a file, or hashes the object of the same task that lies under its key already. */
async function putOrFind(place: Place, file: Recognised): Promise<Written> {
  try {
    return { ...(await put(place, file, { IfNoneMatch: '*' })), exists: false };
  } catch (error) {
    dropped(file.incoming);
    if (!isPrecondition(error)) throw error;
  }
  const found = await opened(place, file.key, file.incoming.task);
  if (found.belongs === 'own') return { ...(await fingerprint(found.body)), exists: true };
  found.body.destroy();
  if (found.belongs === 'later') throw new Error('The object belongs to a later task with this id');
  return replace(place, file, found.etag);
}

/** Whether the source has other bytes by now than lie in the bucket. Whoever cannot open it any more does not know. */
async function hasChanged({ reopen }: Incoming, { sha256 }: Sum): Promise<boolean> {
  try {
    const body = await reopen?.();
    return body !== undefined && (await fingerprint(body)).sha256 !== sha256;
  } catch {
    return false;
  }
}

const lowered = (sentence: string): string => sentence.charAt(0).toLowerCase() + sentence.slice(1);

/** Tells a file's type from its first bytes; or why it is not kept. */
async function typeOf(
  head: Uint8Array,
  { media, isWhole }: { readonly media: AssetMedia; readonly isWhole: boolean },
): Promise<{ readonly type: ArchiveType } | { readonly reason: string }> {
  if (head.length === 0) return { reason: 'the file is empty' };
  const sniffed = await sniff(head, media);
  const { type } = sniffed;
  if (type === undefined)
    return { reason: sniffed.isPage ? 'it is a web page' : 'its bytes are of no type that is kept' };
  const fault = headerFault(type, head, isWhole);
  if (fault !== undefined) return { reason: lowered(fault) };
  if (archiveTypes[type].media !== media) return { reason: `it is ${type} where ${media} is expected` };
  return { type };
}

/** Tells what comes in from its first bytes; or why it is not kept. */
async function recognised(incoming: Incoming): Promise<Recognised | { readonly reason: string }> {
  const head = await readHead(incoming.body);
  const told = await typeOf(head.bytes, { media: incoming.media, isWhole: head.ended });
  if ('reason' in told) {
    dropped(incoming);
    return told;
  }
  const { type } = told;
  const { contentLength } = incoming;
  if (head.ended && contentLength !== undefined && contentLength !== head.bytes.length) {
    throw new SourceEnded(`The source ended after ${head.bytes.length} of ${contentLength} bytes`);
  }
  return { incoming, head, type, key: incoming.keyOf(type) };
}

/** Tells what bytes are that came within an answer, without keeping them. Never fails. */
async function describeBytes(bytes: Uint8Array, media: AssetMedia): Promise<Described> {
  try {
    const told = await typeOf(bytes, { media, isWhole: true });
    if ('reason' in told) return { type: 'rejected', reason: told.reason };
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    return { type: 'file', file: { contentType: told.type, bytes: bytes.length, sha256 } };
  } catch (error) {
    return { type: 'rejected', reason: `its bytes cannot be read: ${String(error)}` };
  }
}

/** Keeps media in one bucket: any store that speaks S3. */
export function mediaStore(client: S3Client, bucket: string, idleMs = IDLE_MS) {
  const place = { client, bucket, idleMs };
  return {
    describe: describeBytes,

    /**
     * Streams a file into the bucket, hashing it on the way: one PUT where the length is known. Its type comes from its
     * bytes. Throws when source or store break off; then nothing is stored. An object of this task that is already there
     * is left as it is; one of an earlier task with its id is replaced.
     */
    async keep(incoming: Incoming): Promise<Kept> {
      const found = await recognised(incoming);
      if ('reason' in found) return { type: 'rejected', reason: found.reason };
      const { head, type, key } = found;
      const { exists, ...sum } = await putOrFind(place, found);
      const read = head.ended
        ? async (start: number, end: number) => head.bytes.subarray(start, end)
        : rangesOf(place, key);
      const dimensions = await dimensionsOf(type, { head: head.bytes, bytes: sum.bytes, read });
      const file = { key, media: incoming.media, contentType: type, ...sum, ...dimensions };
      if (!exists) return { type: 'stored', file };
      const differs = await hasChanged(incoming, sum);
      return { type: 'exists', file, ...(differs ? { differs: true } : {}) };
    },

    /**
     * The file of this type that lies under a key, kept for this very task; undefined where there is none. Throws where
     * the store does not say.
     */
    async find(key: string, type: ArchiveType, task: Incarnated): Promise<StoredFile | undefined> {
      if (!(await isThere(place, key))) return undefined;
      const { belongs, body } = await opened(place, key, task);
      if (belongs !== 'own') {
        body.destroy();
        return undefined;
      }
      const sum = await fingerprint(body);
      const read = rangesOf(place, key);
      const head = await read(0, Math.min(HEAD_BYTES, sum.bytes));
      const dimensions = await dimensionsOf(type, { head, bytes: sum.bytes, read });
      return { key, media: archiveTypes[type].media, contentType: type, ...sum, ...dimensions };
    },
  };
}

export type MediaStore = ReturnType<typeof mediaStore>;
