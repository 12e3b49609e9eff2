import { Readable } from 'node:stream';
import { GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { lastingObject } from './lasting-object.ts';

/** A file of more bytes is not taken into memory. */
const MOST_BYTES = 64 * 1024 * 1024;

/** Reads pictures and writes thumbnails, in one bucket. */
export const pictureFiles = (client: S3Client, bucket: string) => ({
  /** The bytes of a picture. Throws where there are too many, or none. */
  async read(key: string): Promise<Uint8Array> {
    const { Body, ContentLength = 0 } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
    if (ContentLength > MOST_BYTES) {
      if (Body instanceof Readable) Body.destroy();
      throw new Error(`${ContentLength} bytes are too many for a picture`);
    }
    return Body === undefined ? new Uint8Array() : Body.transformToByteArray();
  },

  /** Writes a thumbnail; writing it again writes the same. */
  async write(key: string, bytes: Uint8Array): Promise<void> {
    await client.send(
      new PutObjectCommand({
        ...lastingObject(key),
        Bucket: bucket,
        Body: bytes,
        ContentType: 'image/webp',
      }),
    );
  },
});

export type PictureFiles = ReturnType<typeof pictureFiles>;
