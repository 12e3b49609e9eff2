import type { TaskId } from '#domain/ids.ts';
import type { TaskStore } from '#storage/tasks/task-store.ts';
import type { CreatedTask, CreateTask } from './new-task.ts';

interface BeforeDependencies {
  readonly tasks: Pick<TaskStore, 'load'>;
  /** The nth task id of an order's idempotency key. */
  readonly keyedId: (order: CreateTask, generation: number) => TaskId;
  readonly answerAgain: (order: CreateTask, id: TaskId, hash: string) => Promise<CreatedTask | 'outlived'>;
  readonly generations: number;
}

/**
 * What is refused now may have been taken before: a parent is removed, a model retires. Then the first answer to this
 * very order holds; where it was never taken, the refusal does.
 */
export const answerAsBefore =
  ({ tasks, keyedId, answerAgain, generations }: BeforeDependencies) =>
  async (order: CreateTask, hash: string | undefined, refusal: unknown): Promise<CreatedTask> => {
    if (hash === undefined) throw refusal;
    for (let generation = 0; generation < generations; generation += 1) {
      const id = keyedId(order, generation);
      const snapshot = await tasks.load(order.owner, id);
      if (snapshot?.task.requestHash !== hash) throw refusal;
      const answer = await answerAgain(order, id, hash);
      if (answer !== 'outlived') return answer;
    }
    throw refusal;
  };
