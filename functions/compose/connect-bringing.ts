import { LambdaClient } from '@aws-sdk/client-lambda';
import type { BringDependencies } from '#actions/files/bring-file.ts';
import { calledFunction } from '#storage/compute/functions.ts';
import { fetchedFiles, type Bucket } from '#storage/objects/fetched-files.ts';
import { connectArrivals } from './connect-arrivals.ts';
import { connectBucket } from './connect-bucket.ts';
import { readSettings } from './settings.ts';

/** Where media are kept, unless that is where fetched files arrive. */
function connectKept(): Bucket | undefined {
  if (readSettings('MEDIA_ENDPOINT').MEDIA_ENDPOINT === undefined) return undefined;
  const [client, bucket] = connectBucket();
  return { client, bucket };
}

/** What brings in strangers' files: the function that fetches them, and where they arrive. */
export function connectBringing(): Pick<BringDependencies, 'fetchFile' | 'fetched'> {
  const { FETCH_FILE_FUNCTION } = readSettings('FETCH_FILE_FUNCTION');
  // Throttled calls are sent again: each writes a file of its own.
  const fetcher = calledFunction(new LambdaClient({ maxAttempts: 3 }), FETCH_FILE_FUNCTION);
  return {
    fetchFile: (order, timeoutMs) => fetcher.call(order, timeoutMs),
    fetched: fetchedFiles(connectArrivals(), connectKept()),
  };
}
