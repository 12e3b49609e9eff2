import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { archiveTypes, type ArchiveType, type AssetMedia } from '#domain/files/archive-key.ts';
import type { StoredFile } from '#domain/tasks/output.ts';
import { lastingObject } from './lasting-object.ts';
import { dimensionsOf, sniff } from './media-probe.ts';
import { whileMoving, type Movement } from './moving.ts';
import { gathered, passing, readHead, type Head } from './passing.ts';

const PART_BYTES = 8 * 1024 * 1024;
/** A store that takes nothing for so long, or does not answer, is left: whoever keeps the file tries again. */
const IDLE_MS = 30_000;

export interface Incoming {
  readonly body: Readable;
  /** As the source announced it; undefined where it did not. */
  readonly contentLength: number | undefined;
  /** What the model makes: a file of another kind is refused. */
  readonly media: AssetMedia;
  readonly keyOf: (type: ArchiveType) => string;
  /** Opens the source once more, to compare it with what lies there already. */
  readonly reopen?: () => Promise<Readable>;
}

export type Kept =
  | { readonly type: 'stored'; readonly file: StoredFile }
  /**
   * An object lies there already, from a visit that died before it could be recorded. It is left as it is; `differs`
   * where the source now has other bytes.
   */
  | { readonly type: 'exists'; readonly file: StoredFile; readonly differs?: true }
  | { readonly type: 'rejected'; readonly reason: string };

async function fingerprint(body: Readable): Promise<{ sha256: string; bytes: number }> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    hash.update(chunk);
    bytes += chunk.length;
  }
  return { sha256: hash.digest('hex'), bytes };
}

const isPrecondition = (error: unknown): boolean =>
  error instanceof Error &&
  (error.name === 'PreconditionFailed' || error.name === 'ConditionalRequestConflict');

/** The file as it goes up: each piece is a sign of life, and what goes wrong with the source ends the transfer. */
function bodyOf(head: Head, seen: Parameters<typeof passing>[1], { moved, fail }: Movement): Readable {
  async function* pieces(): AsyncGenerator<Buffer> {
    for await (const piece of passing(head, seen)) {
      moved();
      yield piece;
    }
  }
  return Readable.from(gathered(pieces())).on('error', fail);
}

/** Keeps media in one bucket: any store that speaks S3. */
export function mediaStore(client: S3Client, bucket: string, idleMs = IDLE_MS) {
  const read =
    (key: string) =>
    async (start: number, end: number): Promise<Uint8Array> => {
      const { Body } = await client.send(
        new GetObjectCommand({ Bucket: bucket, Key: key, Range: `bytes=${start}-${end - 1}` }),
      );
      return Body === undefined ? new Uint8Array() : Body.transformToByteArray();
    };

  const put = async (key: string, type: ArchiveType, head: Head, incoming: Incoming) => {
    const seen = { hash: createHash('sha256'), bytes: 0 };
    const target = {
      ...lastingObject(key),
      Bucket: bucket,
      ContentType: type,
      IfNoneMatch: '*',
    };
    const length = head.ended ? head.bytes.length : incoming.contentLength;
    if (head.ended) {
      seen.hash.update(head.bytes);
      seen.bytes = head.bytes.length;
    }
    await whileMoving(idleMs, async (movement) => {
      const { abort } = movement;
      const Body = head.ended ? head.bytes : bodyOf(head, seen, movement);
      const params = { ...target, Body };
      if (length === undefined) {
        const parts = { partSize: PART_BYTES, queueSize: 1, abortController: abort };
        await new Upload({ client, params, ...parts }).done();
      } else {
        const put = new PutObjectCommand({ ...params, ContentLength: length });
        await client.send(put, { abortSignal: abort.signal });
      }
    });
    return { sha256: seen.hash.digest('hex'), bytes: seen.bytes };
  };

  /** Hashes what lies under a key. */
  const hashOf = async (key: string) => {
    const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
    return fingerprint(Body instanceof Readable ? Body : Readable.from([]));
  };

  return {
    /**
     * Streams a file into the bucket, hashing it on the way: one PUT where the length is known. Its type comes from its
     * bytes. Throws when source or store break off; then nothing is stored. An object already there is left as it is.
     */
    async keep(incoming: Incoming): Promise<Kept> {
      const head = await readHead(incoming.body);
      if (head.bytes.length === 0) return { type: 'rejected', reason: 'the file is empty' };
      const type = await sniff(head.bytes);
      if (type === undefined) {
        incoming.body.destroy();
        return { type: 'rejected', reason: 'its bytes are of no type that is kept' };
      }
      const { media } = archiveTypes[type];
      if (media !== incoming.media) {
        incoming.body.destroy();
        return { type: 'rejected', reason: `it is ${type} where ${incoming.media} is expected` };
      }
      if (
        head.ended &&
        incoming.contentLength !== undefined &&
        incoming.contentLength !== head.bytes.length
      ) {
        throw new Error(`The source ended after ${head.bytes.length} of ${incoming.contentLength} bytes`);
      }
      const key = incoming.keyOf(type);
      let exists = false;
      const sum = await put(key, type, head, incoming).catch(async (error: unknown) => {
        incoming.body.destroy();
        if (!isPrecondition(error)) throw error;
        exists = true;
        return hashOf(key);
      });
      const readRange = head.ended
        ? async (start: number, end: number) => head.bytes.subarray(start, end)
        : read(key);
      const dimensions = await dimensionsOf(type, head.bytes, sum.bytes, readRange);
      const file = { key, media, contentType: type, ...sum, ...dimensions };
      if (!exists) return { type: 'stored', file };
      const fresh = incoming.reopen === undefined ? undefined : await fingerprint(await incoming.reopen());
      const differs = fresh !== undefined && fresh.sha256 !== sum.sha256;
      return { type: 'exists', file, ...(differs ? { differs: true } : {}) };
    },
  };
}

export type MediaStore = ReturnType<typeof mediaStore>;
