import { isOwner, isTaskId } from '#domain/ids.ts';
import { isoTime } from '#domain/ports.ts';
import { closureReasons, priceOfOneJob, type Closure } from '#domain/tasks/closure.ts';
import type { ExecutionStep } from '#domain/tasks/execution.ts';
import { metricOf } from '#domain/tasks/event-types.ts';
import type { Job, QueuedJob } from '#domain/tasks/job.ts';
import { BREAKER_SECONDS } from '#domain/tasks/limits.ts';
import {
  admittanceOf,
  continuationOf,
  isElsewhere,
  isOutOfSubmit,
  type Admittance,
  type GivenTurn,
} from '#domain/tasks/submission.ts';
import { accountNamed, defaultAccount, type ProviderAccount } from '#domain/tasks/provider-account.ts';
import { waitingUntil } from '#domain/tasks/queue.ts';
import { laterInputs, type Prepared } from '#domain/tasks/prepared-inputs.ts';
import { allJobs } from '#domain/tasks/task-progress.ts';
import type { TaskSnapshot } from '#domain/tasks/task.ts';
import type { SubmitDependencies } from '../dependencies.ts';
import { chooseAccount } from './choose-account.ts';
import { sendJob, workflowOccasion } from './send-job.ts';
import { unpreparedEvent } from './submit-outcome.ts';

/** What the state machine hands to Submit, or who gives out turns to a task that waits in Queue. */
export interface SubmitOrder extends ExecutionStep {
  readonly taskId: string;
  readonly owner: string;
  /** Completing it ends the state that waits. */
  readonly token: string;
  /** The state can be ended as `Queued`; absent in executions of earlier definitions. */
  readonly queues?: boolean;
  /** The jobs whose turn it is; absent where the state machine calls. */
  readonly turns?: readonly GivenTurn[];
  /** The account whose places those are; the first of the service where absent. */
  readonly account?: string;
}

/** One visit to a task: what its calls are made with. */
interface Visit extends Pick<SubmitOrder, 'token' | 'queues' | 'turns'> {
  readonly account: ProviderAccount;
}

/** Finds out whether a job may be sent: its turn has come, or there is a place for it. */
const admission = ({ tasks, clock, gate, random }: SubmitDependencies) => {
  const wait = async ({ task }: TaskSnapshot, n: number, why: Closure['type']): Promise<Admittance> => {
    const now = clock.now();
    const until = isoTime(now + BREAKER_SECONDS * 1000);
    const occasion = workflowOccasion(now, closureReasons[why]);
    await tasks.advanceJob(task, n, { event: { type: 'held', until }, occasion });
    return { type: 'later', until };
  };

  return async (
    snapshot: TaskSnapshot,
    job: QueuedJob,
    { account, queues, turns }: Visit,
  ): Promise<Admittance> => {
    const { task } = snapshot;
    const now = clock.now();
    const known = admittanceOf(job, now, turns);
    if (known !== undefined) return known;
    const { owner, priority } = task;
    const asker = { owner, priority, price: priceOfOneJob(task), now, fraction: random.fraction() };
    const cannotQueue = queues === true ? {} : ({ cannotQueue: true } as const);
    const admitted = await gate.take(account, { ...asker, ...cannotQueue });
    if (admitted.type === 'shut') return wait(snapshot, job.n, admitted.why);
    if (admitted.type === 'queued') return { type: 'queue', waitMs: admitted.waitMs };
    const { place } = admitted;
    const { slotAt } = place;
    if (Date.parse(slotAt) <= clock.now()) return { type: 'now', place };
    // The deadline first: a job whose turn comes after it would be given up unsent.
    if (waitingUntil(task, slotAt) !== task)
      await tasks.amendTask(task, (stored) => waitingUntil(stored, slotAt));
    const event = { type: 'slot-taken', slotAt } as const;
    await tasks.advanceJob(task, job.n, { event, occasion: workflowOccasion(clock.now()) });
    return { type: 'later', until: slotAt };
  };
};

/** Says with which account the calls of a visit are made; undefined where none takes calls: what is yet to be sent waits. */
const visiting = (dependencies: SubmitDependencies) => {
  const { tasks, clock, log } = dependencies;
  const choose = chooseAccount(dependencies);
  return async (snapshot: TaskSnapshot, order: SubmitOrder): Promise<ProviderAccount | undefined> => {
    const { service } = snapshot.task;
    const queued = allJobs(snapshot).filter(({ state }) => state === 'queued');
    const isGiven = order.turns !== undefined || order.account !== undefined;
    if (queued.length === 0 || isGiven) return accountNamed(service, order.account);
    // Whoever cannot queue is given a place in advance, and that only the first gives.
    const chosen = order.queues === true ? await choose(snapshot) : defaultAccount(service);
    if (chosen !== undefined) return chosen;
    const now = clock.now();
    const event = { type: 'held', until: isoTime(now + BREAKER_SECONDS * 1000) } as const;
    const occasion = workflowOccasion(now, 'no account at the provider takes calls');
    log.warn('no account takes calls', { provider: service });
    await Promise.all(queued.map(({ n }) => tasks.advanceJob(snapshot.task, n, { event, occasion })));
    return undefined;
  };
};

