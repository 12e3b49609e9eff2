import { isEnded, type Task } from '../tasks/task.ts';

/** How many tasks an owner may have open at once, and has, as far as they are counted. */
export interface OpenTasks {
  /** None where absent. */
  readonly limit?: number;
  readonly open: number;
  /**
   * `none`: nothing is counted, and tasks may be open all the same · `counted`: a new task takes a place · `ending`: the
   * limit was lifted; who has a place gives it back, nobody takes one any more.
   */
  readonly state: 'none' | 'counted' | 'ending';
}

/** True where a new task has to be counted. */
export const takesPlace = ({ limit, state }: OpenTasks): boolean =>
  limit !== undefined || state === 'counted';

/** True where no task may be opened. */
export const isFull = ({ limit, open }: OpenTasks): boolean => limit !== undefined && open >= limit;

/** True where tasks may be open that nobody has counted. */
export const isIncomplete = ({ state }: OpenTasks): boolean => state !== 'counted';

const LONGEST_RETRY_SECONDS = 60;

/** After how many seconds one of so many tasks is likely to have ended, where each takes so long. */
export const placeFreeIn = (limit: number, expectedSeconds: number): number =>
  Math.min(LONGEST_RETRY_SECONDS, Math.max(1, Math.ceil(expectedSeconds / limit)));

/** The task with a place, or without. */
export function withPlace(task: Task, placed: boolean): Task {
  if (placed) return task.placed === true ? task : { ...task, placed: true };
  if (task.placed === undefined) return task;
  const { placed: given, ...rest } = task;
  void given;
  return rest;
}

/** A task as it keeps its place when it changes: who ends gives it back, who is opened anew takes one. */
export function keepingPlace(next: Task, before: Task): Task {
  return isEnded(next) === isEnded(before) ? next : withPlace(next, !isEnded(next));
}

/** What the visit to a count makes of a task: who is open has a place, who has ended has none. */
export const inItsPlace = (task: Task): Task => withPlace(task, !isEnded(task));
