import { DeleteObjectCommand, type S3Client } from '@aws-sdk/client-s3';

/** Removes an object of one bucket. Removing what is not there is a success. */
export const dropObject =
  (client: S3Client, bucket: string) =>
  async (key: string): Promise<void> => {
    await client.send(new DeleteObjectCommand({ Bucket: bucket, Key: key }));
  };
