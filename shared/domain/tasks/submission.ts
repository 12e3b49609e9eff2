import { isoTime } from '../ports.ts';
import { isDriving, type ExecutionStep } from './execution.ts';
import { isJobReady, type Job, type QueuedJob } from './job.ts';
import { SLOT_GRACE_MS } from './limits.ts';
import { nextPollSeconds } from './schedule.ts';
import { allJobs } from './task-progress.ts';
import { isEnded, isOverdue, type TaskSnapshot } from './task.ts';

/** What is decided while the paid calls of a task are made. */

/** Whether a job may be sent now, on a slot of the admission gate, or has to wait. ISO times. */
export type Admittance =
  { readonly type: 'now'; readonly slotAt: string } | { readonly type: 'later'; readonly until: string };

/** True while a slot may be used: it is exchanged for a new one when it is too old. */
export const isSlotTimely = (slotAt: string, now: number): boolean =>
  now - Date.parse(slotAt) <= SLOT_GRACE_MS;

/** What a queued job may do by its record; undefined where it needs a slot first. */
export function admittanceOf({ wait }: QueuedJob, now: number): Admittance | undefined {
  if (wait === undefined) return undefined;
  const { type, until } = wait;
  if (Date.parse(until) > now) return { type: 'later', until };
  return type === 'slot' && isSlotTimely(until, now) ? { type: 'now', slotAt: until } : undefined;
}

/** True where nothing is sent for a task any more, or another execution drives it. */
export const isOutOfSubmit = (snapshot: TaskSnapshot, step: ExecutionStep, now: number): boolean =>
  isEnded(snapshot.task) || !isDriving(step, snapshot.task) || isOverdue(snapshot, now);

/**
 * How an execution goes on after Submit. `held`: a job has to be sent at that time (ISO) · `decided`: nothing is waited for
 * · `poll`: no callback can come, so the provider is asked after so many seconds · `callback`: one is waited for.
 */
export type Continuation =
  | { readonly type: 'held'; readonly until: string }
  | { readonly type: 'decided' }
  | { readonly type: 'poll'; readonly seconds: number }
  | { readonly type: 'callback' };

export interface AfterSubmit {
  readonly now: number;
  /** True where a callback can come, and tell whose it is. */
  readonly hasCallbacks: boolean;
  /** True where the service answers with the result itself: of a call without an answer nothing more is learned. */
  readonly isSynchronous?: boolean;
  /** Chance in [0, 1), for the jitter of the first question. */
  readonly fraction: number;
}

export function continuationOf(
  snapshot: TaskSnapshot,
  { now, hasCallbacks, isSynchronous, fraction }: AfterSubmit,
): Continuation {
  const { task } = snapshot;
  const jobs = allJobs(snapshot);
  const earliest = jobs
    .flatMap((job) => (job.state === 'queued' ? [job.wait?.until ?? isoTime(now)] : []))
    .sort()[0];
  if (earliest !== undefined)
    return { type: 'held', until: earliest < task.deadlineAt ? earliest : task.deadlineAt };
  const isDecided = (job: Job): boolean =>
    isJobReady(job) || (isSynchronous === true && job.state === 'unknown');
  if (jobs.every(isDecided)) return { type: 'decided' };
  if (hasCallbacks) return { type: 'callback' };
  const leftSeconds = (Date.parse(task.deadlineAt) - now) / 1000;
  const moment = { profile: task.polls, polls: 0, waitedSeconds: 0, leftSeconds };
  return { type: 'poll', seconds: nextPollSeconds(moment, fraction) };
}
