import type { TaskFilter } from '#actions/tasks/read-tasks.ts';
import type { Reach } from '#domain/keys/reach.ts';
import type { ShownTask } from '#domain/tasks/shown-task.ts';
import type { ListPosition } from '#storage/tasks/list-entry.ts';

/** What a list is to show to a token; undefined where none of what was asked for is open to it. */
export function filterFor(reach: Reach | undefined, asked: TaskFilter): TaskFilter | undefined {
  if (reach?.type !== 'prompt') return asked;
  return asked.promptId === undefined || asked.promptId === reach.id
    ? { ...asked, promptId: reach.id }
    : undefined;
}

/** A place behind all tasks of its moment: it names none of them. */
const AFTER_ALL = 'f'.repeat(32);

/**
 * A page whose cursor names no task that is not on it: where the list was left at another one, the page that follows begins
 * with the tasks of that moment, of which none was shown.
 */
export function withoutOthersIds({ items, next }: { items: ShownTask[]; next?: ListPosition }): {
  items: ShownTask[];
  next?: ListPosition;
} {
  if (next === undefined) return { items };
  const last = items.findLast(({ task }) => task.createdAt === next.createdAt)?.task;
  return { items, next: { createdAt: next.createdAt, id: last?.id ?? AFTER_ALL } };
}
