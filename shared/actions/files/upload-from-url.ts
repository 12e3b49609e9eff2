import { Failure } from '#domain/error.ts';
import type { Upload } from '#domain/files/upload.ts';
import type { FetchOrder } from './fetch-upload.ts';
import { countArrival } from './count-arrival.ts';
import {
  newUpload,
  notCreated,
  type CountedUploadDependencies,
  type UploadOrder,
} from './upload-dependencies.ts';

export interface UploadFromUrl extends UploadOrder {
  readonly url: string;
}

const DAY_MS = 24 * 3600_000;

interface FromUrlDependencies extends CountedUploadDependencies {
  /** Has the worker called; it answers once the call is accepted. */
  readonly startFetch: (order: FetchOrder) => Promise<void>;
}

/**
 * Accepts a file that lies elsewhere: a worker gets it. The address goes to the worker and is not stored, for it may be
 * a capability of its own. When the worker cannot be called, nothing is left behind and the answer is `busy`. How large it is nobody knows yet: only where
 * the day of its owner is full it is refused at once.
 */
export const uploadFromUrl =
  (dependencies: FromUrlDependencies) =>
  async ({ url, ...order }: UploadFromUrl): Promise<Upload> => {
    const { uploads, log } = dependencies;
    const upload = newUpload(dependencies, order, { status: 'fetching', lifeMs: DAY_MS });
    const busy = (cause: unknown): Failure =>
      new Failure('busy', 'The file cannot be fetched now', { retryAfterSeconds: 5, cause });
    await countArrival(dependencies).look(upload, 1);
    if (!(await uploads.create(upload))) throw notCreated(upload);
    try {
      await dependencies.startFetch({ owner: upload.owner, id: upload.id, url });
    } catch (error) {
      log.warn('fetch not started', { uploadId: upload.id, reason: String(error) });
      log.count('FetchStartFailed');
      await uploads.forget(upload, []);
      throw busy(error);
    }
    return upload;
  };
