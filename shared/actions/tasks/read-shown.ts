import { isTaskId, type Owner } from '#domain/ids.ts';
import { shownByFace, shownTask, type ShownTask } from '#domain/tasks/shown-task.ts';
import { isEnded } from '#domain/tasks/task.ts';
import type { Head } from '#storage/tasks/task-lists.ts';
import type { TaskStore } from '#storage/tasks/task-store.ts';

/** Those of which their own rows tell enough. */
const byHead = (heads: readonly Head[]): ShownTask[] =>
  heads.flatMap(({ task, face }) => {
    const known = face();
    return known === undefined ? [] : [shownByFace(task, known)];
  });

/**
 * Reads tasks as they are shown, those that are there, by their ids: settled ones by their own rows, open ones a hundred
 * rows a request, and only what is left one by one.
 */
export function readShown(tasks: Pick<TaskStore, 'load' | 'openOnes'>) {
  const whole = async (owner: Owner, ids: readonly string[]): Promise<ShownTask[]> => {
    const snapshots = await Promise.all(ids.filter(isTaskId).map((id) => tasks.load(owner, id)));
    return snapshots.flatMap((snapshot) => (snapshot === undefined ? [] : [shownTask(snapshot)]));
  };

  const open = async (owner: Owner, heads: readonly Head[]): Promise<ShownTask[]> => {
    const ones = heads.map(({ task }) => task).filter((task) => !isEnded(task));
    return ones.length === 0 ? [] : [...(await tasks.openOnes(owner, ones)).values()].map(shownTask);
  };

  return async (
    owner: Owner,
    ids: readonly string[],
    heads: ReadonlyMap<string, Head>,
  ): Promise<ReadonlyMap<string, ShownTask>> => {
    const own = ids.flatMap((id) => heads.get(id) ?? []);
    const shown = new Map<string, ShownTask>(byHead(own).map((one) => [one.task.id, one]));
    const rest = own.filter(({ task }) => !shown.has(task.id));
    for (const one of await open(owner, rest)) shown.set(one.task.id, one);
    const unknown = ids.filter((id) => !shown.has(id));
    for (const one of await whole(owner, unknown)) shown.set(one.task.id, one);
    return shown;
  };
}
