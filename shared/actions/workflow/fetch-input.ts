import { KEY_PART_LENGTH } from '#domain/files/key-part.ts';
import { uploadKey } from '#domain/files/upload-key.ts';
import { arrived, PENDING_LIFE_MS } from '#domain/files/upload.ts';
import type { UploadType } from '#domain/files/upload-type.ts';
import type { Digest } from '#domain/ports.ts';
import {
  fileOf,
  lateSinceOf,
  unreachableInput,
  unusableInput,
  type FoundInput,
} from '#domain/tasks/prepared-inputs.ts';
import type { TaskSnapshot } from '#domain/tasks/task.ts';
import type { UploadStore } from '#storage/files/upload-store.ts';
import { bringFile, type BringDependencies } from '../files/bring-file.ts';
import { foreignUploadId } from '../files/foreign-upload.ts';
import { newUpload, type UploadDependencies } from '../files/upload-dependencies.ts';

export interface FetchInputDependencies extends Omit<UploadDependencies, 'uploads'>, BringDependencies {
  readonly uploads: Pick<UploadStore, 'find' | 'create'>;
  readonly digest: Digest;
}

/**
 * Brings a foreign file into our bucket, as an upload of the task's owner. The upload's id is made of the task's and the
 * address, so that a second visit finds what the first has brought. Throws when our own table, bucket or function fails.
 */
export const fetchInput = (dependencies: FetchInputDependencies) => {
  const { uploads, clock, log, digest, life } = dependencies;
  const bring = bringFile(dependencies);

  return async (snapshot: TaskSnapshot, url: string): Promise<FoundInput> => {
    const { owner, id } = snapshot.task;
    const { keyPart } = snapshot.request;
    const uploadId = foreignUploadId(digest, { owner, id }, url);
    const known = await uploads.find(owner, uploadId);
    if (known !== undefined) return fileOf(url, known);
    const order = { owner, fileName: 'input' };
    const pending = newUpload(dependencies, order, { status: 'pending', lifeMs: PENDING_LIFE_MS });
    // Like its id: a second visit writes over what the first has left.
    const own =
      keyPart === undefined ? {} : { keyPart: digest.hmac256(keyPart, url).slice(0, KEY_PART_LENGTH) };
    const fresh = { ...pending, ...own, id: uploadId };
    const keyOf = (type: UploadType): string => uploadKey(fresh, type);
    // A provider needs to know of a picture what it shows, and not where it was taken.
    const brought = await bring({ owner, url, keyOf, stripWherePossible: true });
    switch (brought.type) {
      case 'stored': {
        const upload = arrived(fresh, brought.arrival, { now: clock.now(), life });
        await uploads.create(upload);
        return fileOf(url, upload);
      }
      case 'rejected':
        return unusableInput(url, brought.reason);
      case 'failed': {
        const { final, reason } = brought;
        log.warn('input not fetched', { taskId: id, reason });
        if (final) return unusableInput(url, reason);
        return unreachableInput(url, reason, { lateSince: lateSinceOf(snapshot), now: clock.now() });
      }
    }
  };
};
