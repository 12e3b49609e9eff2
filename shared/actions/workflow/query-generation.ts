import { isOwner, isTaskId } from '#domain/ids.ts';
import { isDriving, type ExecutionStep } from '#domain/tasks/execution.ts';
import { summarize } from '#domain/tasks/job-verdict.ts';
import { allJobs } from '#domain/tasks/task-progress.ts';
import { questionsOf } from '#domain/tasks/questions.ts';
import { isSettled } from '#domain/tasks/task.ts';
import { askJob } from './ask-job.ts';
import type { Dependencies, ProviderDependencies } from '../dependencies.ts';
import { turnTaker, type TurnDependencies } from './wait-for-turn.ts';

/**
 * What the state machine hands to Query. `polls` counts the questions asked in this loop before; `finalizeFailed` is true
 * where Finalize was given up since the last of them, and absent in executions of earlier versions.
 */
export interface QueryOrder extends ExecutionStep {
  readonly taskId: string;
  readonly owner: string;
  readonly polls: number;
  readonly finalizeFailed?: boolean;
}

/** What the state machine chooses on. */
export type QueryAnswer =
  | { readonly outcome: 'pending'; readonly seconds: number }
  | { readonly outcome: 'resubmit'; readonly until: string }
  | { readonly outcome: 'done' }
  | { readonly outcome: 'failed' };

type QueryDependencies = Dependencies & ProviderDependencies & TurnDependencies;

/**
 * Asks the provider once per open job, when it is the task's turn to ask. Waiting between questions is the state
 * machine's job.
 */
export const queryGeneration = (dependencies: QueryDependencies) => {
  const ask = askJob(dependencies);
  const waitForTurn = turnTaker(dependencies);
  return async ({ taskId, owner, polls, finalizeFailed, ...step }: QueryOrder): Promise<QueryAnswer> => {
    if (finalizeFailed === true) dependencies.log.count('FinalizeFailed');
    if (!isTaskId(taskId) || !isOwner(owner)) throw new Error('Not an order of ours');
    const snapshot = await dependencies.tasks.loadToDrive(owner, taskId);
    // A settled task, or one that another execution drives: Finalize sees to what is left, or finds nothing to do.
    if (snapshot === undefined || isSettled(snapshot.task) || !isDriving(step, snapshot.task))
      return { outcome: 'done' };
    const seconds = await waitForTurn(snapshot, questionsOf(snapshot));
    if (seconds !== undefined) return { outcome: 'pending', seconds };
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
