import type { Preview } from '../files/preview.ts';
import { isFigureDue, withComingLook, withDrawingLook } from './late-looks.ts';
import { storedAmong, type Output, type StoredOutput } from './output.ts';
import type { Task } from './task.ts';

/** What there is to show of a task's outputs: drawn before it ends, or tried again afterwards. */

/** The outputs that can be shown and have no preview: a sound has none, and one without sizes could not be opened. */
export function undrawnAmong({ previews = [] }: Task, outputs: readonly Output[]): StoredOutput[] {
  const done = new Set(previews.map(({ n }) => n));
  return storedAmong(outputs).filter(({ n, file }) => file.media !== 'audio' && !done.has(n));
}

/** Adds what the task did not have yet, and counts anew what it lacks. */
function withAdded(task: Task, outputs: readonly Output[], previews: readonly Preview[]): Task {
  const known = task.previews ?? [];
  const fresh = previews.filter(({ n }) => !known.some((preview) => preview.n === n));
  const shown: Task = fresh.length === 0 ? task : { ...task, previews: [...known, ...fresh] };
  const { undrawn = 0, ...complete } = shown;
  const isLacking = undrawnAmong(shown, outputs).length > 0;
  if (isLacking === (shown.undrawn !== undefined)) return shown;
  return isLacking ? { ...shown, undrawn } : complete;
}

/** What was drawn of a task's outputs; `at` is ISO. */
export interface Drawing {
  readonly outputs: readonly Output[];
  readonly previews: readonly Preview[];
  readonly at: string;
}

/** An ended task with what was drawn in the visit that ended it, or changed it. What it lacks is tried again. */
export const withPreviews = (task: Task, { outputs, previews, at }: Drawing): Task =>
  withDrawingLook(withAdded(task, outputs, previews), at);

/** A settled task after a visit that had it drawn. A look that is planned at its figure stays planned. */
export function withDrawn(task: Task, { outputs, previews, at }: Drawing): Task {
  const now = withAdded(task, outputs, previews);
  return isFigureDue(task, Date.parse(at)) ? withDrawingLook(now, at) : withComingLook(now, at);
}
