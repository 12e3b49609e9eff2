import { isOwner, isTaskId, type ClaimId, type Owner, type TaskId } from '#domain/ids.ts';
import type { JobEvent } from '#domain/tasks/job-events.ts';
import { claimOf, externalIdOf, isJobReady, type Job, type QueuedJob } from '#domain/tasks/job.ts';
import { metricOf } from '#domain/tasks/event-types.ts';
import { BREAKER_SECONDS, SLOT_GRACE_MS, SUBMIT_CALL_SECONDS } from '#domain/tasks/limits.ts';
import { isoTime } from '#domain/ports.ts';
import { backoffSeconds, nextPollSeconds } from '#domain/tasks/schedule.ts';
import { allJobs } from '#domain/tasks/task-progress.ts';
import { isEnded, type Task, type TaskSnapshot } from '#domain/tasks/task.ts';
import type { Occasion } from '#domain/tasks/timeline.ts';
import type { StartOutcome } from '#providers/dialect.ts';
import type { SubmitDependencies } from '../dependencies.ts';
import type { Prepared } from './prepare-inputs.ts';
import { raiseOrphan } from './raise-orphan.ts';

/** What the state machine hands to Submit. */
export interface SubmitOrder {
  readonly taskId: string;
  readonly owner: string;
  readonly run: number;
  /** Completing it ends the Submit state. */
  readonly token: string;
}

const CLAIM_FORM = (hex: string): ClaimId => hex as ClaimId;

/** Whether a job may be sent now, on a slot of the gate, or has to wait. ISO times. */
type Admittance =
  { readonly type: 'now'; readonly slotAt: string } | { readonly type: 'later'; readonly until: string };

/** The turn of one job to be sent. */
interface Turn {
  readonly n: number;
  /** Completing it ends the Submit state. */
  readonly token: string;
  readonly slotAt: string;
}

/** Where the provider reports the end of one job. The secret is all that opens it; only its hash is stored. */
export const callbackUrl = (
  base: string,
  service: string,
  task: { id: TaskId; owner: Owner },
  n: number,
  secret: string,
) => `${base}/webhooks/${service.toLowerCase()}/${task.id}/${n}.${task.owner}.${secret}`;

function eventOf(outcome: StartOutcome, job: Job, claimId: ClaimId, now: number, fraction: number): JobEvent {
  switch (outcome.type) {
    case 'accepted':
      return { type: 'accepted', claimId, externalId: outcome.externalId, at: isoTime(now) };
    case 'not-sent':
    case 'busy': {
      const atLeast = outcome.type === 'busy' ? outcome.retryAfterSeconds : 0;
      const notBefore = isoTime(now + backoffSeconds(job.releases, atLeast, fraction) * 1000);
      return { type: 'released', claimId, notBefore };
    }
    case 'refused':
      return { type: 'refused', claimId, failCode: outcome.failCode, failMsg: outcome.message };
    case 'ambiguous':
      return { type: 'outcome-unknown', claimId };
  }
}

const heldBy = ({ until, cause }: Extract<Prepared, { type: 'later' }>): JobEvent => ({
  type: 'held',
  until,
  ...(cause === undefined ? {} : { cause }),
});

function reasonOf(outcome: StartOutcome): string | undefined {
  switch (outcome.type) {
    case 'accepted':
      return undefined;
    case 'refused':
      return outcome.message;
    default:
      return outcome.reason;
  }
}

/**
 * Makes the paid call of every job that may still be sent, at most once each, and says how the state goes on: woken when
 * all is decided, interrupted as `Held` or `PollOnly`, or left waiting for the callback. Safe to run again at any point:
 * a claimed job is never sent a second time.
 */
