import { isOwner, isTaskId, type RemoteJobId } from '#domain/ids.ts';
import { claimOf, externalIdOf, isClaimed, isJobReady, type Job } from '#domain/tasks/job.ts';
import { isoTime } from '#domain/ports.ts';
import { metricOf } from '#domain/tasks/event-types.ts';
import { RERUN_LOOK_MS } from '#domain/tasks/limits.ts';
import type { OperatorItem } from '#domain/operators/operator-item.ts';
import { rerunTask } from '#domain/tasks/task-end.ts';
import { allJobs, attemptsOf } from '#domain/tasks/task-progress.ts';
import { isEnded, isSettled, type TaskSnapshot } from '#domain/tasks/task.ts';
import type { CheckedCallback } from '#providers/service.ts';
import type { Dependencies } from '../dependencies.ts';
import { raiseOrphan } from './raise-orphan.ts';

/** A callback as it came in. Its body carries no truth: it is read for an id and otherwise ignored. */
export interface Callback extends CheckedCallback {
  /** The service whose address was called. */
  readonly service: string;
  readonly taskId: string;
  /** `{job}.{owner}.{secret}` */
  readonly token: string;
}

/** `unknown` is one answer for a task that is not there, a wrong token and a forged signature. */
export type CallbackOutcome = 'accepted' | 'unknown';

interface Address {
  readonly n: number;
  readonly owner: string;
  readonly secret: string;
}

/** An address in the form of ours. */
type Known = Address & Pick<OperatorItem, 'taskId' | 'owner'>;

function addressOf(token: string): Address | undefined {
  const parts = /^([1-9])\.([a-z0-9-]{1,39})\.([A-Za-z0-9_-]{43})$/.exec(token);
  const [, n, owner, secret] = parts ?? [];
  return n === undefined || owner === undefined || secret === undefined
    ? undefined
    : { n: Number(n), owner, secret };
}

/** The job that an address names, if it is one of the service whose address was called. */
const jobAt = (snapshot: TaskSnapshot | undefined, { n }: Address, service: string): Job | undefined =>
  snapshot?.task.service === service ? snapshot.jobs.find((job) => job.n === n) : undefined;

/**
 * Takes a provider's callback: checks that it knows our secret, notes that the job has ended, and wakes the execution.
 * Everything else is read from the query endpoint by whoever is woken. Throws only when our own table fails.
 */
export const providerCallback = (dependencies: Dependencies) => {
  const { tasks, workflow, clock, digest, log } = dependencies;

  const refuse = (why: string): CallbackOutcome => {
    log.count(`CallbackRefused_${why}`);
    return 'unknown';
  };

  /** Only whoever holds the address that a job was sent with knows the secret of its claim. */
  const isOurs = (job: Job, secret: string): boolean =>
    digest.same(digest.sha256(secret), claimOf(job)?.tokenHash ?? '');

  /** The provider's own signature, for a task that we do not have: it works for us, and we know nothing of it. */
  const raiseStray = async (address: Known, externalTaskId: RemoteJobId): Promise<void> => {
    const { taskId, owner, n: job } = address;
    const why = 'a signed callback for a task that is not there';
    // One item a job of theirs, whatever address is written on the envelope.
    const id = `orphan:stray:${externalTaskId}`;
    await raiseOrphan(dependencies, why, { taskId, owner, job, externalTaskId }, id);
  };

  /** What comes after the end is driven by a run of its own: archived late, cost adjusted, status unchanged. */
  const runAgain = async (snapshot: TaskSnapshot): Promise<void> => {
    const at = isoTime(clock.now());
    const lookAt = isoTime(clock.now() + RERUN_LOOK_MS);
    const rerun = await tasks.amendTask(snapshot.task, (task) =>
      isSettled(task) || task.run !== snapshot.task.run
        ? task
        : rerunTask(task, { at, actor: 'callback' }, attemptsOf(snapshot.jobs), lookAt),
    );
    if (rerun !== undefined) await workflow.start(rerun.value);
  };

  /** Wakes the execution once every job of the task has reported. Waking it too late is harmless: it asks by itself. */
  const wake = async (snapshot: TaskSnapshot, job: Job): Promise<void> => {
    const { task } = snapshot;
    const now =
      task.jobs === 1 ? { ...snapshot, jobs: [job] } : ((await tasks.load(task.owner, task.id)) ?? snapshot);
    if (!isClaimed(job) || !allJobs(now).every(isJobReady)) return;
    if ((await workflow.succeed(job.taskToken)) === 'gone') log.count('WakeTooLate');
  };

  return async (callback: Callback): Promise<CallbackOutcome> => {
    const address = addressOf(callback.token);
    if (address === undefined || !isTaskId(callback.taskId) || !isOwner(address.owner))
      return refuse('malformed');
    const known = { ...address, taskId: callback.taskId, owner: address.owner };
    const { externalId, signature } = callback;
    const snapshot = await tasks.load(known.owner, known.taskId);
    if (snapshot === undefined && signature === 'genuine' && externalId !== undefined) {
      await raiseStray(known, externalId);
      return 'accepted';
    }
    const job = jobAt(snapshot, known, callback.service);
    if (snapshot === undefined || job === undefined || !isOurs(job, known.secret)) return refuse('unknown');
    if (signature === 'forged') return refuse('signature');

    log.count(signature === 'stale' ? 'CallbackStale' : metricOf('callback-received'));
    const ownId = externalIdOf(job);
    if (externalId !== undefined && ownId !== undefined && externalId !== ownId) {
      const orphan = { taskId: known.taskId, owner: known.owner, job: job.n, externalTaskId: externalId };
      await raiseOrphan(dependencies, 'a callback names another id than the record', orphan);
      return 'accepted';
    }
    // The record first, the wake second: dying in between loses a wake-up, never the fact.
    const at = isoTime(clock.now());
    const event = {
      type: 'callback-received',
      at,
      ...(externalId === undefined ? {} : { externalId }),
    } as const;
    const { value, changed } = await tasks.advanceJob(snapshot.task, job.n, {
      event,
      occasion: { at, actor: 'callback' },
    });
    if (isEnded(snapshot.task) && snapshot.task.ending?.detached !== true) {
      // Whoever wrote it down before may have died before the run: the repetition makes up for that.
      if ((changed || isJobReady(value)) && !isSettled(snapshot.task)) await runAgain(snapshot);
      return 'accepted';
    }
    await wake(snapshot, value);
    return 'accepted';
  };
};
