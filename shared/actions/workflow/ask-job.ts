import type { RemoteJobId } from '#domain/ids.ts';
import { isoTime } from '#domain/ports.ts';
import { readCallbackAddress } from '#domain/tasks/callback-address.ts';
import { givenUpResult } from '#domain/tasks/finalization.ts';
import { metricOf } from '#domain/tasks/event-types.ts';
import type { JobEvent } from '#domain/tasks/job-event.ts';
import type { JobResult } from '#domain/tasks/job-result.ts';
import {
  answeredVerdict,
  inFlightVerdict,
  overVerdict,
  queuedVerdict,
  succeededVerdict,
  unknowableVerdict,
  unknownVerdict,
  type Verdict,
} from '#domain/tasks/job-verdict.ts';
import { externalIdOf, isAccepted, type AcceptedJob, type Job, type UnknownJob } from '#domain/tasks/job.ts';
import { isFigureMissing } from '#domain/tasks/late-looks.ts';
import { QUERY_CALL_SECONDS } from '#domain/tasks/limits.ts';
import { accountOf } from '#domain/tasks/provider-account.ts';
import type { TaskSnapshot } from '#domain/tasks/task.ts';
import { asQueried, type CheckOutcome, type EchoedRequest } from '#providers/dialect.ts';
import type { Dependencies, ProviderDependencies } from '../dependencies.ts';
import { judgeCheck, verifyIds } from './judge-check.ts';

type AskDependencies = Dependencies & ProviderDependencies;

/** Asks the provider about one job as the account that it was made with; once more where our key was refused and another is at hand. */
export const statusQuery =
  ({
    send,
    dialectOf,
    renewKey,
    clock,
  }: Pick<AskDependencies, 'send' | 'dialectOf' | 'renewKey' | 'clock'>) =>
  async ({ task }: TaskSnapshot, job: Job, id: RemoteJobId): Promise<CheckOutcome> => {
    const account = accountOf(task.service, job);
    const dialect = asQueried(dialectOf(task.dialect));
    const call = dialect.check(id, task.wireModel);
    const ask = async (): Promise<CheckOutcome> =>
      dialect.readCheck(await send(account, call, { timeoutMs: QUERY_CALL_SECONDS * 1000 }), task.media);
    const askedAt = clock.now();
    const outcome = await ask();
    const isRefused = outcome.type === 'unavailable' && outcome.auth === true;
    return isRefused && (await renewKey(account, askedAt)) ? ask() : outcome;
  };

/** Records that something has become known of a job. */
const recorder =
  ({ tasks, clock }: AskDependencies) =>
  async ({ task }: TaskSnapshot, { n }: Job, event: JobEvent): Promise<Job> => {
    const occasion = { at: isoTime(clock.now()), actor: 'workflow' } as const;
    return (await tasks.advanceJob(task, n, { event, occasion })).value;
  };

/**
 * Looks up the ids that callbacks named for a job whose create call has no recorded answer: the callback address that the
 * provider has on record tells which is the job's own, if any; where it records none, prompt and model do. All of them
 * came with the job's secret, and signed where a key is configured. Answers with the job as it is then.
 */
const adoption = (dependencies: AskDependencies) => {
  const { digest, clock, log } = dependencies;
  const query = statusQuery(dependencies);
  const record = recorder(dependencies);

  return async (snapshot: TaskSnapshot, job: UnknownJob): Promise<{ job: Job; isUndecided: boolean }> => {
    const { task, request, jobs } = snapshot;
    const ofOthers = jobs.filter(({ n }) => n !== job.n).map(externalIdOf);
    const ids = job.unverifiedIds.filter((id) => !ofOthers.includes(id));
    const outcomes = await Promise.all(ids.map((id) => query(snapshot, job, id)));
    const isOwn = (callbackUrl: string): boolean => {
      const secret = readCallbackAddress(callbackUrl)?.token.secret;
      return secret !== undefined && digest.same(digest.sha256(secret), job.claim.tokenHash);
    };
    const isSame = ({ prompt, model = task.wireModel }: EchoedRequest): boolean =>
      prompt === request.input['prompt'] && model === task.wireModel;
    const { own, foreign, isUndecided } = verifyIds(ids, outcomes, { isOwn, isSame });
    if (own !== undefined) {
      log.info('adopted', { taskId: task.id, job: job.n });
      const event = { type: 'adopted', externalId: own, at: isoTime(clock.now()) } as const;
      return { job: await record(snapshot, job, event), isUndecided: false };
    }
    if (foreign.length === 0) return { job, isUndecided };
    log.count(metricOf('callback-id-rejected'), foreign.length);
    const event = { type: 'callback-id-rejected', externalIds: foreign } as const;
    return { job: await record(snapshot, job, event), isUndecided };
  };
};

