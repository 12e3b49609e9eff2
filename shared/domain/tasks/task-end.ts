import type { FailCode } from '../error.ts';
import { isEstimated, settlementOf, type JobEnd } from './job-end.ts';
import { withLateLook, withoutLook } from './late-looks.ts';
import { toCredits, type MilliCredits } from '../money/money.ts';
import { isPriceKnown, totalOf, ownAs, withFigures, type Settlement } from '../money/settlement.ts';
import { isProvisional, isResult, storedAmong, type RecordedOutput } from './output.ts';
import { isEnded, isSettled, type Ending, type Task, type TaskFailure, type TaskStatus } from './task.ts';
import type { Note, Occasion } from './timeline.ts';

export interface Closing {
  readonly occasion: Occasion;
  /** Claims of the paid call so far. */
  readonly attempt: number;
  /** One end a job, in order. */
  readonly ends: readonly JobEnd[];
  /** Numbers of the jobs that were made with an account of the owner's own. */
  readonly own?: readonly number[];
  readonly outputs: readonly RecordedOutput[];
}

function lossOf(results: readonly RecordedOutput[]): TaskFailure | undefined {
  const lost = results.filter((output) => output.state === 'lost');
  const first = lost[0];
  if (first === undefined) return undefined;
  const code: FailCode = lost.length === results.length ? first.code : 'partial_result';
  const message = `${lost.length} of ${results.length} outputs could not be kept: ${first.reason}`;
  return { code, message, stage: 'archiving' };
}

/** What a task fails by: its jobs, or results of theirs that are lost. What else the provider made decides nothing. */
function failureOf({ ends, outputs }: Closing): TaskFailure | undefined {
  const results = outputs.filter(isResult);
  const failed = ends.flatMap((end) => (end.type === 'failed' ? [end.failure] : []));
  const first = failed[0];
  if (first === undefined) return lossOf(results);
  const kept = storedAmong(results).length;
  if (kept === 0) return first;
  return {
    code: 'partial_result',
    message: `${failed.length} of ${ends.length} jobs failed (${first.code}: ${first.message}); ${kept} outputs are kept`,
    stage: first.stage,
  };
}

/** An ended task with the next look at it. A figure is asked for only where somebody can be asked. */
function lookedAfter(task: Task, { ends, occasion }: Closing): Task {
  const isAskable = ends.some((end) => isEstimated(end) && end.isLastWord !== true);
  return isSettled(task) && !isAskable ? withoutLook(task) : withLateLook(task, occasion.at);
}

function withoutEnding(task: Task): Task {
  const { ending, overdueSince, ...open } = task;
  return ending === undefined && overdueSince === undefined ? task : open;
}

/** What a line of the timeline says of a settlement. */
export const costData = (settlement: Settlement) => ({
  actualCredits: toCredits(totalOf(settlement)),
  costFinal: isPriceKnown(settlement),
});

/** The failure that a task ended with, and how many of its outputs are given up only provisionally; absent members are none. */
function endOf(
  failure: TaskFailure | undefined,
  outputs: readonly RecordedOutput[],
): Pick<Ending, 'failure' | 'openOutputs'> {
  const openOutputs = outputs.filter(isProvisional).length;
  return {
    ...(failure === undefined ? {} : { failure }),
    ...(openOutputs === 0 ? {} : { openOutputs }),
  };
}

const statusData = (status: TaskStatus, failure: TaskFailure | undefined) => ({
  status,
  ...(failure === undefined ? {} : { failCode: failure.code }),
});

const reasonOf = (failure: TaskFailure | undefined) =>
  failure === undefined ? {} : { reason: failure.message };

const settled = (task: Task, { ends, own }: Closing): Settlement => ({
  ...settlementOf(task, ends),
  ...ownAs(own),
});

