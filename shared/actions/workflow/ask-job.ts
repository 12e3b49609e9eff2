import type { RemoteJobId } from '#domain/ids.ts';
import type { JobResult } from '#domain/tasks/job-result.ts';
import {
  isAccepted,
  type AcceptedJob,
  type Job,
  type QueuedJob,
  type SubmittingJob,
  type UnansweredJob,
  type UnknownJob,
} from '#domain/tasks/job.ts';
import type { JobEvent } from '#domain/tasks/job-events.ts';
import { isRecorded } from '#domain/tasks/output.ts';
import { metricOf } from '#domain/tasks/event-types.ts';
import { IN_FLIGHT_SECONDS, NOT_FOUND_GRACE_SECONDS, QUERY_CALL_SECONDS } from '#domain/tasks/limits.ts';
import { isoTime } from '#domain/ports.ts';
import { nextPollSeconds } from '#domain/tasks/schedule.ts';
import type { JobEnd } from '#domain/tasks/task-end.ts';
import { isEnded, isOverdue, type TaskFailure, type TaskSnapshot } from '#domain/tasks/task.ts';
import type { CheckOutcome, RemoteOutput } from '#providers/dialect.ts';
import type { Dependencies, ProviderDependencies } from '../dependencies.ts';

/** Where one job stands, by its record and, where one exists, by the provider's own word. */
export type Verdict =
  | { readonly type: 'pending'; readonly seconds: number }
  | { readonly type: 'resubmit'; readonly until: string }
  | { readonly type: 'ended'; readonly end: JobEnd; readonly outputs: readonly RemoteOutput[] };

/** Seconds between looks at a job that only a callback can bring back. */
const UNKNOWN_LOOK_SECONDS = 60;

const failed = (failure: TaskFailure, extra: { credits?: number; maybePaid?: boolean } = {}): Verdict => ({
  type: 'ended',
  end: { type: 'failed', failure, ...extra },
  outputs: [],
});

const succeeded = ({ outputs, credits }: JobResult): Verdict => ({
  type: 'ended',
  end: { type: 'succeeded', ...(credits === undefined ? {} : { credits }) },
  outputs,
});

