import { CopyObjectCommand, DeleteObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { dispositionOf } from '#domain/files/media-key.ts';
import type { UploadType } from '#domain/files/upload-type.ts';
import { isMissing, isPrecondition } from './missing-object.ts';

/** Bytes that were sent to an address and have been looked at. */
export interface SentFile {
  readonly sentTo: string;
  readonly key: string;
  readonly contentType: UploadType;
  /** Tells the bytes that were looked at from any other. */
  readonly etag: string | undefined;
}

/** Takes in what was sent to addresses of one bucket. */
export const uploadIntake = (client: S3Client, bucket: string) => ({
  /**
   * Copies what was looked at to where it is read, with headers of ours: none that the sender has set stays. False where
   * something else lies there by now.
   */
  async take({ sentTo, key, contentType, etag }: SentFile): Promise<boolean> {
    try {
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
      return true;
    } catch (error) {
      if (isPrecondition(error) || isMissing(error)) return false;
      throw error;
    }
  },

  /** Removes what was copied for an upload that is gone by now. */
  async drop(key: string): Promise<void> {
    await client.send(new DeleteObjectCommand({ Bucket: bucket, Key: key }));
  },

  /** Leaves an empty object where bytes were sent: they are gone, and the address, which takes one file once, takes no other. */
  async close(sentTo: string): Promise<void> {
    await client.send(new PutObjectCommand({ Bucket: bucket, Key: sentTo, Body: '' }));
  },
});

export type UploadIntake = ReturnType<typeof uploadIntake>;