/** Asks after a job that the provider has accepted, and records what was learned. */
const acceptedCheck = (dependencies: AskDependencies) => {
  const { clock, random, log } = dependencies;
  const query = statusQuery(dependencies);
  const record = recorder(dependencies);

  /** A result that is known, with the figure that the provider had not named when the task was settled, if it has by now. */
  const priced = async (snapshot: TaskSnapshot, job: AcceptedJob, result: JobResult): Promise<JobResult> => {
    if (!isFigureMissing(snapshot.task, job.n, clock.now())) return result;
    const outcome = await query(snapshot, job, job.externalId);
    const credits = 'credits' in outcome ? outcome.credits : undefined;
    return credits === undefined ? result : { ...result, credits };
  };

  return async (snapshot: TaskSnapshot, job: AcceptedJob, polls: number): Promise<Verdict> => {
    const given = givenUpResult(snapshot, job);
    if (job.state === 'reported' && job.result !== undefined && given === undefined)
      return succeededVerdict(await priced(snapshot, job, job.result));
    const { task, outputs } = snapshot;
    const outcome = await query(snapshot, job, job.externalId);
    const isFailing = outputs.some((output) => output.state === 'failing' && output.isDead === true);
    const look = { task, now: clock.now(), fraction: random.fraction() };
    const { verdict, events, counts } = judgeCheck({ ...look, job, polls, isFailing }, outcome);
    if (outcome.type === 'pending' && outcome.unknownWord !== undefined)
      log.warn('unknown state word', { taskId: task.id, word: outcome.unknownWord });
    for (const metric of counts) log.count(metric);
    for (const event of events) await record(snapshot, job, event);
    // The provider has forgotten a result that it told us of: its links may be good all the same.
    const isForgotten = given !== undefined && verdict.type === 'ended' && verdict.end.type === 'failed';
    return isForgotten ? succeededVerdict(given) : verdict;
  };
};

/** Asks after one job once, and records what was learned. Never makes a paid call; reads the truth only from the query endpoint. */
export const askJob = (dependencies: AskDependencies) => {
  const { clock, log, dialectOf } = dependencies;
  const record = recorder(dependencies);
  const adopt = adoption(dependencies);
  const check = acceptedCheck(dependencies);

  const askUnknown = async (snapshot: TaskSnapshot, unknown: UnknownJob, polls: number): Promise<Verdict> => {
    if (dialectOf(snapshot.task.dialect).synchronous === true) return unknowableVerdict();
    const hasIds = unknown.unverifiedIds.length > 0;
    const { job, isUndecided } = hasIds
      ? await adopt(snapshot, unknown)
      : { job: unknown, isUndecided: false };
    return isAccepted(job)
      ? check(snapshot, job, polls)
      : unknownVerdict({ task: snapshot.task, now: clock.now() }, isUndecided);
  };

  return async function ask(snapshot: TaskSnapshot, job: Job, polls: number): Promise<Verdict> {
    const look = { task: snapshot.task, now: clock.now() };
    switch (job.state) {
      case 'queued':
        return queuedVerdict(job, look);
      case 'submitting': {
        const verdict = inFlightVerdict(job, look.now);
        if (verdict !== undefined) return verdict;
        const event = { type: 'outcome-unknown', claimId: job.claim.claimId } as const;
        const next = await record(snapshot, job, event);
        log.count(metricOf('outcome-unknown'));
        return ask(snapshot, next, polls);
      }
      case 'unknown':
        return askUnknown(snapshot, job, polls);
      case 'submitted':
      case 'reported':
        return check(snapshot, job, polls);
      case 'answered':
        return answeredVerdict(job);
      case 'unrecognized':
        return unknownVerdict(look, false);
      case 'refused':
      case 'canceled':
        return overVerdict(job);
    }
  };
};
