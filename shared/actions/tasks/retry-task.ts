import { Failure } from '#domain/error.ts';
import { isTaskId, type Owner } from '#domain/ids.ts';
import type { CreatedTask, CreateTask } from './new-task.ts';
import type { Dependencies } from '../dependencies.ts';
import { sameRequest } from './same-request.ts';

export interface RetryOrder {
  readonly owner: Owner;
  readonly idSecret: string;
  readonly id: string;
  readonly idempotencyKey: string | undefined;
  /** The id of the API key that it comes with; absent for a token. */
  readonly keyId?: string;
  /** The gateway's id of the request, for the log. */
  readonly requestId?: string;
}

interface RetryDependencies extends Pick<Dependencies, 'tasks'> {
  readonly create: (order: CreateTask) => Promise<CreatedTask>;
}

/**
 * Asks again for what a FAILED or CANCELED task was to make: a new task of its own that points at its parent. Throws
 * `not_found`, `not_retryable` for any other task, and whatever creating may throw.
 */
export const retryTask =
  ({ tasks, create }: RetryDependencies) =>
  async ({ id, ...order }: RetryOrder): Promise<CreatedTask> => {
    const snapshot = isTaskId(id) ? await tasks.load(order.owner, id) : undefined;
    if (snapshot === undefined) throw new Failure('not_found', 'There is no such task');
    const { task } = snapshot;
    if (task.status !== 'FAILED' && task.status !== 'CANCELED') {
      throw new Failure(
        'not_retryable',
        `Only a FAILED or CANCELED task can be retried; this one is ${task.status}`,
      );
    }
    const body = sameRequest(snapshot);
    const parent = { id: task.id, retryCount: task.retryCount + 1 };
    try {
      return await create({ ...order, body, parent });
    } catch (error) {
      throw asNotRetryable(error);
    }
  };

/** What was valid once and is not now has lost something that it was made from; whoever retries sent no body to correct. */
function asNotRetryable(error: unknown): unknown {
  if (!(error instanceof Failure) || error.code !== 'validation_failed') return error;
  const lost = error.details.errors?.map(({ message }) => message).join('; ') ?? error.message;
  return new Failure('not_retryable', `What the task was made from can no longer be used: ${lost}`, {
    cause: error,
  });
}
