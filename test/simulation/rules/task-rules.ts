import type { FailCode } from '#domain/error.ts';
import { thumbnailKey } from '#domain/files/preview.ts';
import type { Settlement } from '#domain/money/settlement.ts';
import type { Task } from '#domain/tasks/task.ts';
import type { Row } from '#storage/table/table-port.ts';
import { lumen } from '../../stack/synchronous/lumen.ts';
import type { Behaviour } from '../provider/provider-behaviour.ts';
import {
  asTask,
  checkVersion,
  jobsOf,
  outputsOf,
  resultsKept,
  same,
  type JobRow,
  type RuleContext,
} from './rule-context.ts';
import { mayLackInputs } from './upload-rules.ts';

type Complain = (why: string) => void;

/** Only an operator, with a reason, opens a task again. */
function isReopened({ history }: Task): boolean {
  const last = history.at(-1);
  return last?.type === 'task-reopened' && last.actor === 'operator' && last.reason !== undefined;
}

/** The provider refused it for load, or our key altogether. */
const wasTurnedAway = ({ releases, history }: JobRow): boolean =>
  releases > 0 || history.some(({ type }) => type === 'job-held');

function checkSuccess(context: RuleContext, task: Task, complain: Complain): void {
  const jobs = jobsOf(context, task);
  if (jobs.length !== task.jobs) return complain(`with ${jobs.length} of ${task.jobs} jobs`);
  for (const { n, externalId } of jobs) {
    const remote = context.provider.jobs.get(externalId ?? '');
    const kept = resultsKept(context, task, n);
    if (remote === undefined) complain(`but job ${n} is not the provider's`);
    else if (!context.provider.isOver(remote)) complain(`but job ${n} still runs`);
    else if (remote.behaviour.end !== 'success') complain(`but job ${n} is ${remote.behaviour.end}`);
    else if (kept !== remote.urls.length) complain(`with ${kept} of ${remote.urls.length} files`);
  }
}

function checkCancel(context: RuleContext, task: Task, complain: Complain): void {
  const numbers = Array.from({ length: task.jobs }, (_, i) => i + 1);
  const wasTaken = numbers.some((n) => (context.taken.get(`${task.id}/${n}`) ?? []).length > 0);
  if (task.ending?.detached !== true && wasTaken) complain('though the provider has a job of it');
}

interface Evidence {
  readonly isOverdue: boolean;
  /** Its service answers with the result itself: there is nothing to wait for. */
  readonly isAtOnce: boolean;
  readonly jobs: readonly JobRow[];
  /** An input of it may be gone, or was never to be had. */
  readonly mayLackInputs: boolean;
  /** The provider refused the key that was good, or finding out about it went wrong. */
  readonly mayBeKey: boolean;
  readonly hasFaults: boolean;
  /** True where a result that a job of it has made is not kept. */
  readonly lacksResult: boolean;
  /** How its jobs ended at the provider, those that have. */
  readonly ends: readonly Behaviour['end'][];
}

/** What must be so where a task fails with a code. */
const grounds: Partial<Record<FailCode, (evidence: Evidence) => boolean>> = {
  timeout: ({ isOverdue }) => isOverdue,
  outcome_unknown: ({ isOverdue, isAtOnce, jobs }) =>
    (isOverdue || isAtOnce) && jobs.some(({ state }) => state === 'unknown'),
  generation_failed: ({ ends }) => ends.includes('fail'),
  empty_result: ({ ends }) => ends.includes('empty'),
  archive_failed: ({ lacksResult }) => lacksResult,
  // Where visits have died, a job whose end nobody has recorded by the deadline has timed out.
  partial_result: ({ lacksResult, ends, jobs, isOverdue, hasFaults }) =>
    lacksResult ||
    jobs.length !== ends.length ||
    ends.some((end) => end !== 'success') ||
    (isOverdue && hasFaults && jobs.some(({ state }) => state === 'submitted')),
  input_expired: ({ mayLackInputs: mayLack }) => mayLack,
  provider_unavailable: ({ jobs }) => jobs.some(wasTurnedAway),
  provider_auth: ({ mayBeKey }) => mayBeKey,
};

