import { isTaskId, type RemoteJobId, type TaskId } from '#domain/ids.ts';
import { callbackId, readCallbackToken, type CallbackToken } from '#domain/tasks/callback-address.ts';
import { afterCallback, callbackStep, decideCallback, rerunAfterCallback } from '#domain/tasks/callback.ts';
import { metricOf } from '#domain/tasks/event-types.ts';
import { isClaimed, isJobReady, type Job } from '#domain/tasks/job.ts';
import { accountNamed, accountOf, type ProviderAccount } from '#domain/tasks/provider-account.ts';
import { allJobs } from '#domain/tasks/task-progress.ts';
import type { TaskSnapshot } from '#domain/tasks/task.ts';
import type { CheckedCallback } from '#providers/service.ts';
import type { AccountsOf } from '#storage/tasks/account-rows.ts';
import type { Dependencies } from '../dependencies.ts';
import { raiseOrphan } from './raise-orphan.ts';

/** A callback as it came in. Its body carries no truth: it is read for an id and otherwise ignored. */
export interface Callback {
  /** The service whose address was called. */
  readonly service: string;
  readonly taskId: string;
  /** `{job}.{owner}.{secret}` */
  readonly token: string;
  /** Reads it, and judges its sender with the secret of an account. */
  readonly check: (account: ProviderAccount) => Promise<CheckedCallback>;
}

interface CallbackDependencies extends Dependencies {
  readonly accountsOf: AccountsOf;
}

/** `unknown` is one answer for a task that is not there, a wrong token and a forged signature. */
export type CallbackOutcome = 'accepted' | 'unknown';

/** Starts the run that drives what came after the end. */
const rerunning =
  ({ tasks, workflow, clock }: Dependencies) =>
  async (snapshot: TaskSnapshot): Promise<void> => {
    const rerun = await tasks.amendTask(snapshot.task, (task) =>
      rerunAfterCallback(task, snapshot, clock.now()),
    );
    if (rerun !== undefined) await workflow.start(rerun.value);
  };

/** Wakes the execution once every job of the task has reported. Waking it too late is harmless: it asks by itself. */
const waking =
  ({ tasks, workflow, log }: Dependencies) =>
  async (snapshot: TaskSnapshot, job: Job): Promise<void> => {
    const { task } = snapshot;
    const now = task.jobs === 1 ? { ...snapshot, jobs: [job] } : ((await tasks.reload(task)) ?? snapshot);
    if (!isClaimed(job) || !allJobs(now).every(isJobReady)) return;
    if ((await workflow.succeed(job.taskToken)) === 'gone') log.count('WakeTooLate');
  };

/** Notes that a job has been reported. The record first, the wake second: dying in between loses a wake-up, never the fact. */
const recording = (dependencies: Dependencies) => {
  const { tasks, clock } = dependencies;
  const wake = waking(dependencies);
  const rerun = rerunning(dependencies);
  return async (snapshot: TaskSnapshot, n: number, externalId: RemoteJobId | undefined): Promise<void> => {
    const noted = await tasks.advanceJob(snapshot.task, n, callbackStep(externalId, clock.now()));
    const next = afterCallback(snapshot.task, noted);
    if (next === 'wake') await wake(snapshot, noted.value);
    if (next === 'rerun') await rerun(snapshot);
  };
};

/** The most believable comes first. */
const believed = ['genuine', 'stale', 'forged', 'unsigned'] as const;

/**
 * Judges a callback for a task that is not there: whichever of our accounts its job was made with, it is signed with the key of
 * that one. Throws where it is nobody's, and not all keys could be read. Accounts that owners have brought are left out: with a key
 * of his own anybody could sign what an operator then has to look at.
 */
const strayCheck =
  (accountsOf: AccountsOf) =>
  async ({ service, check }: Callback): Promise<CheckedCallback> => {
    const tried = await Promise.allSettled(
      (await accountsOf(service)).map(({ account }) => check(accountNamed(service, account))),
    );
    const checks = tried.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    const [best] = checks.toSorted(
      (left, right) => believed.indexOf(left.signature) - believed.indexOf(right.signature),
    );
    const failed = tried.find(({ status }) => status === 'rejected');
    if (best === undefined || (failed?.status === 'rejected' && best.signature !== 'genuine'))
      throw new Error('Not every key that callbacks are signed with could be read', { cause: failed });
    return best;
  };

/**
 * Takes a provider's callback: checks that it knows our secret, notes that the job has ended, and wakes the execution.
 * Everything else is read from the query endpoint by whoever is woken. Throws only when our own table fails.
 */
export const providerCallback = (dependencies: CallbackDependencies) => {
  const { tasks, digest, log, accountsOf } = dependencies;
  const checkStray = strayCheck(accountsOf);
  const record = recording(dependencies);

  const refuse = (why: string): CallbackOutcome => {
    log.count(`CallbackRefused_${why}`);
    return 'unknown';
  };

  const take = async (callback: Callback, taskId: TaskId, token: CallbackToken): Promise<CallbackOutcome> => {
    const { n, owner, secret } = token;
    const { service } = callback;
    const snapshot = await tasks.load(owner, taskId);
    const job = snapshot?.jobs.find((one) => one.n === n);
    const { signature, externalId } =
      snapshot === undefined ? await checkStray(callback) : await callback.check(accountOf(service, job));
    const isSecret = (tokenHash: string): boolean => digest.same(digest.sha256(secret), tokenHash);
    const decision = decideCallback({ service, snapshot, n, externalId, signature, isSecret });
    if (decision.type === 'refuse') return refuse(decision.why);
    if (decision.type === 'stray') {
      const why = 'a signed callback for a task that is not there';
      // One item a job of theirs, whatever address is written on the envelope.
      const id = `orphan:stray:${decision.externalId}`;
      await raiseOrphan(dependencies, {
        why,
        taskId,
        owner,
        job: n,
        externalTaskId: decision.externalId,
        service,
        id,
      });
      return 'accepted';
    }
    log.count(signature === 'stale' ? 'CallbackStale' : metricOf('callback-received'));
    if (decision.type === 'mismatch') {
      const why = 'a callback names another id than the record';
      const about = { taskId, owner, job: n, externalTaskId: decision.externalId };
      const model = snapshot === undefined ? {} : { model: snapshot.task.model };
      await raiseOrphan(dependencies, { why, ...about, service, ...model });
      return 'accepted';
    }
    log.info('callback', { taskId, job: n, externalId, callbackId: callbackId(digest.sha256(secret)) });
    await record(decision.snapshot, n, externalId);
    return 'accepted';
  };

  return async (callback: Callback): Promise<CallbackOutcome> => {
    const token = readCallbackToken(callback.token);
    if (token === undefined || !isTaskId(callback.taskId)) return refuse('malformed');
    return take(callback, callback.taskId, token);
  };
};
