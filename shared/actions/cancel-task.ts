import { Failure } from '#domain/error.ts';
import { isTaskId, type Owner } from '#domain/ids.ts';
import { mayBePaid } from '#domain/job.ts';
import { isoTime } from '#domain/ports.ts';
import { cancelTask as canceled } from '#domain/task-end.ts';
import { allJobs, attemptsOf } from '#domain/task-progress.ts';
import { isEnded, type WholeTask } from '#domain/task.ts';
import type { WholeChange } from '#storage/task-changes.ts';
import type { Needs } from './needs.ts';

export interface CancelResult {
  /** `canceled`: nothing was sent, everything is released. `detached`: the provider runs out, and is settled then. */
  readonly outcome: 'canceled' | 'detached';
  readonly whole: WholeTask;
}

/**
 * Cancels a task together with every job that has not been claimed, in one step: a claim and a cancel of the same job
 * cannot both succeed. Repeating it gives the same answer. Throws `not_found`, and `not_cancelable` for an ended task.
 */
export const cancelTask =
  ({ tasks, ledger, clock, log }: Pick<Needs, 'tasks' | 'ledger' | 'clock' | 'log'>) =>
  async (owner: Owner, id: string): Promise<CancelResult> => {
    const at = isoTime(clock.now());
    const occasion = { at, actor: 'client' } as const;

    const decide = (whole: WholeTask): WholeChange | undefined => {
      if (whole.task.status === 'CANCELED') return undefined;
      if (isEnded(whole.task)) {
        throw new Failure('not_cancelable', `The task has ended already: ${whole.task.status}`);
      }
      const jobs = allJobs(whole);
      const detached = jobs.some(mayBePaid);
      return {
        task: canceled(whole.task, occasion, attemptsOf(whole.jobs), detached),
        jobs: jobs.flatMap(({ n, state }) =>
          state === 'queued' ? [{ n, event: { type: 'canceled' } }] : [],
        ),
        occasion,
      };
    };

    const amended = isTaskId(id)
      ? await tasks.amendWhole({ owner, id }, decide, (next, before) => ledger.settleWrites(next, before, at))
      : undefined;
    if (amended === undefined) throw new Failure('not_found', 'There is no such task');
    const { whole, changed } = amended;
    const outcome = whole.task.ending?.detached === true ? 'detached' : 'canceled';
    if (changed) {
      log.info('canceled', { taskId: id, outcome });
      log.count('Task_CANCELED');
    }
    return { outcome, whole };
  };
