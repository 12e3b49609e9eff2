import { ListObjectsV2Command, type S3Client } from '@aws-sdk/client-s3';

export interface ListedObject {
  readonly key: string;
  /** Epoch milliseconds. */
  readonly writtenAt: number;
  readonly bytes: number;
}

/** Lists the objects of one bucket in the order of their keys. */
export const objectList = (client: S3Client, bucket: string) => ({
  /** One page after a key, of all objects or those below a prefix; `more` says that there is another. */
  async page(
    after: string,
    limit: number,
    prefix = '',
  ): Promise<{ items: readonly ListedObject[]; more: boolean }> {
    const { Contents = [], IsTruncated = false } = await client.send(
      new ListObjectsV2Command({
        Bucket: bucket,
        MaxKeys: limit,
        ...(after === '' ? {} : { StartAfter: after }),
        ...(prefix === '' ? {} : { Prefix: prefix }),
      }),
    );
    const items = Contents.flatMap(({ Key, LastModified, Size = 0 }) =>
      Key === undefined ? [] : [{ key: Key, writtenAt: LastModified?.getTime() ?? Infinity, bytes: Size }],
    );
    return { items, more: IsTruncated };
  },
});

export type ObjectList = ReturnType<typeof objectList>;
