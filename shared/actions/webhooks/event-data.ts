import { isTaskId } from '#domain/ids.ts';
import type { TaskSnapshot } from '#domain/tasks/task.ts';
import type { Delivery } from '#domain/webhooks/delivery.ts';
import type { EventType } from '#domain/webhooks/event-types.ts';
import { UnreadableTask } from '#storage/tasks/task-rows.ts';
import type { TaskStore } from '#storage/tasks/task-store.ts';

export interface ShowDependencies {
  readonly tasks: Pick<TaskStore, 'load'>;
  /** A task as GET shows it. */
  readonly show: (snapshot: TaskSnapshot) => unknown;
  /** A task that there never was, as an event of a type would show it: for who tries whether it arrives. */
  readonly example: (type: EventType) => Promise<unknown>;
}

type Data = { readonly data: unknown } | { readonly gone: string };

/** What an event says, or why it says nothing any more. */
export const eventData =
  ({ tasks, show, example }: ShowDependencies) =>
  async ({ owner, type, taskId, incarnation, about }: Delivery): Promise<Data> => {
    if (about !== undefined) return { data: about };
    if (taskId === undefined) return { data: await example(type) };
    try {
      const snapshot = isTaskId(taskId) ? await tasks.load(owner, taskId) : undefined;
      if (snapshot === undefined || snapshot.task.incarnation !== incarnation)
        return { gone: 'its task has been removed' };
      return { data: show(snapshot) };
    } catch (error) {
      if (!(error instanceof UnreadableTask)) throw error;
      return { gone: 'its task cannot be read' };
    }
  };
