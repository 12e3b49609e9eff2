import { itemId, itemMetrics } from '#domain/operators/operator-item.ts';
import { isoTime } from '#domain/ports.ts';
import type { Preview } from '#domain/files/preview.ts';
import { finalized, isFirstSettled, resolvedJobs, unresolvedItems } from '#domain/tasks/finalization.ts';
import type { EndedVerdict } from '#domain/tasks/job-verdict.ts';
import { externalIdOf } from '#domain/tasks/job.ts';
import type { RecordedOutput } from '#domain/tasks/output.ts';
import type { JobEnd } from '#domain/tasks/task-end.ts';
import { attemptsOf } from '#domain/tasks/task-progress.ts';
import { isEnded, type TaskSnapshot, type TaskStatus } from '#domain/tasks/task.ts';
import type { Dependencies } from '../dependencies.ts';

type CloseDependencies = Pick<Dependencies, 'tasks' | 'ledger' | 'items' | 'clock' | 'log'>;

/** What a task is closed with. */
export interface Results {
  readonly verdicts: readonly EndedVerdict[];
  readonly outputs: readonly RecordedOutput[];
  readonly previews: readonly Preview[];
}

/** Closes the items of jobs whose result came after the end: nobody is to order anew what is here. */
const itemClosing =
  ({ tasks, items }: CloseDependencies) =>
  async ({ task }: TaskSnapshot, ends: readonly JobEnd[], at: string): Promise<void> => {
    for (const n of resolvedJobs(ends)) {
      const item = await items.find(itemId('outcome_unknown', { taskId: task.id, job: n }));
      if (item?.status !== 'open') continue;
      const job = (await tasks.load(task.owner, task.id))?.jobs.find((one) => one.n === item.job);
      const externalTaskId = job === undefined ? undefined : externalIdOf(job);
      const found = externalTaskId === undefined ? {} : { externalTaskId };
      const reason = 'The provider called back after all';
      await items.close({ ...item, ...found, status: 'adopted', reason, closedAt: at });
    }
  };

/** Closes a task, or settles one that has ended already, in one transaction with its settlement and its items. */
export const closeTask = (dependencies: CloseDependencies) => {
  const { tasks, ledger, items, clock, log } = dependencies;
  const closeItems = itemClosing(dependencies);

  return async (
    snapshot: TaskSnapshot,
    { verdicts, outputs, previews }: Results,
  ): Promise<{ status: TaskStatus }> => {
    const at = isoTime(clock.now());
    const ends = verdicts.map((verdict) => verdict.end);
    const occasion = { at, actor: 'workflow' } as const;
    const closing = { occasion, attempt: attemptsOf(snapshot.jobs), ends, outputs };
    const raised = unresolvedItems(snapshot, ends, at);
    if (isEnded(snapshot.task)) await closeItems(snapshot, ends, at);
    const closed = await tasks.amendTask(
      snapshot.task,
      (task) => finalized(task, closing, previews),
      async (next, before) => [
        ...(await ledger.settleWrites(next, before, at)),
        ...(isFirstSettled(before) ? raised.map(items.raiseWrite) : []),
      ],
    );
    const task = closed?.value ?? snapshot.task;
    if (closed?.changed === true) {
      log.info('ended', { taskId: task.id, status: task.status, failCode: task.ending?.failure?.code });
      log.count(isEnded(snapshot.task) ? 'TaskResettled' : `Task_${task.status}`);
      if (raised.length > 0) log.count(itemMetrics.outcome_unknown, raised.length);
    }
    return { status: task.status };
  };
};
