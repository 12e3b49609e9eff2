import { Failure } from '#domain/error.ts';
import { isTaskId, type Owner } from '#domain/ids.ts';
import type { CreatedTask } from './create-task.ts';
import type { CreateTask } from './new-task.ts';
import type { Needs } from './needs.ts';

export interface RetryOrder {
  readonly owner: Owner;
  readonly idSecret: string;
  readonly id: string;
  readonly idempotencyKey: string | undefined;
}

interface RetryNeeds extends Pick<Needs, 'tasks'> {
  readonly create: (order: CreateTask) => Promise<CreatedTask>;
}

/**
 * Asks again for what a FAILED or CANCELED task was to make: a new task of its own that points at its parent. Throws
 * `not_found`, `not_retryable` for any other task, and whatever creating may throw.
 */
export const retryTask =
  ({ tasks, create }: RetryNeeds) =>
  async ({ owner, idSecret, id, idempotencyKey }: RetryOrder): Promise<CreatedTask> => {
    const whole = isTaskId(id) ? await tasks.load(owner, id) : undefined;
    if (whole === undefined) throw new Failure('not_found', 'There is no such task');
    const { task, request } = whole;
    if (task.status !== 'FAILED' && task.status !== 'CANCELED') {
      throw new Failure(
        'not_retryable',
        `Only a FAILED or CANCELED task can be retried; this one is ${task.status}`,
      );
    }
    const { providerParams, metadata, path, keepOutputs } = request;
    const body = {
      providerParams,
      priority: task.priority,
      ...(task.promptId === undefined ? {} : { promptId: task.promptId }),
      ...(metadata === undefined ? {} : { metadata }),
      ...(path === undefined ? {} : { path }),
      ...(keepOutputs === undefined ? {} : { keepOutputs }),
    };
    const parent = { id: task.id, retryCount: task.retryCount + 1 };
    return create({ owner, idSecret, idempotencyKey, body, parent });
  };
