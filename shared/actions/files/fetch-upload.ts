import { isOwner, isUploadId } from '#domain/ids.ts';
import { uploadKey } from '#domain/files/upload-key.ts';
import type { UploadType } from '#domain/files/upload-type.ts';
import { arrived, asSeen, failedToArrive, type Upload } from '#domain/files/upload.ts';
import { bringFile, type BringDependencies } from './bring-file.ts';
import type { UploadDependencies } from './upload-dependencies.ts';

/** What the worker is handed. */
export interface FetchOrder {
  readonly owner: string;
  readonly id: string;
  readonly url: string;
}

export type FetchDependencies = UploadDependencies & BringDependencies;

/**
 * Has the file of one upload fetched, and writes down what came of it. Safe to call again: what has arrived is left alone.
 * Throws only when our own table, bucket or function fails; whoever called it calls again then.
 */
export const fetchUpload = (dependencies: FetchDependencies) => {
  const { uploads, clock, log, life } = dependencies;
  const bring = bringFile(dependencies);

  return async ({ owner, id, url }: FetchOrder): Promise<{ status: string }> => {
    if (!isOwner(owner) || !isUploadId(id)) throw new Error('Not an order of ours');
    const upload = await uploads.find(owner, id);
    if (upload === undefined || asSeen(upload, clock.now()).status !== 'fetching') return { status: 'over' };

    const settle = async (decide: (current: Upload) => Upload): Promise<{ status: string }> => {
      const next = await uploads.amend(upload, decide);
      log.info('fetched', { uploadId: id, status: next?.status });
      log.count(next?.status === 'ready' ? 'UploadFetched' : 'UploadFetchFailed');
      return { status: next?.status ?? 'over' };
    };

    const keyOf = (type: UploadType): string => uploadKey(upload, type);
    const brought = await bring({ owner, url, keyOf, stripMetadata: upload.stripMetadata === true });
    return settle((current) =>
      brought.type === 'stored'
        ? arrived(current, brought.arrival, { now: clock.now(), life })
        : failedToArrive(current, brought.reason, clock.now()),
    );
  };
};
