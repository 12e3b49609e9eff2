import type { Owner, TaskId } from '#domain/ids.ts';
import type { Clock } from '#domain/ports.ts';
import { isEnded } from '#domain/tasks/task.ts';
import { isJustUsed, type UploadUse } from '#domain/files/upload.ts';
import type { TaskStore } from '#storage/tasks/task-store.ts';

interface UseDependencies {
  readonly tasks: Pick<TaskStore, 'load'>;
  readonly clock: Clock;
}

/** A task of the owner that uses an upload and has not ended, or is about to be stored, if there is one. */
export async function openTaskOf(
  { tasks, clock }: UseDependencies,
  owner: Owner,
  uses: readonly UploadUse[],
): Promise<TaskId | undefined> {
  const now = clock.now();
  for (const use of uses) {
    const { taskId, until } = use;
    if (Date.parse(until) <= now) continue;
    const snapshot = await tasks.load(owner, taskId);
    if (snapshot === undefined ? isJustUsed(use, now) : !isEnded(snapshot.task)) return taskId;
  }
  return undefined;
}
