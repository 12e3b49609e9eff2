import type { MediaAddress } from '#domain/files/media-address.ts';
import { viewEvents } from '#domain/tasks/task-events.ts';
import type { ShownTask } from '#domain/tasks/shown-task.ts';
import type { TaskSnapshot } from '#domain/tasks/task.ts';
import type { EventListView, TaskListView } from './answers.ts';
import { writeCursor, type ListPosition } from './list-cursor.ts';
import { viewShown } from './view-task.ts';

/** One page of tasks; `next` is where the next page begins, absent on the last. */
export interface TaskPage {
  readonly items: readonly ShownTask[];
  readonly next?: ListPosition;
}

/** Lambda answers with 6 MB at most, in which the body is a text within JSON. This leaves room for headers. */
const MOST_PAGE_BYTES = 5_500_000;

/** How many of these fit into an answer: the first always does. */
function fitting(items: readonly unknown[]): number {
  let bytes = 0;
  const tooFar = items.findIndex((item) => {
    bytes += new TextEncoder().encode(JSON.stringify(JSON.stringify(item))).length;
    return bytes > MOST_PAGE_BYTES;
  });
  return tooFar === -1 ? items.length : Math.max(1, tooFar);
}

/** Shows one page of tasks as they are at `now` (epoch milliseconds): a shorter one, with a cursor, where they are so large that they would not fit into an answer. */
export function viewTaskList(
  { items, next }: TaskPage,
  addressOfKey: MediaAddress,
  now?: number,
): TaskListView {
  const all = items.map((shown) => viewShown(shown, addressOfKey, now));
  const shown = all.slice(0, fitting(all));
  const last = items[shown.length - 1]?.task;
  const goesOnAt = shown.length < all.length && last !== undefined ? last : next;
  return { items: shown, ...(goesOnAt === undefined ? {} : { nextCursor: writeCursor(goesOnAt) }) };
}

/** Shows the timeline of a task, the oldest event first. */
export const viewEventList = (snapshot: TaskSnapshot): EventListView => ({ items: viewEvents(snapshot) });