/** Ends a task: SUCCESS only when every job succeeded and every output is stored. Falls through when it has ended already. */
export function closeTask(task: Task, closing: Closing): Task {
  if (isEnded(task)) return task;
  const { occasion, attempt } = closing;
  const failure = failureOf(closing);
  const settlement = settled(task, closing);
  const status = failure === undefined ? 'SUCCESS' : 'FAILED';
  const note: Note = {
    ...occasion,
    type: 'task-ended',
    attempt,
    ...reasonOf(failure),
    data: { ...costData(settlement), ...statusData(status, failure) },
  };
  const ended: Task = {
    ...task,
    status,
    ending: { at: occasion.at, ...endOf(failure, closing.outputs) },
    settlement,
    history: [...task.history, note],
  };
  return lookedAfter(ended, closing);
}

/** The figures that the provider has named, by number of the job. */
const figuresIn = (ends: readonly JobEnd[]): ReadonlyMap<number, MilliCredits> =>
  new Map(ends.flatMap(({ credits }, i) => (credits === undefined ? [] : [[i + 1, credits] as const])));

const isSameList = (left: readonly number[] = [], right: readonly number[] = []): boolean =>
  left.length === right.length && left.every((one, i) => one === right[i]);

const isSameSettlement = (left: Settlement, right: Settlement): boolean =>
  left.final === right.final &&
  isSameList(left.prices, right.prices) &&
  isSameList(left.estimated, right.estimated);

/** Settles an ended task anew, from what is known by now; falls through when nothing has changed. */
function settledAnew(task: Task, closing: Closing): Task {
  const before = task.settlement;
  const settlement =
    before?.final === true ? withFigures(before, figuresIn(closing.ends)) : settled(task, closing);
  if (before !== undefined && isSameSettlement(before, settlement)) return task;
  const note: Note = {
    ...closing.occasion,
    type: before === undefined ? 'task-settled' : 'cost-adjusted',
    attempt: closing.attempt,
    data: costData(settlement),
  };
  return { ...task, settlement, history: [...task.history, note] };
}

/**
 * The failure that a task ended with, put right by what has become of its outputs. What was lost in archiving may have
 * come home altogether; a task that failed otherwise stays failed, but may by now have kept something.
 */
function correctedFailure({ ending }: Task, closing: Closing): TaskFailure | undefined {
  const before = ending?.failure;
  const failure = failureOf(closing);
  const isCorrect = before?.stage === 'archiving' || failure?.code === 'partial_result';
  return isCorrect ? failure : before;
}

const isSame = (left: TaskFailure | undefined, right: TaskFailure | undefined): boolean =>
  left?.code === right?.code && left?.message === right?.message;

/** Tells of an ended task that its failure is another by now, or none. */
function withFailure(task: Task, failure: TaskFailure | undefined, { occasion, attempt }: Closing): Task {
  const status = failure === undefined ? 'SUCCESS' : 'FAILED';
  const data = statusData(status, failure);
  const note: Note = { ...occasion, type: 'task-corrected', attempt, ...reasonOf(failure), data };
  return { ...task, status, history: [...task.history, note] };
}

/** Puts right what an ended task says of its outputs; falls through when nothing has changed. */
function corrected(task: Task, closing: Closing): Task {
  const { ending } = task;
  const openBefore = ending?.openOutputs ?? 0;
  const openNow = closing.outputs.filter(isProvisional).length;
  if (ending === undefined || openNow === openBefore) return task;
  const mayChange = task.status === 'FAILED' && openNow < openBefore;
  const failure = mayChange ? correctedFailure(task, closing) : ending.failure;
  const kept = { at: ending.at, ...(ending.detached === undefined ? {} : { detached: ending.detached }) };
  const now: Task = { ...task, ending: { ...kept, ...endOf(failure, closing.outputs) } };
  return isSame(failure, ending.failure) ? now : withFailure(now, failure, closing);
}

/**
 * Settles an ended task anew, and puts right what it says of its outputs, from what is known by now. Of what it ended with
 * nothing changes but what outputs that came home have made untrue.
 */
export function resettleTask(task: Task, closing: Closing): Task {
  if (!isEnded(task) || isSettled(task)) return task;
  return lookedAfter(settledAnew(corrected(task, closing), closing), closing);
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
export type RunStart = Step & { readonly lookAt: string };

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
