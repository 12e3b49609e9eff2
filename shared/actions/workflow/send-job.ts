import type { ClaimId } from '#domain/ids.ts';
import { isoTime } from '#domain/ports.ts';
import { callbackId, callbackPath } from '#domain/tasks/callback-address.ts';
import { executionName } from '#domain/tasks/execution.ts';
import { claimOf, externalIdOf, type Job } from '#domain/tasks/job.ts';
import { IN_FLIGHT_SECONDS } from '#domain/tasks/limits.ts';
import { isSlotTimely } from '#domain/tasks/submission.ts';
import { inputOf, isEnded, type Task, type TaskSnapshot } from '#domain/tasks/task.ts';
import type { Place } from '#domain/tasks/lanes.ts';
import { DEFAULT_ACCOUNT, type ProviderAccount } from '#domain/tasks/provider-account.ts';
import type { Occasion } from '#domain/tasks/timeline.ts';
import type { StartOutcome } from '#providers/dialect.ts';
import type { SubmitDependencies } from '../dependencies.ts';
import { accountRefusal, type JudgedOutcome } from './account-refusal.ts';
import { keepAnswer, persistently, resultOf, type Answer } from './keep-answer.ts';
import { raiseOrphan } from './raise-orphan.ts';
import { eventOf, reasonOf, type SubmitOutcome } from './submit-outcome.ts';

/** The turn of one job to be sent. */
export interface Turn {
  readonly n: number;
  /** Completing it ends the state that waits. */
  readonly token: string;
  /** The account that its call is made with. */
  readonly account: ProviderAccount;
  /** Its place at the admission gate of that account. */
  readonly place: Place;
}

/** A job under a claim of ours, and the secret of its callback address. */
interface Claimed {
  readonly job: Job;
  readonly claimId: ClaimId;
  readonly secret: string;
}

const asClaimId = (hex: string): ClaimId => hex as ClaimId;

/** When and why the workflow does something to a job. */
export const workflowOccasion = (now: number, reason?: string): Occasion => ({
  at: isoTime(now),
  actor: 'workflow',
  ...(reason === undefined ? {} : { reason }),
});

/** Claims a job; undefined where it is somebody else's, or canceled. */
const claimer =
  ({ tasks, clock, random, digest, inFlightSeconds }: SubmitDependencies) =>
  async (task: Task, { n, token, account: { account } }: Turn): Promise<Claimed | undefined> => {
    const secret = random.secret256();
    const claimId = asClaimId(random.hex128());
    const claim = {
      claimId,
      claimedAt: isoTime(clock.now()),
      tokenHash: digest.sha256(secret),
      ...(inFlightSeconds === IN_FLIGHT_SECONDS ? {} : { inFlightSeconds }),
      ...(account === DEFAULT_ACCOUNT ? {} : { account }),
    };
    const event = { type: 'claimed', claim, taskToken: token } as const;
    const { value } = await tasks.advanceJob(task, n, { event, occasion: workflowOccasion(clock.now()) });
    return claimOf(value)?.claimId === claimId ? { job: value, claimId, secret } : undefined;
  };

/**
 * Why a job that has just been claimed must go back unsent, if it must. From the claim on a task can be neither canceled
 * for good nor removed; before, it may have been, and so thoroughly that nothing was left for the claim to run into.
 */
const objection =
  ({ tasks }: SubmitDependencies) =>
  async (task: Task): Promise<string | undefined> => {
    try {
      const now = await tasks.refind(task);
      return now === undefined || isEnded(now) ? 'the task has ended' : undefined;
    } catch {
      return 'the task could not be read';
    }
  };

/** What came of the paid call, and when it left (epoch ms) where it did. */
interface Called {
  readonly outcome: StartOutcome;
  readonly sentAt: number | undefined;
}

/** Makes the paid call, once. One whose slot is too old by the time it would leave is not made. */
const paidCall =
  ({ clock, publicUrl, send, dialectOf, callSecondsOf }: SubmitDependencies) =>
  async ({ task, request }: TaskSnapshot, { n, account, place }: Turn, secret: string): Promise<Called> => {
    const dialect = dialectOf(task.dialect);
    const path = callbackPath(task.service, task.id, { n, owner: task.owner, secret });
    const isAwaited = publicUrl !== undefined && dialect.synchronous !== true;
    const callback = isAwaited ? `${publicUrl}${path}` : undefined;
    const asked = { wireModel: task.wireModel, input: inputOf(request, n) };
    let sentAt: number | undefined;
    const limits = {
      timeoutMs: callSecondsOf(task.service) * 1000,
      isTimely: () => {
        const now = clock.now();
        const isTimely = isSlotTimely(place.slotAt, now);
        if (isTimely) sentAt = now;
        return isTimely;
      },
    };
    const reply = await send(account, dialect.start(asked, callback), limits);
    return { outcome: dialect.readStart(reply, asked), sentAt };
  };

