import { Readable } from 'node:stream';
import { CopyObjectCommand, GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { dispositionOf } from '#domain/files/media-key.ts';
import type { Arrival } from '#domain/files/upload.ts';
import { dropObject } from './drop-object.ts';
import { readHead } from './passing.ts';
import { IDLE_MS, streamedPut } from './streamed-put.ts';

/** A bucket, and who speaks with it. */
export interface Bucket {
  readonly client: S3Client;
  readonly bucket: string;
}

/** Files that have arrived from strangers; `kept` is where ours lie, where that is not the same bucket. */
export const fetchedFiles = ({ client, bucket }: Bucket, kept?: Bucket) => ({
  /** Copies what has arrived to where it is kept, with headers of ours. Throws where it is not there. */
  async take({ key: from, contentType, bytes }: Arrival, key: string): Promise<void> {
    const target = { Key: key, ContentType: contentType, ContentDisposition: dispositionOf(key) };
    if (kept === undefined) {
      const source = { CopySource: `${bucket}/${from}`, MetadataDirective: 'REPLACE' } as const;
      await client.send(new CopyObjectCommand({ Bucket: bucket, ...source, ...target }));
      return;
    }
    const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: from }));
    if (!(Body instanceof Readable)) throw new Error('What was fetched is not there');
    try {
      const head = await readHead(Body);
      await streamedPut({ ...kept, idleMs: IDLE_MS }, { target, head, contentLength: bytes });
    } finally {
      Body.destroy();
    }
  },

  /** Removes what has arrived. */
  drop: dropObject(client, bucket),
});

export type FetchedFiles = ReturnType<typeof fetchedFiles>;
