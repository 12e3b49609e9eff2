import { Failure } from '../error.ts';
import type { RemoteJobId } from '../ids.ts';
import { isoTime } from '../ports.ts';
import { externalIdOf, isUnanswered } from '../tasks/job.ts';
import { RERUN_LOOK_MS } from '../tasks/limits.ts';
import { reopenTask, rerunTask, type RunStart } from '../tasks/task-end.ts';
import { attemptsOf } from '../tasks/task-progress.ts';
import type { SnapshotChange } from '../tasks/task-change.ts';
import type { Task, TaskSnapshot } from '../tasks/task.ts';

/** What an operator may do about a paid call whose outcome is unknown, or whose result is missing. */
export type Decision =
  /** It was taken, and this is the provider's id of it: the task is open again, and brings its result home. */
  | { readonly type: 'adopt'; readonly externalTaskId: RemoteJobId }
  /** It is to be made anew, at the risk of paying twice. */
  | { readonly type: 'resubmit' }
  /** Its missing result is to be looked for at once: the item stays open until that has come home. */
  | { readonly type: 'archive-again' }
  /** Nothing more is done; what was settled stands. */
  | { readonly type: 'write-off' };

/** The adoption of a job under an id of the provider's, at a time in epoch milliseconds. */
export interface Adoption {
  readonly n: number;
  readonly externalId: RemoteJobId;
  readonly reason: string;
  readonly now: number;
}

/** A task is opened again; one that its owner has canceled stays canceled, and another run puts its cost right. */
function takenUp(task: Task, step: Pick<RunStart, 'occasion' | 'attempt'>, now: number): Task {
  if (task.status === 'CANCELED') return rerunTask(task, { ...step, lookAt: isoTime(now + RERUN_LOOK_MS) });
  const deadlineAt = isoTime(now + Date.parse(task.deadlineAt) - Date.parse(task.createdAt));
  return reopenTask(task, { ...step, deadlineAt });
}

/**
 * Takes a task up again for a job that was found at the provider, with as much time as it had at first. Undefined where that
 * has been done already. Throws `conflict` where the job is not one whose outcome is unknown.
 */
export function adoptJob(
  snapshot: TaskSnapshot,
  { n, externalId, reason, now }: Adoption,
): SnapshotChange | undefined {
  const { task, jobs } = snapshot;
  const job = jobs.find((one) => one.n === n);
  if (job !== undefined && externalIdOf(job) === externalId) return undefined;
  if (job === undefined || !isUnanswered(job)) {
    throw new Failure('conflict', 'The job is not one whose fate is unknown');
  }
  const at = isoTime(now);
  const occasion = { at, actor: 'operator', reason } as const;
  return {
    task: takenUp(task, { occasion, attempt: attemptsOf(jobs) }, now),
    jobs: [{ n, event: { type: 'adopted', externalId, at } }],
    occasion,
  };
}