function checkFailure(context: RuleContext, task: Task, complain: Complain): void {
  const jobs = jobsOf(context, task);
  const remote = jobs.flatMap(({ externalId }) => context.provider.jobs.get(externalId ?? '') ?? []);
  const ends = remote.filter((job) => context.provider.isOver(job)).map(({ behaviour }) => behaviour.end);
  const isOverdue = context.now() >= Date.parse(task.deadlineAt);
  const code = task.ending?.failure?.code;
  if (code === undefined) return complain('without a code');
  const evidence = {
    isOverdue,
    isAtOnce: task.service === lumen.name,
    jobs,
    lacksResult: jobs.some(
      ({ n, externalId }) =>
        resultsKept(context, task, n) < (context.provider.jobs.get(externalId ?? '')?.urls.length ?? 0),
    ),
    ends,
    hasFaults: context.hasFaults(),
    mayBeKey: context.provider.wasKeyRefused || context.hasFaults(),
    mayLackInputs: mayLackInputs(context, task),
  };
  if (grounds[code]?.(evidence) === false) complain(`${code}, without grounds`);
}

function checkEnd(context: RuleContext, task: Task): void {
  const complain = (why: string): void => context.problem(`task ${task.id} ended ${task.status}, ${why}`);
  if (task.status === 'SUCCESS') checkSuccess(context, task, complain);
  else if (task.status === 'CANCELED') checkCancel(context, task, complain);
  else checkFailure(context, task, complain);
}

/** Outputs that had been given up provisionally have come home, or are lost for good. */
const isCorrected = (old: Task, now: Task): boolean =>
  old.status === 'FAILED' &&
  (now.ending?.openOutputs ?? 0) < (old.ending?.openOutputs ?? 0) &&
  now.history.slice(old.history.length).some(({ type }) => type === 'task-corrected');

const withoutCount = ({ ending }: Task) => ({ ...ending, openOutputs: undefined });

/**
 * A terminal state never changes, unless an operator reopens a task whose outcome was unknown, or outputs that had been
 * given up provisionally come home.
 */
function checkEnded(context: RuleContext, old: Task, now: Task): void {
  if (!isReopened(now)) {
    if (now.status === old.status && same(withoutCount(now), withoutCount(old))) return;
    if (isCorrected(old, now)) return checkEnd(context, now);
    return context.problem(`task ${now.id} was ${old.status} and is ${now.status}`);
  }
  const code = old.ending?.failure?.code;
  if (code !== 'outcome_unknown' && code !== 'partial_result') {
    context.problem(`task ${now.id} was opened again after ${code ?? old.status}`);
  }
}

/** What is to be shown of an output has been drawn. */
function checkPreviews(context: RuleContext, old: Task, now: Task): void {
  for (const { n, sizes } of now.previews ?? []) {
    if (old.previews?.some((known) => known.n === n) === true) continue;
    const key = outputsOf(context, now).find((output) => output.n === n)?.stored?.key ?? '';
    const isDrawn = sizes.every((size) => context.media.objects.has(thumbnailKey(key, size) ?? ''));
    if (!isDrawn) context.problem(`task ${now.id} shows thumbnails of output ${n} that are not there`);
  }
}

/** True where a settlement only has figures in place of prices that the provider had not told. */
function isOnlyTold(before: Settlement, now: Settlement | undefined): boolean {
  const [open, left] = [before.estimated ?? [], now?.estimated ?? []];
  const isTold = (n: number): boolean => open.includes(n) && !left.includes(n);
  return (
    now?.final === true &&
    left.every((n) => open.includes(n)) &&
    before.prices.every((price, i) => isTold(i + 1) || now.prices[i] === price)
  );
}

/** What is settled stays so, but for prices that the provider tells after the end. */
function checkSettled(context: RuleContext, { settlement: before }: Task, now: Task): void {
  if (before?.final !== true || same(before, now.settlement)) return;
  if (!isOnlyTold(before, now.settlement)) context.problem(`task ${now.id} was settled for good, and again`);
}

/** The rules for the row of a task. */
export function checkTask(context: RuleContext, before: Row | undefined, after: Row | undefined): void {
  if (before === undefined) return;
  const old = asTask(before);
  if (after === undefined) {
    if (old.status === 'PENDING') context.problem(`task ${old.id} was removed while it was open`);
    return;
  }
  checkVersion(context, before, after);
  const now = asTask(after);
  if (old.status !== 'PENDING') checkEnded(context, old, now);
  else if (now.status !== 'PENDING') checkEnd(context, now);
  checkPreviews(context, old, now);
  if (now.run < old.run) context.problem(`task ${now.id} went back to run ${now.run}`);
  checkSettled(context, old, now);
  if (now.history.length < old.history.length) context.problem(`task ${now.id} lost a line of its timeline`);
}
