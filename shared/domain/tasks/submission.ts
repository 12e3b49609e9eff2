import { isoTime } from '../ports.ts';
import { isDriving, type ExecutionStep } from './execution.ts';
import { isJobReady, type Job, type QueuedJob } from './job.ts';
import type { Place } from './lanes.ts';
import { accountNamed, accountOf, type ProviderAccount } from './provider-account.ts';
import { SLOT_GRACE_MS } from './limits.ts';
import { nextPollSeconds } from './schedule.ts';
import { allJobs } from './task-progress.ts';
import { isEnded, isOverdue, type TaskSnapshot } from './task.ts';
import { queueSeconds } from './turns.ts';

/** What is decided while the paid calls of a task are made. */

/**
 * Whether a job may be sent, or has to wait. `now`: in this place · `later`: until then (ISO) · `queue`: for its turn, about so
 * many milliseconds · `listed`: for its turn, on the list already, under the same token.
 */
export type Admittance =
  | { readonly type: 'now'; readonly place: Place }
  | { readonly type: 'later'; readonly until: string }
  | { readonly type: 'queue'; readonly waitMs: number }
  | { readonly type: 'listed' };

/** A turn that was given to a job of a task. */
export interface GivenTurn extends Place {
  readonly n: number;
}

const placeOf = ({ slotAt, lane }: GivenTurn): Place => ({
  slotAt,
  ...(lane === undefined ? {} : { lane }),
});

/** True while a slot may be used: it is exchanged for a new one when it is too old. */
export const isSlotTimely = (slotAt: string, now: number): boolean =>
  now - Date.parse(slotAt) <= SLOT_GRACE_MS;

/**
 * What a queued job may do by its record and by the turns that were given to jobs of its task, where this is such a visit;
 * undefined where it has to ask for a place.
 */
export function admittanceOf(
  { n, wait }: QueuedJob,
  now: number,
  turns?: readonly GivenTurn[],
): Admittance | undefined {
  const until = wait?.type === 'turn' ? undefined : wait?.until;
  if (until !== undefined && Date.parse(until) > now) return { type: 'later', until };
  if (turns !== undefined) {
    const turn = turns.find((one) => one.n === n);
    if (turn === undefined) return { type: 'listed' };
    return isSlotTimely(turn.slotAt, now)
      ? { type: 'now', place: placeOf(turn) }
      : { type: 'queue', waitMs: 0 };
  }
  const isOwnSlot = wait?.type === 'slot' && isSlotTimely(wait.until, now);
  return isOwnSlot ? { type: 'now', place: { slotAt: wait.until } } : undefined;
}

/** True where a job waits for its turn at another account than this one, or was sent with another. */
export function isElsewhere(job: Job, { service, account }: ProviderAccount): boolean {
  if (job.state !== 'queued') return accountOf(service, job).account !== account;
  return job.wait?.type === 'turn' && accountNamed(service, job.wait.account).account !== account;
}

/** True where nothing is sent for a task any more, or another execution drives it. */
export const isOutOfSubmit = (snapshot: TaskSnapshot, step: ExecutionStep, now: number): boolean =>
  isEnded(snapshot.task) || !isDriving(step, snapshot.task) || isOverdue(snapshot, now);

/**
 * How an execution goes on after Submit. `held`: a job has to be sent at that time (ISO) · `queued`: for its turn at the
 * provider · `decided`: nothing is waited for · `poll`: no callback can come, so the provider is asked after so many seconds
 * · `callback`: one is waited for, or the turn of a job that is on the list.
 */
export type Continuation =
  | { readonly type: 'held'; readonly until: string }
  | { readonly type: 'queued'; readonly seconds: number }
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
  /** What was said of each job that could be sent, by its number. */
  readonly admittances?: ReadonlyMap<number, Admittance>;
}

/** How long one of these queued jobs waits for a turn that it has to be listed for; undefined where none has to. */
function longestTurn(
  queued: readonly Job[],
  admittances: ReadonlyMap<number, Admittance>,
): number | undefined {
  const waits = queued.flatMap(({ n }) => {
    const admitted = admittances.get(n);
    return admitted?.type === 'queue' ? [admitted.waitMs] : [];
  });
  return waits.length === 0 ? undefined : Math.max(...waits);
}

export function continuationOf(
  snapshot: TaskSnapshot,
  { now, hasCallbacks, isSynchronous, fraction, admittances = new Map() }: AfterSubmit,
): Continuation {
  const { task } = snapshot;
  const jobs = allJobs(snapshot);
  const queued = jobs.filter((job) => job.state === 'queued');
  const waitMs = longestTurn(queued, admittances);
  if (waitMs !== undefined) return { type: 'queued', seconds: queueSeconds(waitMs) };
  const unlisted = queued.filter(({ n }) => admittances.get(n)?.type !== 'listed');
  const earliest = unlisted.map((job) => job.wait?.until ?? isoTime(now)).sort()[0];
  if (earliest !== undefined)
    return { type: 'held', until: earliest < task.deadlineAt ? earliest : task.deadlineAt };
  const isDecided = (job: Job): boolean =>
    isJobReady(job) || (isSynchronous === true && job.state === 'unknown');
  if (queued.length > 0) return { type: 'callback' };
  if (jobs.every(isDecided)) return { type: 'decided' };
  if (hasCallbacks) return { type: 'callback' };
  const leftSeconds = (Date.parse(task.deadlineAt) - now) / 1000;
  const moment = { profile: task.polls, polls: 0, waitedSeconds: 0, leftSeconds };
  return { type: 'poll', seconds: nextPollSeconds(moment, fraction) };
}
