import type { TaskId } from '#domain/ids.ts';
import type { TaskStore } from '#storage/tasks/task-store.ts';
import type { CreatedTask, CreateTask } from './new-task.ts';
import type { taskIds } from './task-ids.ts';

interface BeforeDependencies {
  readonly tasks: Pick<TaskStore, 'load'>;
  readonly ids: Pick<ReturnType<typeof taskIds>, 'keyed' | 'isHashOf'>;
  readonly answerAgain: (order: CreateTask, id: TaskId) => Promise<CreatedTask | 'outlived'>;
  readonly generations: number;
}

/**
 * What is refused now may have been taken before: a parent is removed, a model retires. Then the first answer to this
 * very order holds; where it was never taken, the refusal does.
 */
export const answerAsBefore =
  ({ tasks, ids, answerAgain, generations }: BeforeDependencies) =>
  async (order: CreateTask, refusal: unknown): Promise<CreatedTask> => {
    if (order.idempotencyKey === undefined) throw refusal;
    for (let generation = 0; generation < generations; generation += 1) {
      const id = ids.keyed(order, generation);
      const snapshot = await tasks.load(order.owner, id);
      if (snapshot === undefined || !ids.isHashOf(order, snapshot.task.requestHash)) throw refusal;
      const answer = await answerAgain(order, id);
      if (answer !== 'outlived') return answer;
    }
    throw refusal;
  };
