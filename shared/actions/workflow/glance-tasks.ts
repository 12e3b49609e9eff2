import { isoTime } from '#domain/ports.ts';
import { isHeardOf, repaired } from '#domain/tasks/repair.ts';
import { isEnded, type Task } from '#domain/tasks/task.ts';
import type { DueTask, Glance } from '#storage/tasks/due-tasks.ts';
import { partitionOf } from '#storage/tasks/task-rows.ts';
import type { Dependencies } from '../dependencies.ts';

/** Tasks that are due: those that somebody has to look at closely, the most urgent first, and those that run well. */
export interface Sorted {
  readonly close: readonly DueTask[];
  readonly well: readonly Task[];
}

/** True for a task that may never have been started. */
const isUnheardOf = (glance: Glance | undefined): boolean =>
  glance !== undefined && !glance.isBegun && !isEnded(glance.task);

/** Tells of many due tasks at once, by their own rows and their first jobs, which of them need to be looked at. */
export const glanceTasks =
  ({ tasks, clock }: Pick<Dependencies, 'tasks' | 'clock'>) =>
  async (due: readonly DueTask[]): Promise<Sorted> => {
    const glances = await tasks.glances(due.filter(({ gone }) => !gone));
    const now = clock.now();
    const glanceOf = (one: DueTask): Glance | undefined =>
      one.gone ? undefined : glances.get(partitionOf(one.owner, one.id));
    const isWell = (one: DueTask): boolean => {
      const glance = glanceOf(one);
      return glance !== undefined && isHeardOf(glance.task, glance.isBegun, now);
    };
    const close = due.filter((one) => !isWell(one));
    const first = close.filter((one) => isUnheardOf(glanceOf(one)));
    const rest = close.filter((one) => !isUnheardOf(glanceOf(one)));
    const well = due.filter(isWell).flatMap((one) => glanceOf(one)?.task ?? []);
    // The index may be behind: somebody has looked since it was read.
    return {
      close: [...first, ...rest],
      well: well.filter(({ lookAt }) => lookAt !== undefined && lookAt <= isoTime(now)),
    };
  };

/** Puts off a task that runs well until its deadline has passed: whoever ends its execution before it is told of. */
export const putOffTask =
  ({ tasks, clock }: Pick<Dependencies, 'tasks' | 'clock'>) =>
  async (seen: Task): Promise<void> => {
    const plan = { repair: 'none', seen, attempt: 0, now: clock.now() } as const;
    // In words of a newer version it stays due to those who understand it.
    if (seen.unrecognized !== true) await tasks.amendTask(seen, (task) => repaired(task, plan));
  };