/** What else an answer to the paid call asks for. */
const followUp = (dependencies: SubmitDependencies) => {
  const { gate, log } = dependencies;
  return async (
    task: Task,
    { job, account }: { readonly job: Job; readonly account: ProviderAccount },
    { outcome, closure, count }: JudgedOutcome,
  ): Promise<void> => {
    log.count(`Submit_${outcome.type}`);
    if (count !== undefined) log.count(count);
    if (closure !== undefined) await gate.shut(account, closure);
    if (outcome.type === 'accepted' && externalIdOf(job) !== outcome.externalId) {
      const { externalId: externalTaskId } = outcome;
      const why = 'the provider accepted a job whose record holds another id';
      const { id: taskId, owner, model, service } = task;
      const orphan = { taskId, owner, model, service, job: job.n, externalTaskId };
      await raiseOrphan(dependencies, { why, ...orphan });
    }
  };
};

/** Notes when the call left, so that its place is free a window later; what is not noted costs a moment, and nothing else. */
const leaving =
  ({ gate, log }: SubmitDependencies) =>
  async ({ account, place }: Turn, sentAt: number | undefined): Promise<void> => {
    if (sentAt === undefined) return;
    try {
      // By a clock that stands still while others sleep, as in tests, it may have left before its time.
      const at = Math.max(sentAt, Date.parse(place.slotAt));
      await gate.sent(account, place, at);
    } catch (error) {
      log.warn('a place is kept a little longer', { reason: String(error) });
    }
  };

/** What leads from a request of the API to the job at the provider, and to the callback of it. */
const traceOf = ({ task, request }: TaskSnapshot, job: Job, tokenHash: string) => ({
  requestId: request.requestId,
  taskId: task.id,
  execution: executionName(task),
  job: job.n,
  externalId: externalIdOf(job),
  callbackId: callbackId(tokenHash),
});

/**
 * Claims a job, makes its paid call once, and records what came of it. Between its slot and the call lie a write and a
 * handshake that may take any time: one that is too late by then is not made, and the job goes back to wait for another
 * slot.
 */
export const sendJob = (dependencies: SubmitDependencies) => {
  const { tasks, clock, random, digest, log, answerMedia, dialectOf } = dependencies;
  const persist = persistently(dependencies);
  const keep = keepAnswer(dependencies);
  const claim = claimer(dependencies);
  const objectionTo = objection(dependencies);
  const call = paidCall(dependencies);
  const followUpOn = followUp(dependencies);
  const noteLeaving = leaving(dependencies);
  const judge = accountRefusal(dependencies);

  const record = async (task: Task, { job, claimId }: Claimed, outcome: SubmitOutcome): Promise<Job> => {
    const made = { claimId, releases: job.releases, now: clock.now(), fraction: random.fraction() };
    const occasion = workflowOccasion(clock.now(), reasonOf(outcome));
    return (await tasks.advanceJob(task, job.n, { event: eventOf(outcome, made), occasion })).value;
  };

  /** The record comes first: from then on it is known what was made, and the call is never repeated. */
  const recordAnswer = async (task: Task, claimed: Claimed, answer: Answer): Promise<Job> => {
    const result = await resultOf(answer, async () => (await answerMedia()).describe);
    const { externalId } = answer;
    const named = externalId === undefined ? {} : { externalId };
    return persist(() => record(task, claimed, { type: 'completed', result, ...named }));
  };

  return async (snapshot: TaskSnapshot, turn: Turn): Promise<void> => {
    const { task } = snapshot;
    // What keeps the answer is there before anything is claimed: what cannot be loaded must not cost anything.
    if (dialectOf(task.dialect).synchronous === true) await answerMedia();
    const ahead = Date.parse(turn.place.slotAt) - clock.now();
    if (ahead > 0) await clock.sleep(ahead);
    const claimed = await claim(task, turn);
    if (claimed === undefined) return; // not ours to send
    const reason = await objectionTo(task);
    if (reason !== undefined) {
      await record(task, claimed, { type: 'not-sent', reason });
      return;
    }
    const calledAt = clock.now();
    const called = await call(snapshot, turn, claimed.secret);
    const noted = noteLeaving(turn, called.sentAt);
    const judged = await judge({ snapshot, account: turn.account, calledAt }, called.outcome);
    const { outcome } = judged;
    const job =
      outcome.type === 'completed'
        ? await recordAnswer(task, claimed, outcome)
        : await record(task, claimed, outcome);
    await noted;
    log.info('submitted', {
      ...traceOf(snapshot, job, digest.sha256(claimed.secret)),
      account: turn.account.account,
      attempt: job.attempt,
      claimId: claimed.claimId,
      outcome: outcome.type,
    });
    await followUpOn(task, { job, account: turn.account }, judged);
    if (outcome.type === 'completed' && job.state === 'answered') await keep(task, job, outcome);
  };
};