export const submitGeneration = (dependencies: SubmitDependencies) => {
  const { tasks, workflow, clock, random, digest, log, gate, publicUrl, send, dialectOf } = dependencies;

  const occasion = (reason?: string): Occasion => ({
    at: isoTime(clock.now()),
    actor: 'workflow',
    ...(reason === undefined ? {} : { reason }),
  });

  const isInTime = (slotAt: string): boolean => clock.now() - Date.parse(slotAt) <= SLOT_GRACE_MS;

  const admit = async ({ task }: TaskSnapshot, job: QueuedJob): Promise<Admittance> => {
    const now = clock.now();
    if (job.wait !== undefined) {
      const { type, until } = job.wait;
      if (Date.parse(until) > now) return { type: 'later', until };
      if (type === 'slot' && isInTime(until)) return { type: 'now', slotAt: until };
    }
    const admission = await gate.take(task.service, task.priority, now);
    if (admission.type === 'shut') {
      const until = isoTime(now + BREAKER_SECONDS * 1000);
      const event = { type: 'held', until } as const;
      await tasks.advanceJob(task, job.n, { event, occasion: occasion('the provider refuses our key') });
      return { type: 'later', until };
    }
    const { slotAt } = admission;
    if (Date.parse(slotAt) <= clock.now()) return { type: 'now', slotAt };
    await tasks.advanceJob(task, job.n, { event: { type: 'slot-taken', slotAt }, occasion: occasion() });
    return { type: 'later', until: slotAt };
  };

  /**
   * Why a job that has just been claimed must go back unsent, if it must. From the claim on a task can be neither canceled
   * for good nor removed; before, it may have been, and so thoroughly that nothing was left for the claim to run into.
   */
  const objectionTo = async ({ owner, id }: Task): Promise<string | undefined> => {
    try {
      const now = await tasks.find(owner, id);
      return now === undefined || isEnded(now) ? 'the task has ended' : undefined;
    } catch {
      return 'the task could not be read';
    }
  };

  /**
   * Claims the job, calls once, and records what came of it. Between its slot and the call lie a write and a handshake
   * that may take any time: one that is too late by then is not made, and the job goes back to wait for another slot.
   */
  const sendOnce = async ({ task, request }: TaskSnapshot, { n, token, slotAt }: Turn): Promise<void> => {
    const secret = random.secret256();
    const claimId = CLAIM_FORM(random.hex128());
    const claim = { claimId, claimedAt: isoTime(clock.now()), tokenHash: digest.sha256(secret) };
    const claiming = { type: 'claimed', claim, taskToken: token } as const;
    const claimed = await tasks.advanceJob(task, n, { event: claiming, occasion: occasion() });
    if (claimOf(claimed.value)?.claimId !== claimId) return; // somebody else's, or canceled: not ours to send
    const reason = await objectionTo(task);
    if (reason !== undefined) {
      const unsent = { type: 'not-sent', reason } as const;
      const event = eventOf(unsent, claimed.value, claimId, clock.now(), random.fraction());
      await tasks.advanceJob(task, n, { event, occasion: occasion(reason) });
      return;
    }

    const dialect = dialectOf(task.dialect);
    const callback =
      publicUrl === undefined ? undefined : callbackUrl(publicUrl, task.service, task, n, secret);
    const asked = { wireModel: task.wireModel, input: request.input };
    const call = dialect.start(asked, callback);
    const limits = { timeoutMs: SUBMIT_CALL_SECONDS * 1000, isTimely: () => isInTime(slotAt) };
    const reply = await send(task.service, call, limits);
    const outcome = dialect.readStart(reply, asked);
    const event = eventOf(outcome, claimed.value, claimId, clock.now(), random.fraction());
    const { value } = await tasks.advanceJob(task, n, { event, occasion: occasion(reasonOf(outcome)) });

    log.info('submitted', {
      taskId: task.id,
      job: n,
      attempt: value.attempt,
      claimId,
      outcome: outcome.type,
    });
    log.count(`Submit_${outcome.type}`);
    if (outcome.type === 'refused' && outcome.failCode === 'provider_auth') {
      await gate.shut(task.service);
      log.count('ProviderAuthRefused');
    }
    if (outcome.type === 'accepted' && externalIdOf(value) !== outcome.externalId) {
      const { externalId: externalTaskId } = outcome;
      const why = 'the provider accepted a job whose record holds another id';
      await raiseOrphan(dependencies, why, { taskId: task.id, owner: task.owner, job: n, externalTaskId });
    }
  };

  const drive = async (snapshot: TaskSnapshot, job: Job, token: string): Promise<void> => {
    if (job.state !== 'queued') {
      const event = { type: 'execution-changed', taskToken: token } as const;
      await tasks.advanceJob(snapshot.task, job.n, { event, occasion: occasion() });
      return;
    }
    const admitted = await admit(snapshot, job);
    if (admitted.type === 'now') await sendOnce(snapshot, { n: job.n, token, slotAt: admitted.slotAt });
  };

  /** The task with inputs that the provider can read; undefined where no call may be made in this visit. */
  const withInputs = async (snapshot: TaskSnapshot): Promise<TaskSnapshot | undefined> => {
    const queued = allJobs(snapshot).filter((job) => job.state === 'queued');
    if (queued.length === 0 || dependencies.prepare === undefined) return snapshot;
    const prepared = await dependencies.prepare(snapshot);
    if (prepared.type === 'ready')
      return { ...snapshot, request: { ...snapshot.request, input: prepared.input } };
    const [event, why]: [JobEvent, string] =
      prepared.type === 'later'
        ? [heldBy(prepared), prepared.reason]
        : [
            { type: 'input-unavailable', failCode: prepared.code, failMsg: prepared.message },
            prepared.message,
          ];
    log.count(prepared.type === 'later' ? 'InputsLate' : metricOf('input-unavailable'));
    await Promise.all(
      queued.map((job) => tasks.advanceJob(snapshot.task, job.n, { event, occasion: occasion(why) })),
    );
    return undefined;
  };

  const finish = async (snapshot: TaskSnapshot, token: string): Promise<void> => {
    const { task } = snapshot;
    const jobs = allJobs(snapshot);
    const waiting = jobs.flatMap((job) =>
      job.state === 'queued' ? [job.wait?.until ?? isoTime(clock.now())] : [],
    );
    const earliest = waiting.sort()[0];
    if (earliest !== undefined) {
      const until = earliest < task.deadlineAt ? earliest : task.deadlineAt;
      await workflow.interrupt(token, { error: 'Held', until });
    } else if (jobs.every(isJobReady)) {
      await workflow.succeed(token);
    } else if (publicUrl === undefined || dialectOf(task.dialect).silent === true) {
      const leftSeconds = (Date.parse(task.deadlineAt) - clock.now()) / 1000;
      const moment = { profile: task.polls, polls: 0, waitedSeconds: 0, leftSeconds };
      await workflow.interrupt(token, {
        error: 'PollOnly',
        seconds: nextPollSeconds(moment, random.fraction()),
      });
    }
  };

  return async ({ taskId, owner, run, token }: SubmitOrder): Promise<void> => {
    if (!isTaskId(taskId) || !isOwner(owner)) throw new Error('Not an order of ours');
    const snapshot = await tasks.load(owner, taskId);
    const over = snapshot === undefined || isEnded(snapshot.task) || snapshot.task.run !== run;
    if (over || Date.parse(snapshot.task.deadlineAt) <= clock.now()) {
      await workflow.succeed(token); // Finalize reads the record and decides
      return;
    }
    const ready = await withInputs(snapshot);
    const jobs = allJobs(snapshot).filter((job) => ready !== undefined || job.state !== 'queued');
    await Promise.all(jobs.map((job) => drive(ready ?? snapshot, job, token)));
    // Callbacks may have come in between: what is stored now decides, not what was read before.
    const now = await tasks.load(owner, taskId);
    if (now === undefined) await workflow.succeed(token);
    else await finish(now, token);
  };
};
