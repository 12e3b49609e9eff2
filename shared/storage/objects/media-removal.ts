import { DeleteObjectCommand, type S3Client } from '@aws-sdk/client-s3';

/** Removes objects from the bucket; apart from the archive, so that only few functions may. */
export const mediaRemoval = (client: S3Client, bucket: string) => ({
  /** Removing what is not there is a success. */
  remove: async (key: string): Promise<void> => {
    await client.send(new DeleteObjectCommand({ Bucket: bucket, Key: key }));
  },
});

export type MediaRemoval = ReturnType<typeof mediaRemoval>;
