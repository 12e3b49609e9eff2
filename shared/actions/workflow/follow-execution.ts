import { isOwner, isTaskId } from '#domain/ids.ts';
import { followed } from '#domain/tasks/repair.ts';
import { attemptsOf } from '#domain/tasks/task-progress.ts';
import type { Dependencies } from '../dependencies.ts';

/** An execution that has failed, has run out of time, or was ended from outside. */
export interface EndedExecution {
  readonly execution: string;
  readonly taskId: string;
  readonly owner: string;
}

/**
 * Goes on with a task whose execution is gone, by its next run. Whatever this leaves undone, the sweeper finds: a run that
 * was written down and not started within minutes, and a task of whose execution nobody has told past its deadline.
 */
export const followExecution =
  ({ tasks, workflow, clock, log }: Pick<Dependencies, 'tasks' | 'workflow' | 'clock' | 'log'>) =>
  async ({ execution, taskId, owner }: EndedExecution): Promise<'followed' | 'none'> => {
    const snapshot = isTaskId(taskId) && isOwner(owner) ? await tasks.load(owner, taskId) : undefined;
    // What is in words of a newer version is followed by that one, or by the sweeper.
    if (snapshot === undefined || snapshot.task.unrecognized === true) return 'none';
    const lost = { execution, attempt: attemptsOf(snapshot.jobs), now: clock.now() };
    const amended = await tasks.amendTask(snapshot.task, (task) => followed(task, lost));
    if (amended?.changed !== true) return 'none';
    await workflow.start(amended.value);
    log.warn('execution followed by another', { taskId, execution, run: amended.value.run });
    log.count('ExecutionFollowed');
    return 'followed';
  };
