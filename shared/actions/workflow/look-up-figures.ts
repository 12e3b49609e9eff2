import { isoTime } from '#domain/ports.ts';
import { unpricedJobs, withLateFigures } from '#domain/tasks/figure-look.ts';
import { attemptsOf } from '#domain/tasks/task-progress.ts';
import type { TaskSnapshot } from '#domain/tasks/task.ts';
import type { Dependencies, ProviderDependencies } from '../dependencies.ts';
import { statusQuery } from './ask-job.ts';

type FigureDependencies = Pick<Dependencies, 'tasks' | 'ledger' | 'clock' | 'log'> &
  Pick<ProviderDependencies, 'send' | 'dialectOf' | 'renewKey'>;

/**
 * Asks the provider what it took for the jobs of a settled task that it had named no figure for, and adjusts the settlement
 * in one transaction with its ledger lines. Nothing else of the task is written, and nothing for one that is gone.
 */
export const lookUpFigures = (dependencies: FigureDependencies) => {
  const { tasks, ledger, clock, log } = dependencies;
  const query = statusQuery(dependencies);

  return async (snapshot: TaskSnapshot): Promise<void> => {
    const jobs = unpricedJobs(snapshot);
    const outcomes = await Promise.all(jobs.map((job) => query(snapshot, job, job.externalId)));
    const figures = new Map(
      outcomes.flatMap((outcome, i) => {
        const [n, credits] = [jobs[i]?.n, 'credits' in outcome ? outcome.credits : undefined];
        return n === undefined || credits === undefined ? [] : [[n, credits] as const];
      }),
    );
    const isUnasked = outcomes.some(({ type }) => type === 'unavailable');
    if (isUnasked) log.count('QueryUnavailable');
    const at = isoTime(clock.now());
    const occasion = { at, actor: 'workflow' } as const;
    const look = { occasion, attempt: attemptsOf(snapshot.jobs), figures, isUnasked };
    const amended = await tasks.amendTask(
      snapshot.task,
      (task) => withLateFigures(task, look),
      (next, before) => ledger.settleWrites(next, before, at),
    );
    if (amended?.changed === true && figures.size > 0) log.count('TaskResettled');
  };
};
