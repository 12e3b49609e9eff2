import { DeleteObjectsCommand, type S3Client } from '@aws-sdk/client-s3';

/** One request removes up to so many objects. */
export const REMOVED_AT_ONCE = 1000;

/** Removes objects of one bucket. */
export const objectRemoval = (client: S3Client, bucket: string) => ({
  /** Removes these, in as few requests as there can be. Removing what is not there is a success; answers which could not be removed. */
  async removeAll(keys: readonly string[]): Promise<ReadonlySet<string>> {
    const left = new Set<string>();
    for (let i = 0; i < keys.length; i += REMOVED_AT_ONCE) {
      const batch = keys.slice(i, i + REMOVED_AT_ONCE);
      const Delete = { Objects: batch.map((Key) => ({ Key })), Quiet: true };
      const { Errors = [] } = await client.send(new DeleteObjectsCommand({ Bucket: bucket, Delete }));
      for (const { Key } of Errors) if (Key !== undefined) left.add(Key);
    }
    return left;
  },
});

export type ObjectRemoval = ReturnType<typeof objectRemoval>;
