import type { TaskSnapshot } from '#domain/tasks/task.ts';
import type { CreateTask } from './new-task.ts';

/** The body of a create that asks again for what a task was asked for. */
export function sameRequest({ task, request }: Pick<TaskSnapshot, 'task' | 'request'>): CreateTask['body'] {
  const { providerParams, metadata, path, keepOutputs } = request;
  return {
    providerParams,
    priority: task.priority,
    ...(task.promptId === undefined ? {} : { promptId: task.promptId }),
    ...(metadata === undefined ? {} : { metadata }),
    ...(path === undefined ? {} : { path }),
    ...(keepOutputs === undefined ? {} : { keepOutputs }),
    ...(task.callbackUrl === undefined ? {} : { callbackUrl: task.callbackUrl }),
  };
}
