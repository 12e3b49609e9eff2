import { asSeen, type Upload } from '#domain/files/upload.ts';
import { findUpload, type UploadDependencies, type UploadHolder } from './upload-dependencies.ts';

/** Reads one upload of its holder. Throws `not_found`, also for one that has expired. */
export const readUpload =
  (dependencies: Pick<UploadDependencies, 'uploads' | 'clock'>) =>
  async (holder: UploadHolder, id: string): Promise<Upload> =>
    asSeen(await findUpload(dependencies, holder, id), dependencies.clock.now());

const LOOK_MS = 500;

/** Whether an upload is still on its way from elsewhere. */
export const isFetching = ({ status }: Upload): boolean => status === 'fetching';

/** Waits until an upload is no longer being fetched, for at most so long, looking at it twice a second. */
export const awaitUpload =
  ({ uploads, clock }: Pick<UploadDependencies, 'uploads' | 'clock'>) =>
  async (first: Upload, seconds: number): Promise<Upload> => {
    const until = clock.now() + seconds * 1000;
    let upload = first;
    while (isFetching(upload) && clock.now() < until) {
      await clock.sleep(Math.min(LOOK_MS, Math.max(1, until - clock.now())));
      upload = asSeen((await uploads.find(first.owner, first.id)) ?? upload, clock.now());
    }
    return upload;
  };
