import type { Darkroom } from '@darkroom/client';
import type { Task } from '@darkroom/client/api-types';
import type { ProgressDisplay } from './progress.ts';

interface FollowOptions {
  readonly display: ProgressDisplay;
  readonly signal: AbortSignal;
}

/** Waits for the end of a task that is known, and shows how far it is. */
export async function follow(
  darkroom: Darkroom,
  task: Task,
  { display, signal }: FollowOptions,
): Promise<Task> {
  try {
    display.show(task);
    return await darkroom.subscribe(task, { signal, onUpdate: (update) => display.show(update) });
  } finally {
    display.done();
  }
}
