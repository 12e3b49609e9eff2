import type { Erasure } from '#domain/erasure/erasure.ts';
import { Failure } from '#domain/error.ts';
import { isTaskId } from '#domain/ids.ts';
import { storedAmong } from '#domain/tasks/output.ts';
import { objectsOf } from '#domain/files/output-objects.ts';
import { visitedUntil } from '#domain/tasks/late-looks.ts';
import { isEnded, mayDeliver, type TaskSnapshot } from '#domain/tasks/task.ts';
import type { ListPosition } from '#storage/tasks/list-entry.ts';
import { objectsOfTask } from '../files/task-objects.ts';
import { ROWS_AT_ONCE, type EraseDependencies, type Walked } from './erase-dependencies.ts';

interface TaskDependencies extends Pick<
  EraseDependencies,
  'erasures' | 'tasks' | 'copies' | 'objects' | 'list' | 'clock'
> {
  readonly cancel: (owner: Erasure['owner'], id: string) => Promise<unknown>;
  /** Removes the uploads that a task has made of strangers' files. */
  readonly eraseForeign: (erasure: Erasure, snapshot: TaskSnapshot) => Promise<void>;
}

/** A task whose time has come, with the keys of all its objects. */
interface Doomed {
  readonly snapshot: TaskSnapshot;
  readonly keys: readonly string[];
}

/** A transaction holds a hundred rows, one of which is the count. */
const ROWS_TOGETHER = 99;

/** Outputs whose rows go with the task's own, so that a repeated visit still knows them. No model makes as many. */
const countable = ({ outputs }: TaskSnapshot): number[] =>
  outputs.map(({ n }) => n).slice(0, ROWS_TOGETHER - 2);

/** As many tasks at once as a transaction holds. */
function inTransactions(gone: readonly TaskSnapshot[]): TaskSnapshot[][] {
  const parts: TaskSnapshot[][] = [];
  let room = 0;
  for (const snapshot of gone) {
    const rows = 2 + countable(snapshot).length;
    const last = room >= rows ? parts.at(-1) : undefined;
    if (last === undefined) parts.push([snapshot]);
    else last.push(snapshot);
    room = (last === undefined ? ROWS_TOGETHER : room) - rows;
  }
  return parts;
}

/** What no row names lies below the owner's own prefixes, which are listed at the end of an erasure, or below a path. */
const keysOf = async ({ list }: TaskDependencies, snapshot: TaskSnapshot): Promise<readonly string[]> =>
  snapshot.request.path === undefined ? objectsOf(snapshot.outputs) : objectsOfTask(list, snapshot);

/** A task of the erasure, canceled where it was open. */
const ending =
  ({ tasks, cancel }: TaskDependencies) =>
  async (erasure: Erasure, id: string): Promise<TaskSnapshot | undefined> => {
    const snapshot = isTaskId(id) ? await tasks.load(erasure.owner, id) : undefined;
    if (snapshot === undefined || isEnded(snapshot.task)) return snapshot;
    try {
      await cancel(erasure.owner, id);
    } catch (error) {
      // It has ended, or has gone, meanwhile.
      if (!(error instanceof Failure)) throw error;
    }
    return tasks.load(erasure.owner, snapshot.task.id);
  };

/** Whether a task can be removed by now. A visit that is still under way would write for a task that is gone. */
const looking = (dependencies: TaskDependencies) => {
  const { clock } = dependencies;
  const ended = ending(dependencies);
  return async (erasure: Erasure, id: string): Promise<Doomed | 'gone' | 'awaited'> => {
    const snapshot = await ended(erasure, id);
    if (snapshot === undefined) return 'gone';
    const { task } = snapshot;
    if (mayDeliver(task) || visitedUntil(task) > clock.now()) return 'awaited';
    return { snapshot, keys: await keysOf(dependencies, snapshot) };
  };
};

/** What a receipt counts. */
function countsOf(gone: readonly TaskSnapshot[]): { tasks: number; files: number; bytes: number } {
  const stored = gone.flatMap(({ outputs }) => storedAmong(outputs));
  const bytes = stored.reduce((sum, { file }) => sum + file.bytes, 0);
  return { tasks: gone.length, files: stored.length, bytes };
}

/** Removes tasks with all that is theirs; true when all of them are gone. */
const removal = (dependencies: TaskDependencies) => {
  const { erasures, tasks, copies, objects, eraseForeign } = dependencies;

  const removeParts = async ({ snapshot, keys }: Doomed): Promise<void> => {
    for (const key of keys) await copies.forget(key);
    await tasks.removeParts(snapshot.task, countable(snapshot));
  };

  /** The last rows of some tasks, in one transaction with their count. */
  const removeRest = (erasure: Erasure, gone: readonly TaskSnapshot[]): Promise<boolean> => {
    const rows = gone.flatMap((snapshot) => tasks.removalWrites(snapshot.task, countable(snapshot)));
    return erasures.together(erasure, rows, countsOf(gone));
  };

  return async (erasure: Erasure, doomed: readonly Doomed[]): Promise<boolean> => {
    const left = await objects.removeAll(doomed.flatMap(({ keys }) => keys));
    const gone = doomed.filter(({ keys }) => !keys.some((key) => left.has(key)));
    // Each of these counts by itself: one after the other, or they would be in each other's way.
    for (const { snapshot } of gone) await eraseForeign(erasure, snapshot);
    await Promise.all(gone.map(removeParts));
    let through = gone.length === doomed.length;
    for (const part of inTransactions(gone.map(({ snapshot }) => snapshot))) {
      const isThrough = await removeRest(erasure, part);
      // Who was told of them may have been written down meanwhile.
      if (isThrough) await Promise.all(part.map(({ task }) => tasks.removeLate(task)));
      through = isThrough && through;
    }
    return through;
  };
};

/**
 * Removes the tasks of an erasure, page by page: open ones are canceled first, and those for which the provider may
 * still deliver are left for a later visit. Objects go first, rows second, and a page's last rows in one transaction
 * with their count: whatever breaks off is found and done again, and nothing is counted twice.
 */
export const eraseTasks = (dependencies: TaskDependencies) => {
  const { tasks, clock } = dependencies;
  const look = looking(dependencies);
  const remove = removal(dependencies);

  return async (erasure: Erasure, giveUpAt: number): Promise<Walked> => {
    let awaited = 0;
    let through = true;
    let after: ListPosition | undefined;
    do {
      if (clock.now() >= giveUpAt) return { awaited, through: false };
      const page = { to: erasure.at, limit: ROWS_AT_ONCE, ...(after === undefined ? {} : { after }) };
      const found = await tasks.list(erasure.owner, page);
      const verdicts = await Promise.all(found.map(({ id }) => look(erasure, id)));
      awaited += verdicts.filter((verdict) => verdict === 'awaited').length;
      const doomed = verdicts.filter((verdict) => typeof verdict === 'object');
      through = (await remove(erasure, doomed)) && through;
      after = found.length < ROWS_AT_ONCE ? undefined : found.at(-1);
    } while (after !== undefined);
    return { awaited, through };
  };
};
