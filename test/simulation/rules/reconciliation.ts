import type { Task } from '#domain/tasks/task.ts';
import { uploadOfKey } from '#domain/files/upload-key.ts';
import { isNamedInAnswer, lastingFiles } from '../provider/provider-behaviour.ts';
import type { ProviderJob } from '../provider/provider-job.ts';
import {
  checkDriving,
  checkFailure,
  checkGivenUp,
  checkItems,
  checkShown,
  checkTold,
} from './reconciliation-ends.ts';
import { checkBudgets, checkLedger, checkPrices, checkSums } from './reconciliation-money.ts';
import { checkObjects } from './reconciliation-objects.ts';
import type { Records } from './reconciliation-records.ts';
import { asTask, jobsOf, outputsOf, readAddress } from './rule-context.ts';
import { asUpload } from './upload-rules.ts';

/** How a run ended, counted in tasks but for the files. The first five have to be nothing. */
export interface Accounts {
  lost: number;
  doubleSubmits: number;
  stuck: number;
  overspent: number;
  /** Files that the provider still had at the end, of jobs that we knew, and that we did not have. */
  unrecovered: number;
  /** Calls whose outcome is unknown … */
  unknown: number;
  /** … and those of them that the provider accepted, and charged. */
  paid: number;
  tasks: number;
  /** Events for one receiver each … */
  deliveries: number;
  /** … and those that were given up. */
  givenUp: number;
}

/** What a run came to. */
export interface Report {
  readonly accounts: Accounts;
  readonly problems: readonly string[];
  /** What is lost or stuck, one line each. */
  readonly explanations: readonly string[];
}

export const noAccounts = (): Accounts => ({
  lost: 0,
  doubleSubmits: 0,
  stuck: 0,
  overspent: 0,
  unrecovered: 0,
  unknown: 0,
  paid: 0,
  tasks: 0,
  deliveries: 0,
  givenUp: 0,
});

const SIX_HOURS_MS = 6 * 3600_000;
/** The longest that an expired upload stays: as long as a task may need it, and until the next cleanup. */
const LONGEST_NEED_MS = 3 * 3600_000;

const describe = (records: Records, task: Task): string => {
  const { id, status, run, createdAt, deadlineAt, ending, settlement, lookAt } = task;
  const jobs = jobsOf(records, task).map(
    ({ n, state, attempt, releases }) => `${n} ${state} ${attempt}/${releases}`,
  );
  return `${id} ${JSON.stringify({ status, run, createdAt, deadlineAt, ending, settlement, lookAt, jobs })}`;
};

interface Ours {
  readonly task: Task;
  readonly n: number;
}

/** Which task and job of ours a job of the provider is for. */
function ours(records: Records, job: ProviderJob): Ours | undefined {
  if (job.callbackUrl !== undefined) {
    const { taskId, owner, n } = readAddress(job.callbackUrl);
    const row = records.table.get({ pk: `task#${owner}#${taskId}`, sk: 'task' });
    const isLater = row !== undefined && Date.parse(asTask(row).createdAt) > job.acceptedAt;
    return row === undefined || isLater ? undefined : { task: asTask(row), n };
  }
  for (const pk of records.table.partitions('task#')) {
    const row = records.table.get({ pk, sk: 'task' });
    if (row === undefined) continue;
    const mine = jobsOf(records, asTask(row)).find(({ externalId }) => externalId === job.id);
    if (mine !== undefined) return { task: asTask(row), n: mine.n };
  }
  return undefined;
}

