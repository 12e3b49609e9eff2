import { Failure } from '#domain/error.ts';
import { isOwner, isUploadId } from '#domain/ids.ts';
import { uploadKey } from '#domain/files/upload-key.ts';
import type { UploadType } from '#domain/files/upload-type.ts';
import { arrived, asSeen, failedToArrive, type Arrival, type Upload } from '#domain/files/upload.ts';
import { bringFile, type BringDependencies } from './bring-file.ts';
import { countArrival } from './count-arrival.ts';
import { dropRefused, type CountedUploadDependencies, type Dropping } from './upload-dependencies.ts';

/** What the worker is handed. */
export interface FetchOrder {
  readonly owner: string;
  readonly id: string;
  readonly url: string;
}

export type FetchDependencies = CountedUploadDependencies & BringDependencies & Dropping;

/**
 * Has the file of one upload fetched, and writes down what came of it. Safe to call again: what has arrived is left alone.
 * Throws only when our own table, bucket or function fails; whoever called it calls again then.
 */
export const fetchUpload = (dependencies: FetchDependencies) => {
  const { uploads, clock, log, life } = dependencies;
  const bring = bringFile(dependencies);
  const counted = countArrival(dependencies);

  const fail = (upload: Upload, reason: string): Promise<Upload | undefined> =>
    uploads.amend(upload, (current) => failedToArrive(current, reason, clock.now()));

  /** Takes in what has come. Where its owner has brought what he may in a day, it fails, and its bytes go. */
  async function takeIn(upload: Upload, arrival: Arrival): Promise<Upload | undefined> {
    try {
      return await counted.amend(upload, (current, now) => arrived(current, arrival, { now, life }));
    } catch (error) {
      if (!(error instanceof Failure) || error.code !== 'rate_limited') throw error;
      const next = await fail(upload, error.message);
      // Unless another visit has made it ready: from here on none can.
      if (next?.status === 'failed') await dropRefused(dependencies, arrival.key);
      return next;
    }
  }

  return async ({ owner, id, url }: FetchOrder): Promise<{ status: string }> => {
    if (!isOwner(owner) || !isUploadId(id)) throw new Error('Not an order of ours');
    const upload = await uploads.find(owner, id);
    if (upload === undefined || asSeen(upload, clock.now()).status !== 'fetching') return { status: 'over' };

    const keyOf = (type: UploadType): string => uploadKey(upload, type);
    const brought = await bring({ owner, url, keyOf, stripMetadata: upload.stripMetadata === true });
    const next =
      brought.type === 'stored' ? await takeIn(upload, brought.arrival) : await fail(upload, brought.reason);
    log.info('fetched', { uploadId: id, status: next?.status });
    log.count(next?.status === 'ready' ? 'UploadFetched' : 'UploadFetchFailed');
    return { status: next?.status ?? 'over' };
  };
};
