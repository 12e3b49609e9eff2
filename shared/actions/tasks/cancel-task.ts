import { Failure } from '#domain/error.ts';
import { isTaskId, type Owner } from '#domain/ids.ts';
import { mayBePaid } from '#domain/tasks/job.ts';
import { isoTime } from '#domain/ports.ts';
import { cancelTask as canceled } from '#domain/tasks/task-end.ts';
import { timeOfChange } from '#domain/tasks/task-events.ts';
import { allJobs, attemptsOf } from '#domain/tasks/task-progress.ts';
import { isEnded, type TaskSnapshot } from '#domain/tasks/task.ts';
import type { SnapshotChange } from '#domain/tasks/task-change.ts';
import type { Dependencies } from '../dependencies.ts';

export interface CancelResult {
  /** `canceled`: nothing was sent, everything is released. `detached`: the provider runs out, and is settled then. */
  readonly outcome: 'canceled' | 'detached';
  readonly snapshot: TaskSnapshot;
}

/**
 * Cancels a task together with every job that has not been claimed, in one step: a claim and a cancel of the same job
 * cannot both succeed. Repeating it gives the same answer. Throws `not_found`, and `not_cancelable` for an ended task.
 */
export const cancelTask =
  ({ tasks, ledger, clock, log }: Pick<Dependencies, 'tasks' | 'ledger' | 'clock' | 'log'>) =>
  async (owner: Owner, id: string): Promise<CancelResult> => {
    const decide = (snapshot: TaskSnapshot): SnapshotChange | undefined => {
      if (snapshot.task.status === 'CANCELED') return undefined;
      if (isEnded(snapshot.task)) {
        throw new Failure('not_cancelable', `The task has ended already: ${snapshot.task.status}`);
      }
      const occasion = { at: timeOfChange(snapshot, clock.now()), actor: 'client' } as const;
      const jobs = allJobs(snapshot);
      const detached = jobs.some(mayBePaid);
      return {
        task: canceled(snapshot.task, { occasion, attempt: attemptsOf(snapshot.jobs), detached }),
        jobs: jobs.flatMap(({ n, state }) =>
          state === 'queued' ? [{ n, event: { type: 'canceled' } }] : [],
        ),
        occasion,
      };
    };

    const amended = isTaskId(id)
      ? await tasks.amendSnapshot({ owner, id }, decide, (next, before) =>
          ledger.settleWrites(next, before, next.ending?.at ?? isoTime(clock.now())),
        )
      : undefined;
    if (amended === undefined) throw new Failure('not_found', 'There is no such task');
    const { snapshot, changed } = amended;
    const outcome = snapshot.task.ending?.detached === true ? 'detached' : 'canceled';
    if (changed) {
      log.info('canceled', { taskId: id, outcome });
      log.count('Task_CANCELED');
    }
    return { outcome, snapshot };
  };
