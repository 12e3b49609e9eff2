import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { GetObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { belongingOf, type Incarnated } from '#domain/tasks/incarnation.ts';
import { INCARNATION } from './lasting-object.ts';
import type { Place, Sum } from './streamed-put.ts';

/** What can be learned of an object that lies in the bucket. */

/** Hashes a stream, to its end. */
export async function fingerprint(body: Readable): Promise<Sum> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    hash.update(chunk);
    bytes += chunk.length;
  }
  return { sha256: hash.digest('hex'), bytes };
}

/** Reads parts of an object. */
export const rangesOf =
  ({ client, bucket }: Place, key: string) =>
  async (start: number, end: number): Promise<Uint8Array> => {
    const { Body } = await client.send(
      new GetObjectCommand({ Bucket: bucket, Key: key, Range: `bytes=${start}-${end - 1}` }),
    );
    return Body === undefined ? new Uint8Array() : Body.transformToByteArray();
  };

/** Whether an object lies under a key. Asked of a list: of one object a store may say that it is closed where it is not there. */
export async function isThere({ client, bucket }: Omit<Place, 'idleMs'>, key: string): Promise<boolean> {
  const { Contents = [] } = await client.send(
    new ListObjectsV2Command({ Bucket: bucket, Prefix: key, MaxKeys: 1 }),
  );
  return Contents.some(({ Key }) => Key === key);
}

/** An object as it lies there. */
export interface Found {
  readonly etag: string | undefined;
  /** Whose it is, seen from the task that asks. */
  readonly belongs: ReturnType<typeof belongingOf>;
  readonly body: Readable;
}

/** Opens what lies under a key. Its body has to be read, or destroyed. */
export async function opened({ client, bucket }: Place, key: string, task: Incarnated): Promise<Found> {
  const { Body, ETag, Metadata } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
  const incarnation = Metadata?.[INCARNATION];
  const written = incarnation === undefined ? {} : { incarnation };
  const body = Body instanceof Readable ? Body : Readable.from([]);
  return { etag: ETag, belongs: belongingOf(written, task), body };
}
