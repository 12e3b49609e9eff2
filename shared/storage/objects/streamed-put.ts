import { createHash } from 'node:crypto';
import { PutObjectCommand, type PutObjectCommandInput, type S3Client } from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { movingBody } from './moving-body.ts';
import { whileMoving } from './moving.ts';
import { passing, type Head } from './passing.ts';

const PART_BYTES = 8 * 1024 * 1024;
/** A transfer in which nothing moves for so long is ended: whoever keeps the file tries again, or says that it cannot. */
export const IDLE_MS = 30_000;

/** Where files are written. */
export interface Place {
  readonly client: S3Client;
  readonly bucket: string;
  /** A transfer in which nothing moves for so long is ended. */
  readonly idleMs: number;
}

/** What was written. */
export interface Sum {
  /** Hex. */
  readonly sha256: string;
  readonly bytes: number;
}

/** A file whose beginning has been read. */
export interface Transfer {
  /** The request, but for the bucket and the bytes. */
  readonly target: Omit<PutObjectCommandInput, 'Bucket' | 'Body' | 'ContentLength'>;
  readonly head: Head;
  /** As announced; undefined where nobody has said. */
  readonly contentLength: number | undefined;
  /** The transfer breaks off where the file gets longer. */
  readonly most?: number;
}

/** Writes a file, hashing it on the way: one PUT where the length is known. Throws when source or store break off. */
export async function streamedPut(
  { client, bucket, idleMs }: Place,
  { target, head, contentLength, most }: Transfer,
): Promise<Sum> {
  const seen = { hash: createHash('sha256'), bytes: 0 };
  const length = head.ended ? head.bytes.length : contentLength;
  if (head.ended) {
    seen.hash.update(head.bytes);
    seen.bytes = head.bytes.length;
  }
  await whileMoving(idleMs, async (movement) => {
    const { abort } = movement;
    const Body = head.ended ? head.bytes : movingBody(passing(head, seen, most), movement);
    const params = { ...target, Bucket: bucket, Body };
    if (length === undefined) {
      const parts = { partSize: PART_BYTES, queueSize: 1, abortController: abort };
      await new Upload({ client, params, ...parts }).done();
    } else {
      const command = new PutObjectCommand({ ...params, ContentLength: length });
      await client.send(command, { abortSignal: abort.signal });
    }
  });
  return { sha256: seen.hash.digest('hex'), bytes: seen.bytes };
}
