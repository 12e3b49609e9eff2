import { LONGEST_VISIT_MS } from './limits.ts';
import { isSettled, type Task } from './task.ts';

/** When the sweeper is to look again at a task that has ended, because something may still come. */

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** So long after a task has ended without a final price the provider is asked again: what comes late is kept all the same. */
const PRICE_LOOKS_MS = [6 * HOUR_MS, 24 * HOUR_MS];
/** So long after one has ended with a price of our estimate the provider is asked for its figure, and for nothing else. */
const FIGURE_LOOK_MS = 6 * HOUR_MS;
/** … and so long after one has ended with outputs that were given up provisionally. */
const OUTPUT_LOOKS_MS = [HOUR_MS, 6 * HOUR_MS, 24 * HOUR_MS];
/** A provider that could not be asked is asked again so soon, until some hours after the last late look. */
const SOON_MS = 30 * MINUTE_MS;
const LAST_LOOK_MS = 30 * HOUR_MS;

/** So long after thumbnails could not be drawn it is tried again; after the last of these they are left. */
const DRAWING_LOOKS_MS = [2 * MINUTE_MS, 15 * MINUTE_MS, 2 * HOUR_MS];

const later = (at: string, ms: number): string => new Date(Date.parse(at) + ms).toISOString();

/** A task that nobody has to look at any more. */
export function withoutLook(task: Task): Task {
  const { lookAt, ...settled } = task;
  return lookAt === undefined ? task : settled;
}

const withSoonLook = (task: Task, at: string): Task => {
  const soon = later(at, SOON_MS);
  const isPlanned = task.lookAt !== undefined && task.lookAt <= soon;
  return isPlanned || soon >= later(task.ending?.at ?? at, LAST_LOOK_MS) ? task : { ...task, lookAt: soon };
};

/** True for a settled task of which the provider has not said what it took. */
const isEstimated = (task: Task): boolean => isSettled(task) && task.settlement?.estimated !== undefined;

/** When what could not be drawn is tried again; undefined for a task that lacks nothing, and one that was tried often enough. */
function drawingLook(task: Task, at: string): string | undefined {
  const ms = isSettled(task) && task.undrawn !== undefined ? DRAWING_LOOKS_MS[task.undrawn] : undefined;
  return ms === undefined ? undefined : later(at, ms);
}

/** True for a settled task of which something is still to be drawn. */
export const isDrawingDue = (task: Task): boolean =>
  task.lookAt !== undefined && drawingLook(task, task.lookAt) !== undefined;

/** The look at a settled task that comes next after `at`: at its figure, or at what is not drawn; none where neither is to come. */
export function withComingLook(task: Task, at: string): Task {
  const figure =
    isEstimated(task) && task.ending !== undefined ? [later(task.ending.at, FIGURE_LOOK_MS)] : [];
  const looks = [...figure, drawingLook(task, at) ?? ''].filter((look) => look > at).sort();
  const [lookAt] = looks;
  return lookAt === undefined ? withoutLook(task) : { ...task, lookAt };
}

/** An ended task of which something could not be drawn: looked at for that as well, whatever else is planned. */
export function withDrawingLook(task: Task, at: string): Task {
  const look = drawingLook(task, at);
  const isPlanned = look === undefined || (task.lookAt !== undefined && task.lookAt <= look);
  return isPlanned ? task : { ...task, lookAt: look };
}

/** When an ended task is looked at, counted from its end. */
function looksAt(task: Task): readonly number[] {
  if (isSettled(task)) return isEstimated(task) ? [FIGURE_LOOK_MS] : [];
  return task.ending?.openOutputs === undefined ? PRICE_LOOKS_MS : OUTPUT_LOOKS_MS;
}

/**
 * The next of the late looks after `at`, counted from the end; none when all are over or nothing can come. What is given
 * up only after the last of them is looked at every half hour for some hours; a price of which nobody has asked by then,
 * because outputs had kept the task from being settled, is asked for as soon.
 */
export function withLateLook(task: Task, at: string): Task {
  const { ending, settlement } = task;
  if (ending === undefined || settlement === undefined) return withoutLook(task);
  const planned = looksAt(task).map((ms) => later(ending.at, ms));
  const [next] = [...planned, drawingLook(task, at) ?? ''].filter((look) => look > at).sort();
  const isOutstanding = ending.openOutputs !== undefined || isEstimated(task);
  if (next === undefined && isOutstanding) return withSoonLook(withoutLook(task), at);
  return next === undefined ? withoutLook(task) : { ...task, lookAt: next };
}

/** After a look at which nothing could be learned: soon again, for as long as late looks are taken. */
export function withNextLook(task: Task, at: string): Task {
  const planned = withLateLook(task, at);
  return isSettled(task) && !isEstimated(task) ? planned : withSoonLook(planned, at);
}

const sinceEnd = ({ ending }: Task, now: number): number => now - Date.parse(ending?.at ?? '');

/**
 * True for a job of an ended task that was settled with our estimate, once the provider has had its time to name a figure
 * (`now` in epoch milliseconds): whoever visits the task asks for it.
 */
export const isFigureMissing = (task: Task, job: number, now: number): boolean =>
  task.settlement?.estimated?.includes(job) === true && sinceEnd(task, now) >= FIGURE_LOOK_MS;

/** True from when the provider is to be asked for its figure alone (`now` in epoch milliseconds), until that is done or given up. */
export function isFigureDue(task: Task, now: number): boolean {
  const ended = sinceEnd(task, now);
  const isTime = ended >= FIGURE_LOOK_MS && ended < LAST_LOOK_MS;
  return isTime && task.lookAt !== undefined && isEstimated(task);
}

/** True while a visit can change something of a task: it is not settled, its figure is due, or something is to be drawn. */
export const needsVisit = (task: Task, now: number): boolean =>
  !isSettled(task) || isFigureDue(task, now) || isDrawingDue(task);

/**
 * When no visit can be under way any more that knew an ended task while there was something to do for it, in epoch
 * milliseconds. What is not settled may have been looked at as long as late looks are taken.
 */
export function visitedUntil(task: Task): number {
  const { createdAt, ending, history } = task;
  const changedAt = history.at(-1)?.at ?? ending?.at ?? createdAt;
  const lookedAt = isSettled(task) ? changedAt : later(ending?.at ?? createdAt, LAST_LOOK_MS);
  return Math.max(Date.parse(changedAt), Date.parse(lookedAt)) + LONGEST_VISIT_MS;
}
