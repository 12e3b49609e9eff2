import { isTaskId } from '#domain/ids.ts';
import { LARGEST_MESSAGE, type FeedEvent } from '#domain/live/live.ts';
import { UnreadableTask } from '#storage/tasks/task-rows.ts';
import { eventBody } from '../webhooks/post-event.ts';
import type { LiveDependencies } from './live-dependencies.ts';

/**
 * What is sent of an event: the same as webhooks get, or, where that is more than a message holds, that the task is to be
 * looked at. Undefined where there is nothing to say any more: its task is gone.
 */
export const eventMessage =
  ({ tasks, show }: Pick<LiveDependencies, 'tasks' | 'show'>) =>
  async (event: FeedEvent): Promise<string | undefined> => {
    const { owner, taskId = '', incarnation, type, about } = event;
    if (type === 'resync') return JSON.stringify({ type, ...about });
    try {
      const snapshot = isTaskId(taskId) ? await tasks.load(owner, taskId) : undefined;
      if (snapshot === undefined || snapshot.task.incarnation !== incarnation) return undefined;
      const text = eventBody({ ...event, type }, show(snapshot));
      const isTooLarge = new TextEncoder().encode(text).length > LARGEST_MESSAGE;
      return isTooLarge ? JSON.stringify({ type: 'resync', task: taskId }) : text;
    } catch (error) {
      if (error instanceof UnreadableTask) return undefined;
      throw error;
    }
  };
