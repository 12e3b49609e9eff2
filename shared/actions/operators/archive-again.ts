import { Failure } from '#domain/error.ts';
import { isAbout, type OperatorItem } from '#domain/operators/operator-item.ts';
import { isoTime } from '#domain/ports.ts';
import { RERUN_LOOK_MS } from '#domain/tasks/limits.ts';
import { triesOf } from '#domain/tasks/output.ts';
import { rerunTask } from '#domain/tasks/task-end.ts';
import { attemptsOf } from '#domain/tasks/task-progress.ts';
import { isEnded } from '#domain/tasks/task.ts';
import type { Write } from '#storage/table/table-port.ts';
import type { Dependencies } from '../dependencies.ts';

/**
 * Has the missing outputs of a job looked for at once, by a run of their own, and writes what tells of it with that run; a
 * task that is still open looks for them anyway, and has the line by itself. Throws `conflict` where none is missing any more, and where they are lost for good.
 */
export const archiveAgain =
  ({ tasks, items, workflow, clock }: Pick<Dependencies, 'tasks' | 'items' | 'workflow' | 'clock'>) =>
  async (item: OperatorItem, reason: string, told: Write): Promise<void> => {
    const { kind, owner, taskId, job } = item;
    if (kind !== 'output_missing') throw new Failure('conflict', 'The item is about no missing output');
    const snapshot = await tasks.load(owner, taskId);
    if (snapshot === undefined || !isAbout(item, snapshot.task))
      throw new Failure('conflict', 'The task of this item has been deleted');
    const { task: seen, jobs, outputs } = snapshot;
    if (!outputs.some((output) => output.job === job && triesOf(output) !== undefined))
      throw new Failure('conflict', 'No output of this job can be looked for any more');
    if (!isEnded(seen)) return items.tell(told);
    const now = clock.now();
    const run = {
      occasion: { at: isoTime(now), actor: 'operator', reason } as const,
      attempt: attemptsOf(jobs),
      lookAt: isoTime(now + RERUN_LOOK_MS),
    };
    const amended = await tasks.amendTask(
      seen,
      (task) => (task.run === seen.run ? rerunTask(task, run) : task),
      () => [told],
    );
    if (amended !== undefined) await workflow.start(amended.value);
  };
