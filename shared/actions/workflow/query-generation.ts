import { isOwner, isTaskId } from '#domain/ids.ts';
import { isDriving, type ExecutionStep } from '#domain/tasks/execution.ts';
import { summarize } from '#domain/tasks/job-verdict.ts';
import { allJobs } from '#domain/tasks/task-progress.ts';
import { isSettled } from '#domain/tasks/task.ts';
import { askJob } from './ask-job.ts';
import type { Dependencies, ProviderDependencies } from '../dependencies.ts';

/** What the state machine hands to Query. `polls` counts the questions asked in this loop before. */
export interface QueryOrder extends ExecutionStep {
  readonly taskId: string;
  readonly owner: string;
  readonly polls: number;
}

/** What the state machine chooses on. */
export type QueryAnswer =
  | { readonly outcome: 'pending'; readonly seconds: number }
  | { readonly outcome: 'resubmit'; readonly until: string }
  | { readonly outcome: 'done' }
  | { readonly outcome: 'failed' };

/** Asks the provider once per open job. Waiting between questions is the state machine's job. */
export const queryGeneration = (dependencies: Dependencies & ProviderDependencies) => {
  const ask = askJob(dependencies);
  return async ({ taskId, owner, polls, ...step }: QueryOrder): Promise<QueryAnswer> => {
    if (!isTaskId(taskId) || !isOwner(owner)) throw new Error('Not an order of ours');
    const snapshot = await dependencies.tasks.loadToDrive(owner, taskId);
    // A settled task, or one that another execution drives: Finalize sees to what is left, or finds nothing to do.
    if (snapshot === undefined || isSettled(snapshot.task) || !isDriving(step, snapshot.task))
      return { outcome: 'done' };
    const verdicts = await Promise.all(allJobs(snapshot).map((job) => ask(snapshot, job, polls)));
    const summary = summarize(verdicts);
    switch (summary.type) {
      case 'pending':
        return { outcome: 'pending', seconds: summary.seconds };
      case 'resubmit':
        return { outcome: 'resubmit', until: summary.until };
      case 'ended':
        return { outcome: summary.verdicts.every(({ end }) => end.type === 'failed') ? 'failed' : 'done' };
    }
  };
};
