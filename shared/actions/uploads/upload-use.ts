import type { Owner, TaskId } from '#domain/ids.ts';
import type { Clock } from '#domain/ports.ts';
import { isEnded } from '#domain/task.ts';
import { isJustUsed, type UploadUse } from '#domain/upload.ts';
import type { TaskStore } from '#storage/task-store.ts';

interface UseNeeds {
  readonly tasks: Pick<TaskStore, 'load'>;
  readonly clock: Clock;
}

/** A task of the owner that uses an upload and has not ended, or is about to be stored, if there is one. */
export async function openTaskOf(
  { tasks, clock }: UseNeeds,
  owner: Owner,
  uses: readonly UploadUse[],
): Promise<TaskId | undefined> {
  const now = clock.now();
  for (const use of uses) {
    const { taskId, until } = use;
    if (Date.parse(until) <= now) continue;
    const whole = await tasks.load(owner, taskId);
    if (whole === undefined ? isJustUsed(use, now) : !isEnded(whole.task)) return taskId;
  }
  return undefined;
}
