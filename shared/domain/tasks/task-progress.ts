import { isJobOver, newJob, type Job } from './job.ts';
import { isEnded, type Stage, type TaskSnapshot } from './task.ts';

/** All jobs of a task, the untouched ones included. */
export const allJobs = ({ task, jobs }: Pick<TaskSnapshot, 'task' | 'jobs'>): Job[] =>
  Array.from({ length: task.jobs }, (_, i) => jobs.find((job) => job.n === i + 1) ?? newJob(i + 1));

/** How far a task is: that of the job which is furthest behind. */
export function stageOf(snapshot: Pick<TaskSnapshot, 'task' | 'jobs'>): Stage {
  if (isEnded(snapshot.task)) return 'done';
  const open = allJobs(snapshot).filter((job) => !isJobOver(job));
  const some = (state: Job['state']): boolean => open.some((job) => job.state === state);
  if (some('unknown')) return 'outcome_unknown';
  const queued = open.filter((job) => job.state === 'queued');
  if (queued.some((job) => job.wait !== undefined)) return 'held';
  if (queued.length > 0 && queued.length === open.length) return 'queued';
  if (queued.length > 0 || some('submitting')) return 'submitting';
  return open.every(({ state }) => state === 'reported' || state === 'answered') ? 'archiving' : 'generating';
}

/** When a held task has its turn: that of the job which is sent first. */
export function startsAtOf(snapshot: Pick<TaskSnapshot, 'task' | 'jobs'>): string | undefined {
  if (stageOf(snapshot) !== 'held') return undefined;
  return snapshot.jobs
    .flatMap((job) => (job.state === 'queued' && job.wait !== undefined ? [job.wait.until] : []))
    .sort()[0];
}

/** Claims of the paid call so far: those of the job with the most. */
export const attemptsOf = (jobs: readonly Job[]): number =>
  jobs.reduce((most, job) => Math.max(most, job.attempt), 0);

/** When the paid call was first claimed. */
export const startedAtOf = (jobs: readonly Job[]): string | undefined =>
  jobs.flatMap((job) => (job.firstClaimedAt === undefined ? [] : [job.firstClaimedAt])).sort()[0];