/** Sees to the inputs of a task whose calls are to be made; undefined where none may be made in this visit. */
const preparation = ({ tasks, clock, log, prepare, probe, gate }: SubmitDependencies) => {
  /** Where nobody's calls are let through, a task does not fail of it before its own was made: it waits like the others. */
  const heldWhereRefused = async (account: ProviderAccount, prepared: Prepared): Promise<Prepared> => {
    if (prepared.type !== 'failed' || prepared.code !== 'provider_auth') return prepared;
    log.count('ProviderAuthRefused');
    if ((await probe(account)).type !== 'refused') return prepared;
    await gate.shut(account, { type: 'key' });
    return laterInputs(closureReasons.key, clock.now(), BREAKER_SECONDS * 1000);
  };

  return async (snapshot: TaskSnapshot, account: ProviderAccount): Promise<TaskSnapshot | undefined> => {
    const queued = allJobs(snapshot).filter((job) => job.state === 'queued');
    if (queued.length === 0 || prepare === undefined) return snapshot;
    const prepared = await heldWhereRefused(account, await prepare(snapshot, account));
    if (prepared.type === 'ready') {
      return { ...snapshot, request: { ...snapshot.request, input: prepared.input } };
    }
    const { event, reason } = unpreparedEvent(prepared);
    log.count(prepared.type === 'later' ? 'InputsLate' : metricOf('input-unavailable'));
    const occasion = workflowOccasion(clock.now(), reason);
    await Promise.all(queued.map((job) => tasks.advanceJob(snapshot.task, job.n, { event, occasion })));
    return undefined;
  };
};

/** Says to the waiting execution how it goes on. */
const finisher = ({ workflow, clock, random, publicUrl, dialectOf }: SubmitDependencies) => {
  return async (
    snapshot: TaskSnapshot,
    token: string,
    admittances: ReadonlyMap<number, Admittance>,
  ): Promise<void> => {
    const dialect = dialectOf(snapshot.task.dialect);
    const isSynchronous = dialect.synchronous === true;
    const hasCallbacks = publicUrl !== undefined && dialect.synchronous !== true && dialect.silent !== true;
    const moment = {
      now: clock.now(),
      hasCallbacks,
      isSynchronous,
      fraction: random.fraction(),
      admittances,
    };
    const next = continuationOf(snapshot, moment);
    switch (next.type) {
      case 'held':
        await workflow.interrupt(token, { error: 'Held', until: next.until });
        return;
      case 'queued':
        await workflow.interrupt(token, { error: 'Queued', seconds: next.seconds });
        return;
      case 'decided':
        await workflow.succeed(token);
        return;
      case 'poll':
        await workflow.interrupt(token, { error: 'PollOnly', seconds: next.seconds });
        return;
      case 'callback':
        return;
    }
  };
};

/**
 * Makes the paid call of every job that may still be sent, at most once each, and says how the state goes on: woken when
 * all is decided, interrupted as `Held`, `Queued` or `PollOnly`, or left waiting for the callback. Safe to run again at any point:
 * a claimed job is never sent a second time.
 */
export const submitGeneration = (dependencies: SubmitDependencies) => {
  const { tasks, workflow, clock } = dependencies;
  const accountOfVisit = visiting(dependencies);
  const admit = admission(dependencies);
  const prepare = preparation(dependencies);
  const send = sendJob(dependencies);
  const finish = finisher(dependencies);

  const drive = async (snapshot: TaskSnapshot, job: Job, visit: Visit): Promise<Admittance | undefined> => {
    const { token, account, turns } = visit;
    // A turn that a list gives from which the job has gone: its token is of no use any more.
    if (turns !== undefined && isElsewhere(job, account))
      return job.state === 'queued' ? { type: 'listed' } : undefined;
    if (job.state !== 'queued') {
      const event = { type: 'execution-changed', taskToken: token } as const;
      await tasks.advanceJob(snapshot.task, job.n, { event, occasion: workflowOccasion(clock.now()) });
      return undefined;
    }
    const admitted = await admit(snapshot, job, visit);
    if (admitted.type === 'now') await send(snapshot, { n: job.n, token, account, place: admitted.place });
    return admitted;
  };

  return async (order: SubmitOrder): Promise<void> => {
    const { taskId, owner, token, ...step } = order;
    if (!isTaskId(taskId) || !isOwner(owner)) throw new Error('Not an order of ours');
    const snapshot = await tasks.loadToDrive(owner, taskId);
    if (snapshot === undefined || isOutOfSubmit(snapshot, step, clock.now())) {
      await workflow.succeed(token); // Finalize reads the record and decides
      return;
    }
    const account = await accountOfVisit(snapshot, order);
    const visit = { ...order, account: account ?? defaultAccount(snapshot.task.service) };
    const ready = account === undefined ? undefined : await prepare(snapshot, account);
    const jobs = allJobs(snapshot).filter((job) => ready !== undefined || job.state !== 'queued');
    const driven = await Promise.all(
      jobs.map(async (job) => [job.n, await drive(ready ?? snapshot, job, visit)] as const),
    );
    const admittances = new Map(driven.flatMap(([n, said]) => (said === undefined ? [] : [[n, said]])));
    // Callbacks may have come in between: what is stored now decides, not what was read before.
    const now = await tasks.reload(snapshot.task);
    if (now === undefined) await workflow.succeed(token);
    else await finish(now, token, admittances);
  };
};
