import type { FailCode } from '#domain/error.ts';
import { thumbnailKey } from '#domain/files/preview.ts';
import type { Task } from '#domain/tasks/task.ts';
import type { Row } from '#storage/table/table-port.ts';
import type { Behaviour } from './provider-behaviour.ts';
import { asTask, checkVersion, jobsOf, outputsOf, same, type JobRow, type Scene } from './rule-context.ts';
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

function checkSuccess(scene: Scene, task: Task, complain: Complain): void {
  const jobs = jobsOf(scene, task);
  if (jobs.length !== task.jobs) return complain(`with ${jobs.length} of ${task.jobs} jobs`);
  const outputs = outputsOf(scene, task);
  for (const { n, externalId } of jobs) {
    const remote = scene.provider.jobs.get(externalId ?? '');
    const kept = outputs.filter((output) => output.job === n && output.stored !== undefined).length;
    if (remote === undefined) complain(`but job ${n} is not the provider's`);
    else if (!scene.provider.isOver(remote)) complain(`but job ${n} still runs`);
    else if (remote.behaviour.end !== 'success') complain(`but job ${n} is ${remote.behaviour.end}`);
    else if (kept !== remote.urls.length) complain(`with ${kept} of ${remote.urls.length} files`);
  }
}

function checkCancel(scene: Scene, task: Task, complain: Complain): void {
  const numbers = Array.from({ length: task.jobs }, (_, i) => i + 1);
  const wasTaken = numbers.some((n) => (scene.taken.get(`${task.id}/${n}`) ?? []).length > 0);
  if (task.ending?.detached !== true && wasTaken) complain('though the provider has a job of it');
}

interface Evidence {
  readonly isOverdue: boolean;
  readonly jobs: readonly JobRow[];
  /** An input of it may be gone, or was never to be had. */
  readonly mayLackInputs: boolean;
  /** How those of its jobs ended that the provider is through with. */
  readonly ends: readonly Behaviour['end'][];
}

/** What must be so where a task fails with a code. */
const grounds: Partial<Record<FailCode, (evidence: Evidence) => boolean>> = {
  timeout: ({ isOverdue }) => isOverdue,
  outcome_unknown: ({ isOverdue, jobs }) => isOverdue && jobs.some(({ state }) => state === 'unknown'),
  generation_failed: ({ ends }) => ends.includes('fail'),
  empty_result: ({ ends }) => ends.includes('empty'),
  input_expired: ({ mayLackInputs: mayLack }) => mayLack,
  provider_unavailable: ({ jobs }) => jobs.some(wasTurnedAway),
};

function checkFailure(scene: Scene, task: Task, complain: Complain): void {
  const jobs = jobsOf(scene, task);
  const remote = jobs.flatMap(({ externalId }) => scene.provider.jobs.get(externalId ?? '') ?? []);
  const ends = remote.filter((job) => scene.provider.isOver(job)).map(({ behaviour }) => behaviour.end);
  const isOverdue = scene.now() >= Date.parse(task.deadlineAt);
  const code = task.ending?.failure?.code;
  if (code === undefined) return complain('without a code');
  const evidence = {
    isOverdue,
    jobs,
    ends,
    mayLackInputs: mayLackInputs(scene, `task#${task.owner}#${task.id}`),
  };
  if (grounds[code]?.(evidence) === false) complain(`${code}, without grounds`);
}

function checkEnd(scene: Scene, task: Task): void {
  const complain = (why: string): void => scene.problem(`task ${task.id} ended ${task.status}, ${why}`);
  if (task.status === 'SUCCESS') checkSuccess(scene, task, complain);
  else if (task.status === 'CANCELED') checkCancel(scene, task, complain);
  else checkFailure(scene, task, complain);
}

/** An end stays as it is, unless an operator opens what was in the dark. */
function checkEnded(scene: Scene, old: Task, now: Task): void {
  if (!isReopened(now)) {
    if (now.status === old.status && same(now.ending, old.ending)) return;
    return scene.problem(`task ${now.id} was ${old.status} and is ${now.status}`);
  }
  const code = old.ending?.failure?.code;
  if (code !== 'outcome_unknown' && code !== 'partial_result') {
    scene.problem(`task ${now.id} was opened again after ${code ?? old.status}`);
  }
}

/** What is to be shown of an output has been drawn. */
function checkPreviews(scene: Scene, old: Task, now: Task): void {
  for (const { n, sizes } of now.previews ?? []) {
    if (old.previews?.some((known) => known.n === n) === true) continue;
    const key = outputsOf(scene, now).find((output) => output.n === n)?.stored?.key ?? '';
    const isDrawn = sizes.every((size) => scene.media.objects.has(thumbnailKey(key, size) ?? ''));
    if (!isDrawn) scene.problem(`task ${now.id} shows thumbnails of output ${n} that are not there`);
  }
}

/** The rules for the row of a task. */
export function checkTask(scene: Scene, before: Row | undefined, after: Row | undefined): void {
  if (before === undefined) return;
  const old = asTask(before);
  if (after === undefined) {
    if (old.status === 'PENDING') scene.problem(`task ${old.id} was removed while it was open`);
    return;
  }
  checkVersion(scene, before, after);
  const now = asTask(after);
  if (old.status !== 'PENDING') checkEnded(scene, old, now);
  else if (now.status !== 'PENDING') checkEnd(scene, now);
  checkPreviews(scene, old, now);
  if (now.run < old.run) scene.problem(`task ${now.id} went back to run ${now.run}`);
  if (old.settlement?.final === true && !same(old.settlement, now.settlement)) {
    scene.problem(`task ${now.id} was settled for good, and again`);
  }
  if (now.history.length < old.history.length) scene.problem(`task ${now.id} lost a line of its timeline`);
}
