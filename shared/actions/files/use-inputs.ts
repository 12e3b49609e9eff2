import { Failure, type Fault } from '#domain/error.ts';
import type { TaskId, Owner } from '#domain/ids.ts';
import { inputRef } from '#domain/files/input-ref.ts';
import { isoTime, type Clock } from '#domain/ports.ts';
import { isOver } from '#domain/files/upload.ts';
import type { Plan } from '#providers/catalog/model.ts';
import type { UploadStore } from '#storage/files/upload-store.ts';
import { misfitOf } from './misfit.ts';

/** The files that a new task is to be given. */
export interface InputOrder {
  readonly owner: Owner;
  readonly taskId: TaskId;
  readonly deadlineAt: string;
  /** Where each stands in `providerParams`, and what stands there. */
  readonly files: Plan['inputUrls'];
}

type InputFile = Plan['inputUrls'][number];

/**
 * Notes for every upload among the inputs that the task needs it until its deadline; from then on it stays. Throws
 * `validation_failed` with the place of every file that is not there. Nothing is fetched: that is for the submit.
 */
export const useInputs =
  ({
    uploads,
    clock,
    mediaBaseUrl,
  }: {
    readonly uploads: Pick<UploadStore, 'find' | 'use'>;
    readonly clock: Pick<Clock, 'now'>;
    readonly mediaBaseUrl: string;
  }) =>
  async ({ owner, taskId, deadlineAt, files }: InputOrder): Promise<void> => {
    const faultOf = async (file: InputFile): Promise<string | undefined> => {
      const { url } = file;
      const ref = inputRef(url, owner, mediaBaseUrl);
      if (ref.type === 'closed') return 'is not a file of yours';
      if (ref.type !== 'upload') return undefined;
      const upload = await uploads.find(owner, ref.id);
      if (upload === undefined || isOver(upload, clock.now())) return 'is no upload of yours, or has expired';
      if ((ref.key ?? upload.key) !== upload.key) return 'is not the address of an upload of yours';
      if (upload.status !== 'ready') return `is not ready: the upload is ${upload.status}`;
      const misfit = misfitOf(upload, file);
      if (misfit !== undefined) return misfit;
      const noted = await uploads.use(upload, { taskId, until: deadlineAt, at: isoTime(clock.now()) });
      return noted ? undefined : 'has just been removed';
    };

    const checked = await Promise.all(
      files.map(async (file): Promise<Fault[]> => {
        const message = await faultOf(file);
        return message === undefined ? [] : [{ path: file.path, message }];
      }),
    );
    const errors = checked.flat();
    if (errors.length > 0) throw new Failure('validation_failed', 'Some files cannot be used', { errors });
  };
