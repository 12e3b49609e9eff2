import { Failure, faultsUnder, type Fault } from '#domain/error.ts';
import type { Owner, TaskId } from '#domain/ids.ts';
import { firstExternalId } from '#domain/tasks/task.ts';
import { continueFrom } from '#providers/catalog.ts';
import type { Plan } from '#providers/catalog/model.ts';
import type { ParentFacts } from '#providers/catalog/parent.ts';
import type { TaskStore } from '#storage/tasks/task-store.ts';

interface PlanDependencies {
  readonly tasks: Pick<TaskStore, 'load'>;
  readonly planGeneration: (params: unknown, now: Date) => Plan;
  /** Why the form of a file's address alone forbids to fetch it; absent where that is told when it is fetched. */
  readonly inputFault?: (owner: Owner, url: string) => string | undefined;
}

/** What an owner asks for, and when. */
export interface PlanOrder {
  readonly owner: Owner;
  readonly providerParams: unknown;
  /** Epoch milliseconds. */
  readonly now: number;
}

/**
 * Understands what a task is to make, the earlier task that it goes on from included, or throws the `Failure` that says
 * what is wrong with it, in paths below `/providerParams`. Stores nothing.
 */
export const planTask = ({ tasks, planGeneration, inputFault }: PlanDependencies) => {
  /** What is known of the task that a follow-up names; undefined where the owner has no such task. */
  const factsOf = async (owner: Owner, id: TaskId): Promise<ParentFacts | undefined> => {
    const snapshot = await tasks.load(owner, id);
    if (snapshot === undefined) return undefined;
    const { task, request, jobs } = snapshot;
    return {
      model: task.model,
      media: task.media,
      succeeded: task.status === 'SUCCESS',
      externalId: firstExternalId(jobs),
      input: request.input,
    };
  };

  const refuseClosed = (owner: Owner, { inputUrls }: Plan): void => {
    const errors = inputUrls.flatMap(({ path, url }): Fault[] => {
      const why = inputFault?.(owner, url);
      return why === undefined ? [] : [{ path, message: `cannot be fetched: ${why}` }];
    });
    if (errors.length > 0) throw new Failure('validation_failed', 'Some files cannot be fetched', { errors });
  };

  return async ({ owner, providerParams, now }: PlanOrder): Promise<Plan> => {
    try {
      const plan = planGeneration(providerParams, new Date(now));
      refuseClosed(owner, plan);
      if (plan.parent === undefined) return plan;
      return continueFrom(plan, await factsOf(owner, plan.parent.taskId));
    } catch (error) {
      throw faultsUnder('/providerParams', error);
    }
  };
};