/** Asks after one job once, and records what was learned. Never makes a paid call; reads the truth only from the query endpoint. */
export const askJob = (dependencies: Dependencies & ProviderDependencies) => {
  const { tasks, clock, random, digest, log, send, dialectOf } = dependencies;

  const query = async ({ task }: TaskSnapshot, id: RemoteJobId): Promise<CheckOutcome> => {
    const dialect = dialectOf(task.dialect);
    const call = dialect.check(id, task.wireModel);
    const reply = await send(task.service, call, { timeoutMs: QUERY_CALL_SECONDS * 1000 });
    return dialect.readCheck(reply, task.media);
  };

  const change = async ({ task }: TaskSnapshot, job: Job, event: JobEvent): Promise<Job> => {
    const occasion = { at: isoTime(clock.now()), actor: 'workflow' } as const;
    return (await tasks.advanceJob(task, job.n, { event, occasion })).value;
  };

  const leftSeconds = ({ task }: TaskSnapshot): number => (Date.parse(task.deadlineAt) - clock.now()) / 1000;

  const pending = (snapshot: TaskSnapshot, seconds: number): Verdict => ({
    type: 'pending',
    seconds: Math.max(1, Math.ceil(Math.min(seconds, Math.max(1, leftSeconds(snapshot))))),
  });

  const poll = (snapshot: TaskSnapshot, job: AcceptedJob, polls: number): Verdict => {
    const waitedSeconds = (clock.now() - Date.parse(job.submittedAt)) / 1000;
    const moment = { profile: snapshot.task.polls, polls, waitedSeconds, leftSeconds: leftSeconds(snapshot) };
    return pending(snapshot, nextPollSeconds(moment, random.fraction()));
  };

  const overdue = (snapshot: TaskSnapshot): Verdict =>
    failed(
      {
        code: 'timeout',
        message: `The provider had not finished by ${snapshot.task.deadlineAt}`,
        stage: 'generating',
      },
      { maybePaid: true },
    );

  const askQueued = (snapshot: TaskSnapshot, job: QueuedJob): Verdict => {
    if (isEnded(snapshot.task)) {
      const failure = {
        code: 'generation_failed',
        message: 'It was never sent',
        stage: 'submitting',
      } as const;
      return failed(failure, { credits: 0 });
    }
    if (!isOverdue(snapshot, clock.now()))
      return { type: 'resubmit', until: job.wait?.until ?? isoTime(clock.now()) };
    const code = job.releases > 0 || job.wait?.type === 'backoff' ? 'provider_unavailable' : 'timeout';
    const message = `The job could not be submitted by ${snapshot.task.deadlineAt} (${job.releases} refusals for load or reach)`;
    return failed({ code, message, stage: 'submitting' });
  };

  /** The echo of our own callback URL is what ties a foreign id to our job. */
  const isOurs = (job: UnansweredJob, echoed: string | undefined): boolean => {
    const secret = echoed?.split('/').at(-1)?.split('.')[2];
    return secret !== undefined && digest.same(digest.sha256(secret), job.claim.tokenHash);
  };

  const echoIn = (outcome: CheckOutcome): string | undefined =>
    outcome.type === 'succeeded' || outcome.type === 'failed' || outcome.type === 'pending'
      ? outcome.callbackUrl
      : undefined;

  /** Callbacks brought ids for a job whose create call we lost sight of: the provider's echo tells which is ours, if any. */
  const adopt = async (snapshot: TaskSnapshot, job: UnknownJob): Promise<Job | 'unheard'> => {
    const ids = job.unverifiedIds;
    const outcomes = await Promise.all(ids.map((id) => query(snapshot, id)));
    const echoes = outcomes.map(echoIn);
    const own = ids.find((_, i) => isOurs(job, echoes[i]));
    if (own !== undefined) {
      log.info('adopted', { taskId: snapshot.task.id, job: job.n });
      return change(snapshot, job, { type: 'adopted', externalId: own, at: isoTime(clock.now()) });
    }
    // What was made for another address will never be ours; what does not tell its address may still be.
    const foreign = ids.filter((_, i) => echoes[i] !== undefined);
    const next =
      foreign.length === 0
        ? job
        : await change(snapshot, job, { type: 'callback-id-rejected', externalIds: foreign });
    if (foreign.length > 0) log.count(metricOf('callback-id-rejected'), foreign.length);
    return outcomes.some(({ type }) => type === 'unavailable') ? 'unheard' : next;
  };

  const outcomeUnknown = (): Verdict => {
    const message = 'It is not known whether the provider took the job; it was not sent again';
    return failed({ code: 'outcome_unknown', message, stage: 'submitting' }, { maybePaid: true });
  };

  const askUnrecognized = (snapshot: TaskSnapshot): Verdict =>
    isOverdue(snapshot, clock.now()) ? outcomeUnknown() : pending(snapshot, UNKNOWN_LOOK_SECONDS);

  const askUnknown = async (snapshot: TaskSnapshot, job: UnknownJob, polls: number): Promise<Verdict> => {
    const adopted = job.unverifiedIds.length === 0 ? job : await adopt(snapshot, job);
    if (adopted !== 'unheard' && isAccepted(adopted)) return askAccepted(snapshot, adopted, polls);
    const hasTime = adopted === 'unheard' && snapshot.task.settlement !== undefined;
    if (hasTime || !isOverdue(snapshot, clock.now())) return pending(snapshot, UNKNOWN_LOOK_SECONDS);
    return outcomeUnknown();
  };

  const askSubmitting = async (
    snapshot: TaskSnapshot,
    job: SubmittingJob,
    polls: number,
  ): Promise<Verdict> => {
    const { claim } = job;
    const left = IN_FLIGHT_SECONDS - (clock.now() - Date.parse(claim.claimedAt)) / 1000;
    if (left > 0) return { type: 'pending', seconds: Math.ceil(Math.min(left, 30)) };
    const value = await change(snapshot, job, { type: 'outcome-unknown', claimId: claim.claimId });
    log.count(metricOf('outcome-unknown'));
    return ask(snapshot, value, polls);
  };

  const noteEnd = async (snapshot: TaskSnapshot, job: AcceptedJob): Promise<void> => {
    if (job.state === 'submitted')
      await change(snapshot, job, { type: 'completed-at-provider', at: isoTime(clock.now()) });
  };

  const notFound = (snapshot: TaskSnapshot, job: AcceptedJob, polls: number): Verdict => {
    const age = (clock.now() - Date.parse(job.submittedAt)) / 1000;
    if (age > NOT_FOUND_GRACE_SECONDS) log.count('RecordNotFound');
    return isOverdue(snapshot, clock.now()) ? overdue(snapshot) : poll(snapshot, job, polls);
  };

  /**
   * A link that is dead may have a fresh one, so the provider is asked anew when an output could not be had: once, and
   * what it says then is what all further tries go by.
   */
  const foundSucceeded = async (
    snapshot: TaskSnapshot,
    job: AcceptedJob,
    { outputs, credits }: JobResult,
  ) => {
    const result = { outputs, ...(credits === undefined ? {} : { credits }) };
    await noteEnd(snapshot, job);
    const isFailing = snapshot.outputs.some((output) => !isRecorded(output));
    if (isFailing) await change(snapshot, job, { type: 'result-refreshed', result });
    return succeeded(result);
  };

  async function askAccepted(snapshot: TaskSnapshot, job: AcceptedJob, polls: number): Promise<Verdict> {
    if (job.state === 'reported' && job.result !== undefined) return succeeded(job.result);
    const outcome = await query(snapshot, job.externalId);
    switch (outcome.type) {
      case 'pending':
        if (outcome.unknownWord !== undefined) {
          log.warn('unknown state word', { taskId: snapshot.task.id, word: outcome.unknownWord });
          log.count('UnknownStateWord');
        }
        return isOverdue(snapshot, clock.now()) ? overdue(snapshot) : poll(snapshot, job, polls);
      case 'succeeded':
        return foundSucceeded(snapshot, job, outcome);
      case 'failed': {
        await noteEnd(snapshot, job);
        const failure = { code: outcome.failCode, message: outcome.message, stage: 'generating' } as const;
        return failed(failure, outcome.credits === undefined ? {} : { credits: outcome.credits });
      }
      case 'not-found':
        return notFound(snapshot, job, polls);
      case 'unavailable':
        log.count(outcome.auth === true ? 'ProviderAuthRefused' : 'QueryUnavailable');
        // What is settled has time: who could not be asked has not said no.
        return isOverdue(snapshot, clock.now()) && snapshot.task.settlement === undefined
          ? overdue(snapshot)
          : pending(snapshot, outcome.retryAfterSeconds);
    }
  }

  async function ask(snapshot: TaskSnapshot, job: Job, polls: number): Promise<Verdict> {
    switch (job.state) {
      case 'queued':
        return askQueued(snapshot, job);
      case 'submitting':
        return askSubmitting(snapshot, job, polls);
      case 'unknown':
        return askUnknown(snapshot, job, polls);
      case 'submitted':
      case 'reported':
        return askAccepted(snapshot, job, polls);
      case 'refused':
        return failed({ code: job.failCode, message: job.failMsg, stage: 'submitting' }, { credits: 0 });
      case 'unrecognized':
        return askUnrecognized(snapshot);
      case 'canceled':
        return failed(
          { code: 'generation_failed', message: 'Canceled before it was sent', stage: 'submitting' },
          { credits: 0 },
        );
    }
  }

  return ask;
};

/** What became of all jobs of a task: the earliest thing to do, or all their ends. */
export type Summary =
  | Exclude<Verdict, { type: 'ended' }>
  | { readonly type: 'ended'; readonly verdicts: readonly Extract<Verdict, { type: 'ended' }>[] };

/** Folds the verdicts of a task's jobs: a job that can be sent goes first, then the shortest wait. */
export function summarize(verdicts: readonly Verdict[]): Summary {
  const resubmits = verdicts.flatMap((verdict) => (verdict.type === 'resubmit' ? [verdict.until] : []));
  const until = resubmits.sort()[0];
  if (until !== undefined) return { type: 'resubmit', until };
  const waits = verdicts.flatMap((verdict) => (verdict.type === 'pending' ? [verdict.seconds] : []));
  if (waits.length > 0) return { type: 'pending', seconds: Math.min(...waits) };
  return {
    type: 'ended',
    verdicts: verdicts.flatMap((verdict) => (verdict.type === 'ended' ? [verdict] : [])),
  };
}
