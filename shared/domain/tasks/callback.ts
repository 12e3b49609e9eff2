import type { RemoteJobId } from '../ids.ts';
import { isoTime } from '../ports.ts';
import type { JobStep } from './task-change.ts';
import { claimOf, externalIdOf, isJobReady, type Job } from './job.ts';
import { RERUN_LOOK_MS } from './limits.ts';
import { rerunTask } from './task-end.ts';
import { attemptsOf } from './task-progress.ts';
import { isEnded, isSettled, type Task, type TaskSnapshot } from './task.ts';

/** What a callback means. Its body carries no truth: it is read for an id and otherwise ignored. */

export interface ReceivedCallback {
  /** The service whose address was called. */
  readonly service: string;
  /** The task that the address names, if there is one. */
  readonly snapshot: TaskSnapshot | undefined;
  /** The number of the job that the address names. */
  readonly n: number;
  /** The provider's id of the job, where the body has one. */
  readonly externalId: RemoteJobId | undefined;
  /** `unsigned`: no signature key is configured. `stale`: genuine, but older than five minutes. */
  readonly signature: 'genuine' | 'stale' | 'forged' | 'unsigned';
  /** True for the hash of the secret in the address. */
  readonly isSecret: (tokenHash: string) => boolean;
}

/**
 * `refuse`: whoever calls does not know the secret, or forges the signature · `stray`: the provider's own signature, for a
 * task that we do not have · `mismatch`: it names another id than the record · `record`: it is noted, and the execution woken.
 */
export type CallbackDecision =
  | { readonly type: 'refuse'; readonly why: 'unknown' | 'signature' }
  | { readonly type: 'stray'; readonly externalId: RemoteJobId }
  | { readonly type: 'mismatch'; readonly snapshot: TaskSnapshot; readonly externalId: RemoteJobId }
  | { readonly type: 'record'; readonly snapshot: TaskSnapshot };

/** The job that a callback is for, if its secret is that of the job's claim. */
function jobOf({ service, snapshot, n, isSecret }: ReceivedCallback): Job | undefined {
  if (snapshot?.task.service !== service) return undefined;
  const job = snapshot.jobs.find((one) => one.n === n);
  const claim = job === undefined ? undefined : claimOf(job);
  return claim !== undefined && isSecret(claim.tokenHash) ? job : undefined;
}

export function decideCallback(callback: ReceivedCallback): CallbackDecision {
  const { snapshot, externalId, signature } = callback;
  if (snapshot === undefined) {
    return signature === 'genuine' && externalId !== undefined
      ? { type: 'stray', externalId }
      : { type: 'refuse', why: 'unknown' };
  }
  const job = jobOf(callback);
  if (job === undefined) return { type: 'refuse', why: 'unknown' };
  if (signature === 'forged') return { type: 'refuse', why: 'signature' };
  const ownId = externalIdOf(job);
  return externalId !== undefined && ownId !== undefined && externalId !== ownId
    ? { type: 'mismatch', snapshot, externalId }
    : { type: 'record', snapshot };
}

/** What is recorded of a job whose callback has come. */
export function callbackStep(externalId: RemoteJobId | undefined, now: number): JobStep {
  const at = isoTime(now);
  return {
    event: { type: 'callback-received', at, ...(externalId === undefined ? {} : { externalId }) },
    occasion: { at, actor: 'callback' },
  };
}

/**
 * What follows once a callback is recorded. `wake`: the execution that waits · `rerun`: what comes after the end is driven
 * by a run of its own. Whoever recorded it before may have died before the run: the repetition makes up for that.
 */
export function afterCallback(
  task: Task,
  { value, changed }: { readonly value: Job; readonly changed: boolean },
): 'wake' | 'rerun' | 'nothing' {
  if (!isEnded(task) || task.ending?.detached === true) return 'wake';
  return (changed || isJobReady(value)) && !isSettled(task) ? 'rerun' : 'nothing';
}

/** The next run of an ended task: what came is archived late, the cost adjusted, the status unchanged. */
export function rerunAfterCallback(task: Task, seen: TaskSnapshot, now: number): Task {
  if (isSettled(task) || task.run !== seen.task.run) return task;
  return rerunTask(task, {
    occasion: { at: isoTime(now), actor: 'callback' },
    attempt: attemptsOf(seen.jobs),
    lookAt: isoTime(now + RERUN_LOOK_MS),
  });
}
