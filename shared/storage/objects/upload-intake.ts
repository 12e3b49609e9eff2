import { Readable } from 'node:stream';
import { CopyObjectCommand, GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { dispositionOf } from '#domain/files/media-key.ts';
import type { UploadType } from '#domain/files/upload-type.ts';
import { dropObject } from './drop-object.ts';
import { isMissing, isPrecondition } from './missing-object.ts';
import { readHead } from './passing.ts';
import { IDLE_MS, streamedPut } from './streamed-put.ts';

/** Bytes that were sent to an address and have been looked at. */
export interface SentFile {
  readonly sentTo: string;
  readonly key: string;
  readonly contentType: UploadType;
  /** Tells the bytes that were looked at from any other. */
  readonly etag: string | undefined;
  readonly sha256: string;
  readonly bytes: number;
  /** Whether it is kept without what it tells of itself. */
  readonly stripMetadata: boolean;
}

/** Reads what was sent and writes it without what it tells of itself; as long as before. */
async function silencedCopy(
  { client, bucket }: { readonly client: S3Client; readonly bucket: string },
  { sentTo, key, contentType, etag, bytes }: SentFile,
): Promise<{ readonly sha256: string } | undefined> {
  const same = etag === undefined ? {} : { IfMatch: etag };
  const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: sentTo, ...same }));
  if (!(Body instanceof Readable)) return undefined;
  const { withoutMetadata } = await import('./without-metadata.ts');
  const target = { Key: key, ContentType: contentType, ContentDisposition: dispositionOf(key) };
  const head = await readHead(withoutMetadata(Body));
  const place = { client, bucket, idleMs: IDLE_MS };
  return streamedPut(place, { target, head, contentLength: bytes });
}

/** Takes in what was sent to addresses of one bucket. */
export const uploadIntake = (client: S3Client, bucket: string) => ({
  /**
   * Copies what was looked at to where it is read, with headers of ours: none that the sender has set stays. Answers with the
   * hash of what lies there now; undefined where something else was sent to the address by now.
   */
  async take(file: SentFile): Promise<{ readonly sha256: string } | undefined> {
    const { sentTo, key, contentType, etag } = file;
    try {
      if (file.stripMetadata) return await silencedCopy({ client, bucket }, file);
      await client.send(
        new CopyObjectCommand({
          Bucket: bucket,
          Key: key,
          CopySource: `${bucket}/${sentTo}`,
          ...(etag === undefined ? {} : { CopySourceIfMatch: etag }),
          MetadataDirective: 'REPLACE',
          ContentType: contentType,
          ContentDisposition: dispositionOf(key),
        }),
      );
      return { sha256: file.sha256 };
    } catch (error) {
      if (isPrecondition(error) || isMissing(error)) return undefined;
      throw error;
    }
  },

  /** Removes what was copied for an upload that is gone by now. */
  drop: dropObject(client, bucket),

  /** Leaves an empty object where bytes were sent: they are gone, and the address, which takes one file once, takes no other. */
  async close(sentTo: string): Promise<void> {
    await client.send(new PutObjectCommand({ Bucket: bucket, Key: sentTo, Body: new Uint8Array() }));
  },
});

export type UploadIntake = ReturnType<typeof uploadIntake>;
