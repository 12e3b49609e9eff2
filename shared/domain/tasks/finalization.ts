import type { Preview } from '../files/preview.ts';
import { itemId, type OperatorItem } from '../operators/operator-item.ts';
import type { JobResult } from './job-result.ts';
import type { EndedVerdict } from './job-verdict.ts';
import type { Output } from './output.ts';
import { closeTask, resettleTask, type Closing, type JobEnd } from './task-end.ts';
import { isEnded, type Task, type TaskSnapshot } from './task.ts';

/** What is decided while a task is brought to its end. */

/** An output that is to be archived: its number in the task, its job, and where the provider has it. */
export interface WantedOutput {
  readonly n: number;
  readonly job: number;
  /** Counts the outputs of its job from 1. */
  readonly index: number;
  /** True for what came after the task had ended. */
  readonly late: boolean;
  readonly remote: JobResult['outputs'][number];
}

/** Outputs of a canceled task are kept only when its owner asked for that. */
const keepsOutputs = ({ task, request }: TaskSnapshot): boolean =>
  task.status !== 'CANCELED' || request.keepOutputs === true;

/** What is to be archived. An output's number follows from its job and its place alone, whoever counts and whenever. */
export function wantedOutputs(snapshot: TaskSnapshot, verdicts: readonly EndedVerdict[]): WantedOutput[] {
  if (!keepsOutputs(snapshot)) return [];
  const late = isEnded(snapshot.task);
  return verdicts.flatMap((verdict, i) =>
    verdict.outputs.map((remote, j) => {
      const [job, index] = [i + 1, j + 1];
      return { n: j * snapshot.task.jobs + job, job, index, remote, late };
    }),
  );
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
export function unresolvedItems({ task }: TaskSnapshot, ends: readonly JobEnd[], at: string): OperatorItem[] {
  if (!isFirstSettled(task)) return [];
  return ends.flatMap((end, i): OperatorItem[] => {
    if (end.type !== 'failed' || end.failure.code !== 'outcome_unknown') return [];
    const about = { taskId: task.id, job: i + 1 };
    const id = itemId('outcome_unknown', about);
    const { owner, model, service } = task;
    const whose = { ...about, owner, model, service };
    return [{ id, kind: 'outcome_unknown', status: 'open', ...whose, createdAt: at }];
  });
}

/** Numbers of the jobs of which it is known what became: there is nothing left to decide about them. */
export const resolvedJobs = (ends: readonly JobEnd[]): number[] =>
  ends.flatMap((end, i) => (end.type === 'failed' && end.maybePaid === true ? [] : [i + 1]));

/** The previews that a task did not have yet go with whatever else changes of it. */
function withPreviews(task: Task, previews: readonly Preview[]): Task {
  const known = task.previews ?? [];
  const fresh = previews.filter(({ n }) => !known.some((preview) => preview.n === n));
  return fresh.length === 0 ? task : { ...task, previews: [...known, ...fresh] };
}

/** The end of a task, or what came after it: the status of one that has ended already stays. */
export const finalized = (task: Task, closing: Closing, previews: readonly Preview[]): Task =>
  withPreviews(isEnded(task) ? resettleTask(task, closing) : closeTask(task, closing), previews);
