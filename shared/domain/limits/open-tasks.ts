import { isEnded, type Task } from '../tasks/task.ts';

/** How many tasks an owner may have open at once, and has, as far as they are counted. */
export interface OpenTasks {
  /** None where absent. */
  readonly limit?: number;
  /** How many each API key may have; none where absent. */
  readonly keyLimit?: number;
  readonly open: number;
  /** How many of them each key has, by its id: none where it is missing. */
  readonly ofKeys: Readonly<Record<string, number>>;
  /**
   * `none`: nothing is counted, and tasks may be open all the same · `counted`: a new task takes a place · `ending`: the
   * limit was lifted; who has a place gives it back, nobody takes one any more.
   */
  readonly state: 'none' | 'counted' | 'ending';
}

/** True where a limit is in force. */
export const isLimited = ({ limit, keyLimit }: OpenTasks): boolean =>
  limit !== undefined || keyLimit !== undefined;

/** True where a new task has to be counted. */
export const takesPlace = (places: OpenTasks): boolean => isLimited(places) || places.state === 'counted';

/** A limit that leaves no room, and how many are open. */
export interface Full {
  readonly exceeded: 'open' | 'key-open';
  readonly limit: number;
  readonly open: number;
}

/** What forbids to open a task, ordered with this key, or with a token. */
export function fullFor(
  { limit, keyLimit, open, ofKeys }: OpenTasks,
  keyId: string | undefined,
): Full | undefined {
  if (limit !== undefined && open >= limit) return { exceeded: 'open', limit, open };
  if (keyLimit === undefined || keyId === undefined) return undefined;
  const own = ofKeys[keyId] ?? 0;
  return own >= keyLimit ? { exceeded: 'key-open', limit: keyLimit, open: own } : undefined;
}

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
