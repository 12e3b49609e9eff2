import { GetObjectCommand, HeadObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';

const LIFE_SECONDS = 3600;

/**
 * Makes addresses from which one object of the bucket can be read for an hour. Nothing is sent: signing is arithmetic.
 * A signature holds the method, so that an address for GET refuses a HEAD and the other way round.
 */
export const mediaLinks = (client: S3Client, bucket: string) => ({
  presignedGet: (key: string): Promise<string> =>
    getSignedUrl(client, new GetObjectCommand({ Bucket: bucket, Key: key }), { expiresIn: LIFE_SECONDS }),
  presignedHead: (key: string): Promise<string> =>
    getSignedUrl(client, new HeadObjectCommand({ Bucket: bucket, Key: key }), { expiresIn: LIFE_SECONDS }),
});
