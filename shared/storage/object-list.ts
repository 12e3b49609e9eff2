import { ListObjectsV2Command, type S3Client } from '@aws-sdk/client-s3';

export interface ListedObject {
  readonly key: string;
  /** Epoch milliseconds. */
  readonly writtenAt: number;
}

/** Lists the objects of one bucket in the order of their keys. */
export const objectList = (client: S3Client, bucket: string) => ({
  /** One page after a key; `more` says that there is another. */
  async page(after: string, limit: number): Promise<{ items: readonly ListedObject[]; more: boolean }> {
    const { Contents = [], IsTruncated = false } = await client.send(
      new ListObjectsV2Command({
        Bucket: bucket,
        MaxKeys: limit,
        ...(after === '' ? {} : { StartAfter: after }),
      }),
    );
    const items = Contents.flatMap(({ Key, LastModified }) =>
      Key === undefined ? [] : [{ key: Key, writtenAt: LastModified?.getTime() ?? Infinity }],
    );
    return { items, more: IsTruncated };
  },
});

export type ObjectList = ReturnType<typeof objectList>;