/** Whether all files of a finished job of this task have to be kept. */
function isOwed(records: Records, job: ProviderJob, { task, n }: Ours): boolean {
  const row = records.table.get({ pk: `task#${task.owner}#${task.id}`, sk: 'request' });
  if (records.watch.removing.has(task.id) || row === undefined) return false;
  if (task.status === 'CANCELED' && row['keepOutputs'] !== true) return false;
  // A result whose callback we answered with success has to be archived, however late it came.
  if (records.provider.heard.has(job.id)) return true;
  if (isNamedInAnswer(job) && !records.isFaulty) return job.endsAt <= Date.parse(task.deadlineAt);
  if (!jobsOf(records, task).some((one) => one.n === n && one.externalId === job.id)) return false;
  // Late checks are at 6 and at 24 hours: a job that ended before the first one is checked twice.
  const lastCheck = Date.parse(task.ending?.at ?? '') + SIX_HOURS_MS;
  return job.endsAt <= Date.parse(task.deadlineAt) || job.endsAt <= lastCheck;
}

/** True when the provider told us of a finished job in time, and we have not kept all its files. */
function isLost(records: Records, job: ProviderJob): boolean {
  const { end, files } = job.behaviour;
  if (end !== 'success' || !lastingFiles.has(files) || job.endsAt === Infinity) return false;
  const mine = ours(records, job);
  if (mine === undefined || !isOwed(records, job, mine)) return false;
  const outputs = outputsOf(records, mine.task).filter((output) => output.job === mine.n);
  // The bytes of an answer die with whoever was answered: that they were given up is checked when it is recorded.
  if (outputs.some(({ sourceUrl, lost }) => sourceUrl === undefined && lost?.code === 'archive_failed'))
    return !records.isFaulty;
  const kept = outputs.filter(({ stored }) => stored !== undefined);
  return kept.length < job.urls.length + (job.behaviour.beside === 'good' ? 1 : 0);
}

/** Files of a job of ours that its task was to keep, that the provider still has, and that we have not. */
function unrecoveredOf(records: Records, job: ProviderJob): number {
  const mine = ours(records, job);
  if (mine === undefined || !records.provider.isOver(job) || job.behaviour.end !== 'success') return 0;
  const { task, n } = mine;
  const isKnown = jobsOf(records, task).some((one) => one.n === n && one.externalId === job.id);
  if (!lastingFiles.has(job.behaviour.files) || job.callbackUrl === undefined || !isKnown) return 0;
  const request = records.table.get({ pk: `task#${task.owner}#${task.id}`, sk: 'request' });
  const isUnwanted = task.status === 'CANCELED' && request?.['keepOutputs'] !== true;
  if (isUnwanted || records.watch.removing.has(task.id)) return 0;
  const kept = outputsOf(records, task).filter((output) => output.job === n && output.stored !== undefined);
  return Math.max(0, job.urls.length + (job.behaviour.beside === 'good' ? 1 : 0) - kept.length);
}

/** The task has not ended, or is unsettled or still due at the end of the run. */
function isStuck(records: Records, task: Task): boolean {
  if (task.status === 'PENDING') return true;
  if (records.watch.removing.has(task.id)) return false;
  return task.settlement === undefined || task.lookAt !== undefined;
}

interface Counts {
  readonly tasks: number;
  readonly jobs: number;
}

/** How many tasks and jobs each prompt has made. */
function countsByPrompt(records: Records, tasks: readonly Task[]): Map<string, Counts> {
  const prompts = new Map<string, Counts>();
  for (const task of tasks) {
    const row = records.table.get({ pk: `task#${task.owner}#${task.id}`, sk: 'request' });
    const prompt = (row?.['input'] as { prompt?: string } | undefined)?.prompt ?? '';
    const count = prompts.get(prompt) ?? { tasks: 0, jobs: 0 };
    // What is retried or made again by an operator was asked for in another way.
    const own = task.parentTaskId === undefined ? 1 : 0;
    prompts.set(prompt, { tasks: count.tasks + own, jobs: count.jobs + task.jobs });
  }
  return prompts;
}

/** One request makes one task, and none is sent for more jobs than it has. */
function checkCounts(records: Records, tasks: readonly Task[]): number {
  const taken = Map.groupBy(records.provider.jobs.values(), ({ prompt }) => prompt);
  let double = 0;
  for (const [prompt, count] of countsByPrompt(records, tasks)) {
    const asked = records.watch.asked.get(prompt);
    if (asked !== undefined && count.tasks > asked)
      records.watch.problem(`${asked} requests made ${count.tasks} tasks`);
    if (records.watch.removing.size === 0)
      double += Math.max(0, (taken.get(prompt)?.length ?? 0) - count.jobs);
  }
  return double;
}

