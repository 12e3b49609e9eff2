import type { Preview } from '../files/preview.ts';
import { itemId, type OperatorItem, type RaisedItem } from '../operators/operator-item.ts';
import { roleOf, type JobResult, type ResultOutput } from './job-result.ts';
import type { EndedVerdict } from './job-verdict.ts';
import { claimOf, inFlightUntil, isUnanswered, type Job } from './job.ts';
import { mediaOfRole, type OutputRole } from './output-role.ts';
import { isProvisional, isRecorded, triesOf, type Output, type RecordedOutput } from './output.ts';
import type { JobEnd } from './job-end.ts';
import { withPreviews } from './previews.ts';
import { closeTask, resettleTask, type Closing } from './task-end.ts';
import { isEnded, type Task, type TaskSnapshot } from './task.ts';

/** What is decided while a task is brought to its end. */

/** An output that is to be archived: its number in the task, its job, and what the provider has said of it. */
export interface WantedOutput {
  readonly n: number;
  readonly job: number;
  /** Counts the outputs of its job from 1. */
  readonly index: number;
  readonly role: OutputRole;
  /** True for what came after the task had ended. */
  readonly late: boolean;
  readonly source: ResultOutput;
}

/** Outputs of a canceled task are kept only when its owner asked for that. */
const keepsOutputs = ({ task, request }: TaskSnapshot): boolean =>
  task.status !== 'CANCELED' || request.keepOutputs === true;

/**
 * What is to be archived of a job's outputs. An output's number follows from its job and its place alone, whoever counts
 * and whenever.
 */
export function wantedOf(
  snapshot: TaskSnapshot,
  job: number,
  outputs: readonly ResultOutput[],
): WantedOutput[] {
  if (!keepsOutputs(snapshot)) return [];
  const late = isEnded(snapshot.task);
  return outputs.map((source, j) => ({
    n: j * snapshot.task.jobs + job,
    job,
    index: j + 1,
    role: roleOf(source),
    source,
    late,
  }));
}

/** What is to be archived of all jobs. */
export const wantedOutputs = (snapshot: TaskSnapshot, verdicts: readonly EndedVerdict[]): WantedOutput[] =>
  verdicts.flatMap(({ outputs }, i) => wantedOf(snapshot, i + 1, outputs));

/**
 * For how many seconds the invocation that was answered may still be keeping a file that came within the answer; 0 where
 * nobody has its bytes any more, and where it is recorded.
 */
export function keepingSeconds(
  { jobs, outputs }: TaskSnapshot,
  { n, job, source }: WantedOutput,
  now: number,
): number {
  if (!('inline' in source)) return 0;
  const isKnown = outputs.some((output) => output.n === n && isRecorded(output));
  const claim = jobs.flatMap((one) => (one.n === job ? [claimOf(one)] : []))[0];
  if (isKnown || claim === undefined) return 0;
  return Math.max(0, Math.ceil((inFlightUntil(claim) - now) / 1000));
}

/** Seconds until outputs that failed are tried again. They grow with the time already spent: an expired link comes back soon or not at all. */
export function retrySeconds(outputs: readonly Output[], now: number): number {
  const since = outputs.flatMap((output) => (output.state === 'failing' ? [output.since] : [])).sort()[0];
  const spentMs = since === undefined ? 0 : now - Date.parse(since);
  return Math.max(5, Math.min(120, Math.round(spentMs / 2000)));
}

/** Whether a task is settled now for the first time: at its end, or, where it was canceled while it ran, after that. */
export const isFirstSettled = (task: Task): boolean =>
  !isEnded(task) || (task.status === 'CANCELED' && task.settlement === undefined);

/** Items for calls of which nobody knows what became: a person has to decide. None where the task was settled before. */
export function unresolvedItems(
  { task, jobs }: TaskSnapshot,
  ends: readonly JobEnd[],
  at: string,
): RaisedItem[] {
  if (!isFirstSettled(task)) return [];
  return ends.flatMap((end, i): RaisedItem[] => {
    if (end.type !== 'failed' || end.failure.code !== 'outcome_unknown') return [];
    const about = { taskId: task.id, job: i + 1 };
    const id = itemId('outcome_unknown', about);
    const { owner, model, service } = task;
    const whose = { ...about, owner, model, service };
    const known = knownOf(jobs.find(({ n }) => n === about.job));
    return [{ id, kind: 'outcome_unknown', status: 'open', ...whose, ...known, createdAt: at }];
  });
}

