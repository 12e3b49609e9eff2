import { itemId, itemMetrics, type RaisedItem } from '#domain/operators/operator-item.ts';
import type { Preview } from '#domain/files/preview.ts';
import {
  finalized,
  isFirstSettled,
  missingItems,
  recoveredJobs,
  resolvedJobs,
  unresolvedItems,
} from '#domain/tasks/finalization.ts';
import type { EndedVerdict } from '#domain/tasks/job-verdict.ts';
import { externalIdOf } from '#domain/tasks/job.ts';
import type { RecordedOutput } from '#domain/tasks/output.ts';
import { ownJobs } from '#domain/tasks/provider-account.ts';
import type { JobEnd } from '#domain/tasks/job-end.ts';
import { lastFaceOf } from '#domain/tasks/shown-task.ts';
import { timeOfChange } from '#domain/tasks/task-events.ts';
import { attemptsOf } from '#domain/tasks/task-progress.ts';
import { isEnded, type TaskSnapshot, type TaskStatus } from '#domain/tasks/task.ts';
import type { Dependencies } from '../dependencies.ts';

type CloseDependencies = Pick<Dependencies, 'tasks' | 'ledger' | 'items' | 'clock' | 'log'>;

/** What a task is closed with. */
export interface Results {
  readonly verdicts: readonly EndedVerdict[];
  readonly outputs: readonly RecordedOutput[];
  readonly previews: readonly Preview[];
  /** What else a person is told, where the task is settled now for the first time. */
  readonly items?: readonly RaisedItem[];
}

/** Closes the items of jobs whose outcome became known after the end: nobody is to order anew what is here. */
const itemClosing =
  ({ tasks, items }: CloseDependencies) =>
  async ({ task }: TaskSnapshot, ends: readonly JobEnd[], at: string): Promise<void> => {
    if (!isEnded(task)) return;
    for (const n of resolvedJobs(ends)) {
      const item = await items.find(itemId('outcome_unknown', { taskId: task.id, job: n }));
      if (item?.status !== 'open') continue;
      const job = (await tasks.reload(task))?.jobs.find((one) => one.n === item.job);
      const externalTaskId = job === undefined ? undefined : externalIdOf(job);
      const found = externalTaskId === undefined ? {} : { externalTaskId };
      const reason = 'The provider called back after all';
      await items.close({ ...item, ...found, status: 'adopted', reason, closedAt: at });
    }
  };

/** Closes the items of jobs whose outputs were missing and are all there. */
const recoveredClosing =
  ({ items }: CloseDependencies) =>
  async (snapshot: TaskSnapshot, outputs: readonly RecordedOutput[], at: string): Promise<void> => {
    for (const job of recoveredJobs(snapshot, outputs)) {
      const item = await items.find(itemId('output_missing', { taskId: snapshot.task.id, job }));
      if (item?.status !== 'open') continue;
      await items.close({ ...item, status: 'recovered', reason: 'It came home', closedAt: at });
    }
  };

/** Closes a task, or settles one that has ended already, in one transaction with its settlement and its items. */
export const closeTask = (dependencies: CloseDependencies) => {
  const { tasks, ledger, items, clock, log } = dependencies;
  const closeItems = itemClosing(dependencies);
  const closeRecovered = recoveredClosing(dependencies);

  return async (
    snapshot: TaskSnapshot,
    { verdicts, outputs, previews, items: others = [] }: Results,
  ): Promise<{ status: TaskStatus }> => {
    const at = timeOfChange(snapshot, clock.now());
    const ends = verdicts.map((verdict) => verdict.end);
    const occasion = { at, actor: 'workflow' } as const;
    const closing = {
      occasion,
      attempt: attemptsOf(snapshot.jobs),
      ends,
      own: ownJobs(snapshot.jobs),
      outputs,
    };
    const unresolved = [...unresolvedItems(snapshot, ends, at), ...others];
    const missing = missingItems(snapshot, outputs, at);
    await closeItems(snapshot, ends, at);
    await closeRecovered(snapshot, outputs, at);
    const closed = await tasks.amendTask(snapshot.task, (task) => finalized(task, closing, previews), {
      extraWrites: async (next, before) => [
        ...(await ledger.settleWrites(next, before, at)),
        ...(isFirstSettled(before) ? unresolved.map(items.raiseWrite) : []),
        ...(before.ending?.openOutputs === undefined ? missing.map(items.raiseWrite) : []),
      ],
      faceOf: (task) => lastFaceOf({ ...snapshot, task, outputs }),
    });
    const task = closed?.value ?? snapshot.task;
    if (closed?.changed === true) {
      log.info('ended', { taskId: task.id, status: task.status, failCode: task.ending?.failure?.code });
      log.count(isEnded(snapshot.task) ? 'TaskResettled' : `Task_${task.status}`);
      for (const { kind } of [...unresolved, ...missing]) log.count(itemMetrics[kind]);
    }
    return { status: task.status };
  };
};
