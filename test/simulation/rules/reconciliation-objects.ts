import { objectsAt } from '#domain/files/output-objects.ts';
import { taskOfKey } from '#domain/files/media-key.ts';
import { belongingOf } from '#domain/tasks/incarnation.ts';
import { isSettled, type Task } from '#domain/tasks/task.ts';
import type { Records } from './reconciliation-records.ts';
import { outputsOf } from './rule-context.ts';

/**
 * What earlier tasks have left under the names of tasks whose outcome is open, thumbnails included: the walk leaves all of
 * such a task alone, and a file that comes for it replaces what is there.
 */
function leftUnderOpen({ media }: Records, tasks: readonly Task[]): readonly string[] {
  const open = new Map(tasks.filter((task) => !isSettled(task)).map((task) => [task.id, task]));
  return [...media.objects].flatMap(([key, { task: written }]) => {
    const named = taskOfKey(key);
    const task = named === undefined ? undefined : open.get(named.id);
    return task !== undefined && belongingOf(written, task) === 'earlier' ? objectsAt(key) : [];
  });
}

/** Objects without a record are a leak; records without an object are checked when the record is written. */
export function checkObjects(records: Records, tasks: readonly Task[]): void {
  const recorded = tasks.flatMap((task) =>
    outputsOf(records, task).flatMap(({ stored }) => (stored === undefined ? [] : objectsAt(stored.key))),
  );
  const known = new Set([...recorded, ...leftUnderOpen(records, tasks)]);
  for (const key of records.media.objects.keys()) {
    if (taskOfKey(key) !== undefined && !known.has(key))
      records.watch.problem(`the object ${key} has no record`);
  }
}
