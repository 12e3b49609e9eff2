import { viewEvents } from '#domain/tasks/task-events.ts';
import type { TaskSnapshot } from '#domain/tasks/task.ts';
import type { EventListView, TaskListView } from './answers.ts';
import { writeCursor, type ListPosition } from './list-cursor.ts';
import { viewTask } from './view-task.ts';

/** One page of tasks; `next` is where the next page begins, absent on the last. */
export interface TaskPage {
  readonly items: readonly TaskSnapshot[];
  readonly next?: ListPosition;
}

/** Shows one page of tasks. */
export const viewTaskList = ({ items, next }: TaskPage, mediaBaseUrl: string): TaskListView => ({
  items: items.map((snapshot) => viewTask(snapshot, mediaBaseUrl)),
  ...(next === undefined ? {} : { nextCursor: writeCursor(next) }),
});

/** Shows the timeline of a task, the oldest event first. */
export const viewEventList = (snapshot: TaskSnapshot): EventListView => ({ items: viewEvents(snapshot) });
