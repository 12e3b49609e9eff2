import { isoTime } from '../ports.ts';
import { executionName } from './execution.ts';
import { DEADLINE_GRACE_MS, LONGEST_VISIT_MS, RERUN_LOOK_MS } from './limits.ts';
import { isDrawingDue, isFigureDue, needsVisit, withComingLook } from './late-looks.ts';
import { rerunTask, restartTask } from './task-end.ts';
import { isEnded, isOverdue, isSettled, type Task } from './task.ts';

/** How a task is put right: nothing to do, its run is (re)started as it is, or a new run takes over. */
export type Repair = 'none' | 'start' | 'rerun';

/** What a sweep did with a task: it repaired it, or ended what could not be repaired. */
export type SweepOutcome = Repair | 'given-up' | 'stopped';

/** What a task needs, by the state of its execution. One that is over while the task is not died, or the task only waits for a late look. */
export function repairFor(execution: 'running' | 'missing' | 'over'): Repair {
  if (execution === 'running') return 'none';
  return execution === 'missing' ? 'start' : 'rerun';
}

/** True for a task that is to be settled by its deadline, and that is past it. */
const isOverdueOpen = (task: Task, now: number): boolean =>
  task.settlement === undefined && isOverdue({ task }, now);

/**
 * True for a task that no execution has settled, though it has been known to be overdue for as long as the longest visit.
 * Counted from when the sweeper found it so: while no sweeper ran, nothing else may have run either.
 */
export const isGivenUp = (task: Task, now: number): boolean =>
  isOverdueOpen(task, now) &&
  task.overdueSince !== undefined &&
  now - Date.parse(task.overdueSince) >= LONGEST_VISIT_MS;

/** True for an ended task whose present run, a late look, has taken longer than any visit does. */
export function isLateLookStuck({ settlement, history }: Task, now: number): boolean {
  const started = history.findLast(({ type }) => type === 'run-started');
  return (
    settlement !== undefined && started !== undefined && now - Date.parse(started.at) >= LONGEST_VISIT_MS
  );
}

/** When to look again: a driven task once its deadline has passed, for the end of its execution is told; any other soon. */
function nextLook(task: Task, repair: Repair, now: number): string {
  const overdueAt = Date.parse(task.deadlineAt) + DEADLINE_GRACE_MS;
  if (repair === 'none' && overdueAt > now) return isoTime(overdueAt);
  return isoTime(now + RERUN_LOOK_MS);
}

/**
 * True for an open task in time whose first execution was heard of, for it has touched a job: nobody has to be asked
 * whether it was started, and of its end we are told.
 */
export const isHeardOf = (task: Task, isBegun: boolean, now: number): boolean =>
  isBegun && task.run === 1 && !isEnded(task) && !isOverdue({ task }, now);

const FIGURE_REASON = 'the provider is asked what it took';
const DRAWING_REASON = 'its thumbnails are drawn';

/** Why the execution of a task is started once more. */
function rerunReason(task: Task, now: number): string {
  if (!isSettled(task)) return 'its execution was gone';
  return isFigureDue(task, now) ? FIGURE_REASON : DRAWING_REASON;
}

/** A task with one more try at what is not drawn, where that is due. */
const withDrawingTry = (task: Task): Task =>
  isDrawingDue(task) ? { ...task, undrawn: (task.undrawn ?? 0) + 1 } : task;

/** A repair, decided on the task as it was seen. */
export interface RepairPlan {
  readonly repair: Repair;
  readonly seen: Task;
  /** Claims of the paid call so far. */
  readonly attempt: number;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** A task put right; falls through when another sweeper was faster. */
export function repaired(task: Task, { repair, seen, attempt, now }: RepairPlan): Task {
  if (task.run !== seen.run || task.lookAt !== seen.lookAt) return task;
  if (!needsVisit(task, now)) return withComingLook(task, isoTime(now));
  const lookAt = nextLook(task, repair, now);
  const isNew = isOverdueOpen(task, now) && task.overdueSince === undefined;
  const known = isNew ? { ...task, overdueSince: isoTime(now) } : task;
  const occasion = { at: isoTime(now), actor: 'sweeper' } as const;
  switch (repair) {
    case 'none':
      return { ...known, lookAt };
    case 'start':
      return restartTask(known, {
        occasion: { ...occasion, reason: 'it was never started' },
        attempt,
        lookAt,
      });
    case 'rerun':
      return rerunTask(withDrawingTry(known), {
        occasion: { ...occasion, reason: rerunReason(task, now) },
        attempt,
        lookAt,
      });
  }
}

/** An execution that has ended without bringing its task to an end. */
export interface LostExecution {
  readonly execution: string;
  /** Claims of the paid call so far. */
  readonly attempt: number;
  /** Epoch milliseconds. */
  readonly now: number;
}

/**
 * A task that goes on with its next run, where it was this execution that drove it. One whose runs die as soon as they begin
 * is left to the sweeper, which waits in between, and so is one past its deadline: that is looked at anyway.
 */
export function followed(task: Task, { execution, attempt, now }: LostExecution): Task {
  const started = task.history.findLast(({ type }) => type === 'run-started');
  const isFresh = started !== undefined && now - Date.parse(started.at) < RERUN_LOOK_MS;
  const isOver = isEnded(task) && task.settlement !== undefined;
  if (executionName(task) !== execution || isOver || isFresh || isOverdue({ task }, now)) return task;
  const occasion = { at: isoTime(now), actor: 'sweeper', reason: rerunReason(task, now) } as const;
  return rerunTask(task, { occasion, attempt, lookAt: isoTime(now + RERUN_LOOK_MS) });
}
