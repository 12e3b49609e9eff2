import { isUploadId, type UploadId } from '#domain/ids.ts';
import type { Digest } from '#domain/ports.ts';
import type { Task } from '#domain/tasks/task.ts';

/** The id of the upload that a task's copy of a stranger's file is: the same whenever it is asked for. */
export function foreignUploadId(
  digest: Digest,
  { owner, id }: Pick<Task, 'owner' | 'id'>,
  url: string,
): UploadId {
  const uploadId = digest.sha256(`${owner} ${id} ${url}`).slice(0, 32);
  if (!isUploadId(uploadId)) throw new Error('A digest is not an upload id');
  return uploadId;
}
