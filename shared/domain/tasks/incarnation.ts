/**
 * A task that is deleted and created anew with the same idempotency key has the same id. Its incarnation tells it from the
 * one before, whose invocations may still be at work: the time of creation, as nine digits to the base 36, so that the
 * later one is the greater text.
 */
export interface Incarnated {
  /** Absent in what earlier versions wrote. */
  readonly incarnation?: string;
}

const DIGITS = 9;

/** The incarnation of a task that is created at this time, in epoch milliseconds. */
export const incarnationAt = (now: number): string => now.toString(36).padStart(DIGITS, '0');

/** What was written under the id of a task: for the task itself, or for one that had its id before, or has it by now. */
export function belongingOf(written: Incarnated, task: Incarnated): 'own' | 'earlier' | 'later' {
  if (written.incarnation === undefined || written.incarnation === task.incarnation) return 'own';
  return written.incarnation < (task.incarnation ?? '') ? 'earlier' : 'later';
}

/** True for the task that is meant, not another one with its id. Whoever names no incarnation means any. */
export const isMeant = (task: Incarnated, meant: Incarnated): boolean =>
  meant.incarnation === undefined || task.incarnation === meant.incarnation;

/** The member that marks what is written for a task. */
export const markOf = ({ incarnation }: Incarnated): Incarnated =>
  incarnation === undefined ? {} : { incarnation };
