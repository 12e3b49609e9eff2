import { S3Client } from '@aws-sdk/client-s3';
import type { Bucket } from '#storage/objects/fetched-files.ts';
import { storeTimeouts } from './request-timeouts.ts';
import { readSettings } from './settings.ts';

/** Where fetched files arrive: in the stack's own bucket, wherever media are kept, so that no key of a store is needed. */
export function connectArrivals(): Bucket {
  const client = new S3Client({
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: storeTimeouts,
  });
  return { client, bucket: readSettings('FETCHED_BUCKET').FETCHED_BUCKET };
}
