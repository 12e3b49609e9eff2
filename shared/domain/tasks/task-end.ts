import type { FailCode } from '../error.ts';
import { LONGEST_VISIT_MS } from './limits.ts';
import { toCredits, type MilliCredits } from '../money/money.ts';
import { totalOf, type Settlement } from '../money/settlement.ts';
import { storedAmong, type RecordedOutput } from './output.ts';
import { isEnded, type Task, type TaskFailure } from './task.ts';
import type { Note, Occasion } from './timeline.ts';

/** What one job came to. */
export type JobEnd =
  | { readonly type: 'succeeded'; readonly credits?: MilliCredits }
  | {
      readonly type: 'failed';
      readonly failure: TaskFailure;
      readonly credits?: MilliCredits;
      /** True where the provider may have been paid all the same. */
      readonly maybePaid?: boolean;
    };

export interface Closing {
  readonly occasion: Occasion;
  /** Claims of the paid call so far. */
  readonly attempt: number;
  /** One end a job, in order. */
  readonly ends: readonly JobEnd[];
  readonly outputs: readonly RecordedOutput[];
}

/** The sweeper asks again so long after a task has ended without a final price: what comes late is kept all the same. */
const LATE_LOOKS_MS = [6 * 3600_000, 24 * 3600_000];
/** A provider that could not be asked is asked again so soon, until some hours after the last late look. */
const SOON_MS = 30 * 60_000;
const LAST_LOOK_MS = 30 * 3600_000;

const later = (at: string, ms: number): string => new Date(Date.parse(at) + ms).toISOString();

function lossOf(outputs: readonly RecordedOutput[]): TaskFailure | undefined {
  const lost = outputs.filter((output) => output.state === 'lost');
  const first = lost[0];
  if (first === undefined) return undefined;
  const code: FailCode = lost.length === outputs.length ? first.code : 'partial_result';
  const message = `${lost.length} of ${outputs.length} outputs could not be kept: ${first.reason}`;
  return { code, message, stage: 'archiving' };
}

function failureOf({ ends, outputs }: Closing): TaskFailure | undefined {
  const failed = ends.flatMap((end) => (end.type === 'failed' ? [end.failure] : []));
  const first = failed[0];
  if (first === undefined) return lossOf(outputs);
  const kept = storedAmong(outputs).length;
  if (kept === 0) return first;
  return {
    code: 'partial_result',
    message: `${failed.length} of ${ends.length} jobs failed (${first.code}: ${first.message}); ${kept} outputs are kept`,
    stage: first.stage,
  };
}

const isOpen = (end: JobEnd): boolean => end.type === 'failed' && end.maybePaid === true;

/** The price of one job: the provider's own figure, else nothing for a definite failure, else the estimate. */
function priceOf(end: JobEnd, estimateOfOne: MilliCredits): MilliCredits {
  if (end.credits !== undefined) return end.credits;
  return end.type === 'failed' && !isOpen(end) ? 0 : estimateOfOne;
}

/** What a task costs, from the ends of its jobs. */
export const settlementOf = (task: Task, ends: readonly JobEnd[]): Settlement => ({
  prices: ends.map((end) => priceOf(end, Math.round(task.estimate / task.jobs))),
  final: !ends.some(isOpen),
});

/** A task that nobody has to look at any more. */
export function withoutLook(task: Task): Task {
  const { lookAt, ...settled } = task;
  return lookAt === undefined ? task : settled;
}

function withoutEnding(task: Task): Task {
  const { ending, ...open } = task;
  return ending === undefined ? task : open;
}

/** The next of the late looks after `at`, counted from the end; none when all are over or nothing can come. */
export function withLateLook(task: Task, at: string): Task {
  const { ending, settlement } = task;
  if (ending === undefined || settlement === undefined || settlement.final) return withoutLook(task);
  const next = LATE_LOOKS_MS.map((ms) => later(ending.at, ms)).find((look) => look > at);
  return next === undefined ? withoutLook(task) : { ...task, lookAt: next };
}

/** After a look at which nothing could be learned: soon again, for as long as late looks are taken. */
export function withNextLook(task: Task, at: string): Task {
  const planned = withLateLook(task, at);
  const soon = later(at, SOON_MS);
  const lastAt = later(task.ending?.at ?? at, LAST_LOOK_MS);
  const isOpen = task.settlement?.final !== true && soon < lastAt;
  return isOpen && (planned.lookAt === undefined || soon < planned.lookAt)
    ? { ...task, lookAt: soon }
    : planned;
}

