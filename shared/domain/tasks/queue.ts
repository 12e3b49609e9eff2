import { isoTime } from '../ports.ts';
import { isEnded, type Task } from './task.ts';

/** How long a task may wait for its turn at a provider that takes so many calls in a time. */

/** A part of what a task may take that it may wait for its turn before its deadline is moved: most never move it. */
const MOST_WAIT = 1 / 10;

/** What a task may take, in milliseconds; from the creation on, or from its turn where it has to wait for long. */
const allowanceOf = ({ deadlineAt, createdAt, allowedSeconds }: Task): number =>
  allowedSeconds === undefined ? Date.parse(deadlineAt) - Date.parse(createdAt) : allowedSeconds * 1000;

/**
 * A task that has its turn at `slotAt` (ISO): where it has to wait long, its deadline counts from then, so that none fails
 * unsent because of those before it. The same task where nothing has to change.
 */
export function waitingUntil(task: Task, slotAt: string): Task {
  const [turn, allowance] = [Date.parse(slotAt), allowanceOf(task)];
  if (isEnded(task) || turn - Date.parse(task.createdAt) <= allowance * MOST_WAIT) return task;
  const deadlineAt = isoTime(turn + allowance);
  return deadlineAt <= task.deadlineAt ? task : { ...task, deadlineAt, allowedSeconds: allowance / 1000 };
}
