import { isAccepted, type Job } from './job.ts';
import { allJobs } from './task-progress.ts';
import type { TaskSnapshot } from './task.ts';

/** How many status questions a provider answers in how long a time, for one account. */
export interface QuestionRule {
  readonly questions: number;
  readonly windowMs: number;
}

/** A visit waits this long for its turn to ask; one whose turn is later comes again. */
export const TURN_WAIT_MS = 1000;
/** A turn may be taken this much late; then it is over. Less than the shortest time between two visits. */
export const TURN_LATE_MS = 1900;

/** For so long do so many questions keep the others waiting. */
export const questionsMs = ({ questions, windowMs }: QuestionRule, count: number): number =>
  Math.ceil((windowMs / questions) * count);

function questionsAbout(job: Job): number {
  if (job.state === 'unknown') return job.unverifiedIds.length;
  return isAccepted(job) ? 1 : 0;
}

/**
 * How many questions a visit to a task may come to: one for each job that is asked after, and the same again, for what has
 * ended is asked after once more when it is archived.
 */
export const questionsOf = (snapshot: TaskSnapshot): number =>
  2 * allJobs(snapshot).reduce((sum, job) => sum + questionsAbout(job), 0);
