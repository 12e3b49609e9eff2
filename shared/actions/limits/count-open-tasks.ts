import type { Owner } from '#domain/ids.ts';
import { inItsPlace, isLimited } from '#domain/limits/open-tasks.ts';
import { isoTime } from '#domain/ports.ts';
import { isEnded } from '#domain/tasks/task.ts';
import type { OpenTaskCounts } from '#storage/limits/open-task-counts.ts';
import type { OpenTaskStore } from '#storage/limits/open-tasks.ts';
import type { Placed } from '#storage/limits/place-rows.ts';
import type { TaskAddress } from '#storage/tasks/task-rows.ts';
import type { Dependencies } from '../dependencies.ts';

interface CountDependencies extends Pick<Dependencies, 'tasks' | 'clock' | 'log'> {
  readonly places: OpenTaskCounts & Pick<OpenTaskStore, 'read'>;
}

/** So many counts are seen to in one tick, and so many tasks of each; the rest is still due in the next. */
const MOST_COUNTS = 50;
const MOST_TASKS = 300;
/** A count that holds something is looked at again after so long: another version may have ended what it counts. */
const LOOK_AGAIN_MS = 15 * 60_000;

/** Gives back the places of tasks that have ended or are gone, as a version leaves them that knows of no places. */
const freeing =
  ({ places, tasks }: CountDependencies) =>
  async (owner: Owner, placed: readonly Placed[]): Promise<boolean> => {
    const heads = await tasks.heads(owner, [...new Set(placed.map(({ id }) => id))]);
    let through = true;
    for (const place of placed) {
      const head = heads.get(place.id)?.task;
      const isOwn = head?.placed === true && head.incarnation === place.incarnation;
      if (isOwn && isEnded(head)) await tasks.amendTask(head, inItsPlace);
      if (!isOwn) through = (await places.takeAway(place)) && through;
    }
    return through;
  };

/** Gives places to tasks that are open and have none. False where there are more of them than one tick takes. */
const seating =
  ({ tasks, log }: CountDependencies) =>
  async (owner: Owner, open: readonly TaskAddress[]): Promise<boolean> => {
    const heads = await tasks.heads(
      owner,
      open.map(({ id }) => id),
    );
    const unplaced = [...heads.values()]
      .map(({ task }) => task)
      .filter((task) => !isEnded(task) && task.placed === undefined);
    for (const task of unplaced.slice(0, MOST_TASKS)) {
      try {
        await tasks.amendTask(task, inItsPlace);
      } catch (error) {
        // It is in words of a newer version, or in a crowd: the others are counted all the same.
        log.warn('not counted', { taskId: task.id, reason: String(error) });
      }
    }
    return unplaced.length <= MOST_TASKS;
  };

/** Sees to one count: each place is of an open task, each open task has one, and the number is that of the places. */
const seeingTo = (dependencies: CountDependencies) => {
  const { places, clock } = dependencies;
  const free = freeing(dependencies);
  const seat = seating(dependencies);

  return async (owner: Owner, driven: readonly TaskAddress[]): Promise<void> => {
    const seen = await places.read(owner);
    if (seen.state === 'none') return;
    const placed = await places.places(owner);
    await places.correct(owner, seen, placed);
    if (!isLimited(seen) && seen.state === 'counted') await places.end(owner, seen);
    const isFreed = await free(owner, placed);
    const isSeated = !isLimited(seen) || (await seat(owner, driven));
    if (isFreed && isSeated) await places.leave(owner, seen, isoTime(clock.now() + LOOK_AGAIN_MS));
  };
};

/**
 * Sees to the counts of open tasks that are due: because counting has just begun, a limit has changed, or nobody has looked
 * for a while. Every step is exact, whoever creates or ends tasks meanwhile, so two at once are harmless.
 */
export const countOpenTasks = (dependencies: CountDependencies) => {
  const { places, clock, log } = dependencies;
  const seeTo = seeingTo(dependencies);

  return async (): Promise<void> => {
    const owners = await places.due(isoTime(clock.now()), MOST_COUNTS);
    if (owners.length === 0) return;
    const driven = await places.driven(new Set(owners));
    for (const owner of owners) {
      try {
        await seeTo(owner, driven.get(owner) ?? []);
      } catch (error) {
        log.warn('open tasks not counted', { reason: String(error) });
        log.count('SweepFailed');
      }
    }
  };
};

export type CountOpenTasks = ReturnType<typeof countOpenTasks>;
