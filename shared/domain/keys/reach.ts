import type { TaskId } from '../ids.ts';

/**
 * What a token for browsers opens of its owner's things, as far as its scopes go: everything, one task, the tasks of one
 * prompt, or the one upload that it may make, which is known by the id of the token.
 */
export type Reach =
  | { readonly type: 'owner' }
  | { readonly type: 'task'; readonly id: TaskId }
  | { readonly type: 'prompt'; readonly id: string }
  | { readonly type: 'upload'; readonly id: string };

export type ReachType = Reach['type'];

/** Whether a task is among what may be read; no reach is that of a key: everything. */
export function reachesTask(
  reach: Reach | undefined,
  task: { readonly id: TaskId; readonly promptId?: string },
): boolean {
  switch (reach?.type) {
    case undefined:
    case 'owner':
      return true;
    case 'task':
      return task.id === reach.id;
    case 'prompt':
      return task.promptId === reach.id;
    case 'upload':
      return false;
  }
}