/** What is known of a call of unknown outcome: the ids that its job may have at the provider, and what was answered. */
function knownOf(job: Job | undefined): Pick<OperatorItem, 'candidateIds' | 'cause'> {
  if (job === undefined || !isUnanswered(job)) return {};
  const { unverifiedIds, history } = job;
  const cause = history.findLast(({ type }) => type === 'outcome-unknown')?.reason;
  return {
    ...(unverifiedIds.length === 0 ? {} : { candidateIds: unverifiedIds }),
    ...(cause === undefined ? {} : { cause }),
  };
}

/**
 * What was recorded of a job's result of which outputs were given up provisionally; undefined where there are none. Its
 * price is what the job was settled at, unless that was our estimate.
 */
export function givenUpResult({ task, outputs }: TaskSnapshot, { n }: Pick<Job, 'n'>): JobResult | undefined {
  const own = outputs.filter(({ job }) => job === n).sort((left, right) => left.index - right.index);
  if (!own.some(isProvisional)) return undefined;
  const located = own.flatMap(({ sourceUrl, role }) =>
    sourceUrl === undefined ? [] : [{ media: mediaOfRole(role, task.media), url: sourceUrl, role }],
  );
  const isEstimate = task.settlement?.estimated?.includes(n) === true;
  const credits = isEstimate ? undefined : task.settlement?.prices[n - 1];
  return { outputs: located, ...(credits === undefined ? {} : { credits }) };
}

/** The item for a task that was not brought to an end by its execution, or cannot be read. */
export function stuckItem(
  {
    id: taskId,
    owner,
    model,
    service,
  }: Pick<Task, 'id' | 'owner'> & Partial<Pick<Task, 'model' | 'service'>>,
  at: string,
): RaisedItem {
  const about = { taskId, job: 1 };
  const id = itemId('stuck', about);
  const of = { ...(model === undefined ? {} : { model }), ...(service === undefined ? {} : { service }) };
  return { id, kind: 'stuck', status: 'open', ...about, owner, ...of, createdAt: at };
}

/** The item for an output of a job that is not in the archive so far. */
export function missingItem(
  { id: taskId, owner, model, service }: Task,
  job: number,
  at: string,
): RaisedItem {
  const id = itemId('output_missing', { taskId, job });
  const whose = { taskId, job, owner, model, service };
  return { id, kind: 'output_missing', status: 'open', ...whose, createdAt: at };
}

/** Items for outputs that are given up provisionally. None where that is nothing new. */
export function missingItems({ task }: TaskSnapshot, outputs: readonly Output[], at: string): RaisedItem[] {
  if (task.ending?.openOutputs !== undefined) return [];
  const jobs = new Set(outputs.filter(isProvisional).map(({ job }) => job));
  return [...jobs].map((job) => missingItem(task, job, at));
}

/** Numbers of the jobs of which outputs were missing, and none is any more. */
export function recoveredJobs({ outputs: before }: TaskSnapshot, outputs: readonly Output[]): number[] {
  const missing = before.filter((output) => triesOf(output) !== undefined).map(({ job }) => job);
  const isHome = (job: number): boolean =>
    outputs.every((output) => output.job !== job || output.state === 'stored');
  return [...new Set(missing)].filter(isHome);
}

/** What is known of all outputs of a task: of those that were wanted now, and of others by what is recorded of them. */
export function withRecorded(
  { outputs: recorded }: TaskSnapshot,
  outputs: readonly RecordedOutput[],
): readonly RecordedOutput[] {
  const others = recorded.filter(isRecorded).filter(({ n }) => !outputs.some((output) => output.n === n));
  return others.length === 0 ? outputs : [...outputs, ...others];
}

/** Numbers of the jobs of which it is known what became: there is nothing left to decide about them. */
export const resolvedJobs = (ends: readonly JobEnd[]): number[] =>
  ends.flatMap((end, i) => (end.type === 'failed' && end.maybePaid === true ? [] : [i + 1]));

/** The end of a task, or what came after it: the status of one that has ended already stays. */
export function finalized(task: Task, closing: Closing, previews: readonly Preview[]): Task {
  const { outputs, occasion } = closing;
  const ended = isEnded(task) ? resettleTask(task, closing) : closeTask(task, closing);
  return withPreviews(ended, { outputs, previews, at: occasion.at });
}
