import { Failure } from '#domain/error.ts';
import { isTaskId, type Owner } from '#domain/ids.ts';
import { LONGEST_VISIT_MS } from '#domain/tasks/limits.ts';
import { isoTime } from '#domain/ports.ts';
import { visitedUntil } from '#domain/tasks/late-looks.ts';
import { mayDeliver } from '#domain/tasks/task.ts';
import type { ObjectList } from '#storage/objects/object-list.ts';
import type { ObjectRemoval } from '#storage/objects/upload-removal.ts';
import type { Dependencies } from '../dependencies.ts';
import { objectsOfTask } from '../files/task-objects.ts';

interface DeleteDependencies extends Pick<Dependencies, 'tasks' | 'clock' | 'log'> {
  readonly list: ObjectList;
  readonly objects: ObjectRemoval;
}

/**
 * Removes a task with all its files, recorded or not: objects first, rows second, the task's own row last, so that a
 * removal that broke off can be repeated. A visit that is still under way may write for it all the same: the sweeper sees to that later. The
 * ledger stays. Throws `not_found`, and `not_deletable` while the provider may still deliver.
 */
export const deleteTask =
  ({ tasks, list, objects, clock, log }: DeleteDependencies) =>
  async (owner: Owner, id: string): Promise<void> => {
    const snapshot = isTaskId(id) ? await tasks.load(owner, id) : undefined;
    if (snapshot === undefined) throw new Failure('not_found', 'There is no such task');
    if (mayDeliver(snapshot.task)) {
      throw new Failure(
        'not_deletable',
        'The provider may still deliver; cancel the task or wait for its end',
      );
    }
    const keys = await objectsOfTask(list, snapshot);
    if ((await objects.removeAll(keys)).size > 0) throw new Error('The store did not remove an object');
    const now = clock.now();
    const mayBeVisited = visitedUntil(snapshot.task) > now;
    await tasks.remove(snapshot.task, mayBeVisited ? isoTime(now + LONGEST_VISIT_MS) : undefined);
    log.info('deleted', { taskId: id, objects: keys.length });
  };
