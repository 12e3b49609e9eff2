import {
  GetObjectCommand,
  NoSuchKey,
  PutObjectCommand,
  S3ServiceException,
  type S3Client,
} from '@aws-sdk/client-s3';
import * as z from 'zod';

/** The object that says which table a bucket belongs to: `{"table": "<its identity>"}`. */
export const MARKER_KEY = 'darkroom.json';

const content = z.object({ table: z.string() });

/** What a bucket says of the table that it belongs to. */
export const bucketMarker = (client: S3Client, bucket: string) => {
  const place = { Bucket: bucket, Key: MARKER_KEY };
  return {
    /** The identity of the table; undefined where the bucket names none. Throws for a marker that cannot be read. */
    async read(): Promise<string | undefined> {
      try {
        const { Body } = await client.send(new GetObjectCommand(place));
        return content.parse(JSON.parse((await Body?.transformToString()) ?? '')).table;
      } catch (error) {
        if (error instanceof NoSuchKey) return undefined;
        throw error;
      }
    },

    /** Marks a bucket that names no table; false where it names one meanwhile. */
    async claim(table: string): Promise<boolean> {
      const body = { Body: JSON.stringify({ table }), ContentType: 'application/json', IfNoneMatch: '*' };
      try {
        await client.send(new PutObjectCommand({ ...place, ...body }));
        return true;
      } catch (error) {
        const status = error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;
        if (status === 412 || status === 409) return false;
        throw error;
      }
    },
  };
};

export type BucketMarker = ReturnType<typeof bucketMarker>;
