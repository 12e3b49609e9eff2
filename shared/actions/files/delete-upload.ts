import { Failure } from '#domain/error.ts';
import type { Owner } from '#domain/ids.ts';
import { isUploadId } from '#domain/ids.ts';
import { isoTime } from '#domain/ports.ts';
import { isOver, objectsOfUpload } from '#domain/files/upload.ts';
import type { TaskStore } from '#storage/tasks/task-store.ts';
import type { UploadParts } from '#storage/objects/upload-parts.ts';
import type { ObjectRemoval } from '#storage/objects/upload-removal.ts';
import type { UploadDependencies } from './upload-dependencies.ts';
import { abandonParts } from './upload-parts.ts';
import { openTaskOf } from './upload-use.ts';

interface DeleteDependencies extends UploadDependencies {
  readonly tasks: Pick<TaskStore, 'load'>;
  readonly objects: ObjectRemoval;
  readonly parts: Pick<UploadParts, 'abandon'>;
}

const MOST_RACES = 5;

/**
 * Removes an upload: object first, rows second. Throws `not_found`, also where it lies under another key than the one given, and `conflict` while an open task uses it: a use
 * that comes in at the same time either is seen here, or finds the upload gone.
 */
export const deleteUpload = ({ uploads, tasks, objects, parts, clock, log }: DeleteDependencies) => {
  return async (owner: Owner, id: string, key?: string): Promise<void> => {
    for (let race = 0; race < MOST_RACES; race += 1) {
      const found = isUploadId(id) ? await uploads.withUses({ owner, id }) : undefined;
      const isElsewhere = key !== undefined && found?.upload.key !== key;
      if (found === undefined || isElsewhere || isOver(found.upload, clock.now())) {
        throw new Failure('not_found', 'There is no such upload');
      }
      const taskId = await openTaskOf({ tasks, clock }, owner, found.uses);
      if (taskId !== undefined) throw new Failure('conflict', `Task ${taskId} uses it and has not ended`);
      if (!(await uploads.mark(found.upload, isoTime(clock.now())))) continue;
      await abandonParts(parts, found.upload);
      if ((await objects.removeAll(objectsOfUpload(found.upload))).size > 0) {
        throw new Error('The store did not remove an object'); // the cleanup comes by
      }
      await uploads.forget(found.upload, found.uses);
      log.info('upload deleted', { uploadId: id });
      return;
    }
    throw new Failure('busy', 'Somebody is using it right now', { retryAfterSeconds: 1 });
  };
};
