import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { uploadTypeOf, type UploadType } from '#domain/files/upload-type.ts';
import { unusableType } from '#domain/files/unusable-type.ts';
import { isMissing } from './missing-object.ts';
import { SNIFF_BYTES, sniffedName } from './sniff.ts';

/** What lies under a key: its bytes counted and hashed, its type taken from them. */
export type Inspected =
  | {
      readonly type: 'file';
      readonly contentType: UploadType;
      readonly bytes: number;
      readonly sha256: string;
      /** As the store names these bytes. */
      readonly etag: string | undefined;
    }
  /** Its bytes are of no type that a model takes. */
  | { readonly type: 'unusable'; readonly bytes: number; readonly reason: string }
  | { readonly type: 'missing' };

/** Reads uploads in one bucket. */
export const uploadReader = (client: S3Client, bucket: string) => {
  const opened = async (
    key: string,
    range?: string,
  ): Promise<{ body: Readable; etag: string | undefined } | undefined> => {
    try {
      const ranged = range === undefined ? {} : { Range: range };
      const { Body, ETag: etag } = await client.send(
        new GetObjectCommand({ Bucket: bucket, Key: key, ...ranged }),
      );
      return Body instanceof Readable ? { body: Body, etag } : undefined;
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  };

  return {
    /** The bytes under a key as a stream; undefined where there are none. */
    open: async (key: string): Promise<Readable | undefined> => (await opened(key))?.body,

    /** What the store says of an object; undefined where there is none. */
    async stat(key: string): Promise<{ contentType: string; bytes: number } | undefined> {
      try {
        // One byte, and not a HEAD, whose refusals have no body: what is closed and what is wrong would look the same.
        const first = new GetObjectCommand({ Bucket: bucket, Key: key, Range: 'bytes=0-0' });
        const {
          ContentType = 'application/octet-stream',
          ContentRange = '',
          Body,
        } = await client.send(first);
        if (Body instanceof Readable) Body.resume();
        return { contentType: ContentType, bytes: Number(ContentRange.split('/')[1] ?? 0) };
      } catch (error) {
        if (isMissing(error)) return undefined;
        throw error;
      }
    },

    /** Reads the first bytes, and the rest only where those are of a type that may be kept. */
    async inspect(key: string): Promise<Inspected> {
      const start = await opened(key, `bytes=0-${SNIFF_BYTES - 1}`).catch(endOf);
      if (start === undefined) return { type: 'missing' };
      const { etag } = start;
      const head = Buffer.concat(await start.body.toArray());
      const name = await sniffedName(head);
      const contentType = uploadTypeOf(name ?? '');
      const unusable = (reason: string): Inspected => ({ type: 'unusable', bytes: head.length, reason });
      if (contentType === undefined) return unusable(unusableType(name));
      // What measures pictures is loaded by who inspects: functions that only read a file do without.
      const { headerFault } = await import('./file-header.ts');
      const fault = headerFault(contentType, head, head.length < SNIFF_BYTES);
      if (fault !== undefined) return unusable(fault);
      const hash = createHash('sha256').update(head);
      let bytes = head.length;
      const rest =
        head.length < SNIFF_BYTES ? undefined : await opened(key, `bytes=${SNIFF_BYTES}-`).catch(endOf);
      for await (const chunk of (rest?.body ?? []) as AsyncIterable<Buffer>) {
        hash.update(chunk);
        bytes += chunk.length;
      }
      return { type: 'file', contentType, bytes, sha256: hash.digest('hex'), etag };
    },
  };
};

/** A file that is exactly as long as what was read of it has no rest. */
function endOf(error: unknown): undefined {
  if (error instanceof Error && error.name === 'InvalidRange') return undefined;
  throw error;
}

export type UploadReader = ReturnType<typeof uploadReader>;