/** Every upload is one that has not expired, and everything stored below the uploads is one of those. */
function checkUploads(records: Records): void {
  const keys = new Set<unknown>();
  for (const pk of records.table.partitions('upload#')) {
    const row = records.table.get({ pk, sk: 'upload' });
    if (row === undefined) continue;
    const { id, status, expiresAt, key } = asUpload(row);
    keys.add(key);
    if (status === 'removing') records.watch.problem(`upload ${id} never went`);
    else if (Date.parse(expiresAt) + LONGEST_NEED_MS < records.now()) {
      records.watch.problem(`upload ${id} has expired, and is still there`);
    }
  }
  for (const key of records.media.objects.keys()) {
    if (uploadOfKey(key) !== undefined && !keys.has(key))
      records.watch.problem(`the object ${key} has no record`);
  }
}

/** An invocation may outlive its task; the rows that it wrote are removed. */
function checkRemoved(records: Records): void {
  for (const pk of records.table.partitions('task#')) {
    if (records.table.get({ pk, sk: 'task' }) !== undefined) continue;
    const left = records.table.partition(pk).map(({ sk }) => sk);
    records.watch.problem(`${pk} is gone, and has left ${left.join(', ')}`);
  }
}

/** Reconciles the provider's records with ours after the run. */
export function reconcile(records: Records): Accounts {
  const accounts = noAccounts();
  const tasks = records.table.partitions('task#').flatMap((pk) => {
    const row = records.table.get({ pk, sk: 'task' });
    return row === undefined ? [] : [asTask(row)];
  });
  accounts.tasks = tasks.length;
  const deliveries = records.table.partitions('deliveries#').flatMap((pk) => records.table.partition(pk));
  accounts.deliveries = deliveries.length;
  accounts.givenUp = deliveries.filter(({ state }) => state === 'dead').length;
  for (const task of tasks) {
    if (isStuck(records, task)) {
      accounts.stuck += 1;
      records.explain(`stuck: ${describe(records, task)}`);
    }
    checkPrices(records, task);
    checkItems(records, task);
    checkTold(records, task);
    checkFailure(records, task);
    checkDriving(records, task);
    checkGivenUp(records, task);
    checkShown(records, task);
    const open = jobsOf(records, task).filter(({ state }) => state === 'unknown');
    accounts.unknown += open.length;
    accounts.paid += open.filter(
      ({ n }) => (records.watch.taken.get(`${task.id}/${n}`) ?? []).length > 0,
    ).length;
  }
  for (const job of records.provider.jobs.values()) {
    const unrecovered = unrecoveredOf(records, job);
    accounts.unrecovered += unrecovered;
    if (unrecovered > 0)
      records.explain(`unrecovered: ${unrecovered} files of ${JSON.stringify(job.behaviour)}`);
    if (!isLost(records, job)) continue;
    accounts.lost += 1;
    const mine = ours(records, job);
    if (mine !== undefined)
      records.explain(
        `lost: job ${mine.n} (${JSON.stringify(job.behaviour)}) of ${describe(records, mine.task)}`,
      );
  }
  for (const taken of records.watch.taken.values()) accounts.doubleSubmits += taken.length - 1;
  accounts.doubleSubmits = Math.max(accounts.doubleSubmits, checkCounts(records, tasks));
  checkObjects(records, tasks);
  checkRemoved(records);
  if (records.isCleanedUp) checkUploads(records);
  checkLedger(records, tasks);
  checkSums(records);
  accounts.overspent = checkBudgets(records, tasks);
  if (records.provider.overLimit > 0)
    records.watch.problem(`${records.provider.overLimit} creates came too fast`);
  return accounts;
}