/**
 * When no visit can be under way any more that knew an ended task while there was something to do for it, in epoch
 * milliseconds. What has no final price may have been looked at as long as late looks are taken.
 */
export function visitedUntil({ createdAt, ending, settlement, history }: Task): number {
  const changedAt = history.at(-1)?.at ?? ending?.at ?? createdAt;
  const lookedAt = settlement?.final === true ? changedAt : later(ending?.at ?? createdAt, LAST_LOOK_MS);
  return Math.max(Date.parse(changedAt), Date.parse(lookedAt)) + LONGEST_VISIT_MS;
}

const costData = (settlement: Settlement) => ({
  actualCredits: toCredits(totalOf(settlement)),
  costFinal: settlement.final,
});

/** Ends a task: SUCCESS only when every job succeeded and every output is stored. Falls through when it has ended already. */
export function closeTask(task: Task, closing: Closing): Task {
  if (isEnded(task)) return task;
  const { occasion, attempt } = closing;
  const failure = failureOf(closing);
  const settlement = settlementOf(task, closing.ends);
  const status = failure === undefined ? 'SUCCESS' : 'FAILED';
  const note: Note = {
    ...occasion,
    type: 'task-ended',
    attempt,
    ...(failure === undefined ? {} : { reason: failure.message }),
    data: { status, ...costData(settlement), ...(failure === undefined ? {} : { failCode: failure.code }) },
  };
  const ended: Task = {
    ...task,
    status,
    ending: { at: occasion.at, ...(failure === undefined ? {} : { failure }) },
    settlement,
    history: [...task.history, note],
  };
  return withLateLook(ended, occasion.at);
}

/** Settles an ended task anew, from what is known by now. The status stays; falls through when nothing has changed. */
export function resettleTask(task: Task, closing: Closing): Task {
  if (!isEnded(task) || task.settlement?.final === true) return task;
  const settlement = settlementOf(task, closing.ends);
  const before = task.settlement;
  const same =
    before !== undefined &&
    before.final === settlement.final &&
    before.prices.every((price, i) => price === settlement.prices[i]);
  if (same) return withLateLook(task, closing.occasion.at);
  const note: Note = {
    ...closing.occasion,
    type: before === undefined ? 'task-settled' : 'cost-adjusted',
    attempt: closing.attempt,
    data: costData(settlement),
  };
  return withLateLook({ ...task, settlement, history: [...task.history, note] }, closing.occasion.at);
}

/** With what a change of a task is recorded; `attempt` counts the claims of the paid call so far. */
interface Step {
  readonly occasion: Occasion;
  readonly attempt: number;
}

const told = (task: Task, note: Note): Task => ({ ...task, history: [...task.history, note] });

/** Cancels an open task. `detached` when the provider has, or may have, been asked already: then it is settled later. */
export function cancelTask(
  task: Task,
  { occasion, attempt, detached }: Step & { readonly detached: boolean },
): Task {
  if (isEnded(task)) return task;
  const canceled: Task = {
    ...told(task, { ...occasion, type: 'task-canceled', attempt, data: { detached } }),
    status: 'CANCELED',
    ending: { at: occasion.at, ...(detached ? { detached: true } : {}) },
  };
  if (detached) return canceled;
  const settlement = { prices: Array.from({ length: task.jobs }, () => 0), final: true };
  return withoutLook({ ...canceled, settlement });
}

/** The start of an execution, and when the sweeper is to look at the task after it (ISO). */
type RunStart = Step & { readonly lookAt: string };

/** Starts a task's present run once more: it was stored, and never begun. */
export const restartTask = (task: Task, { occasion, attempt, lookAt }: RunStart): Task => ({
  ...told(task, { ...occasion, type: 'run-started', attempt, data: { run: task.run } }),
  lookAt,
});

/** Starts a task's next run: the execution that drives it is gone, or something came after its end. */
export const rerunTask = (task: Task, start: RunStart): Task =>
  restartTask({ ...task, run: task.run + 1 }, start);

/** Takes an end back: for an operator who knows what became of a lost call. What was settled stays, to be adjusted. */
export function reopenTask(
  task: Task,
  { occasion, attempt, deadlineAt }: Step & { readonly deadlineAt: string },
): Task {
  const run = task.run + 1;
  return {
    ...told(withoutEnding(task), { ...occasion, type: 'task-reopened', attempt, data: { run } }),
    status: 'PENDING',
    deadlineAt,
    run,
    lookAt: deadlineAt,
  };
}
