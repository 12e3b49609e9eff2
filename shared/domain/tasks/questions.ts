import { isAccepted, type Job } from './job.ts';
import { accountOf, type ProviderAccount } from './provider-account.ts';
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

/** The turn of a question is as long as that of two: one that is late comes on top of those that are in time. */
export const TURNS_A_QUESTION = 2;

/** So many questions are to be asked with one account. */
export interface AskedWith {
  readonly account: ProviderAccount;
  readonly questions: number;
}

/** How many questions a visit to these jobs of a task may come to, for each account that they were made with. */
export function questionsOn({ task }: TaskSnapshot, jobs: readonly Job[]): readonly AskedWith[] {
  const asked = new Map<string, AskedWith>();
  for (const job of jobs) {
    const account = accountOf(task.service, job);
    const questions = (asked.get(account.account)?.questions ?? 0) + questionsAbout(job);
    if (questions > 0) asked.set(account.account, { account, questions });
  }
  return [...asked.values()];
}

/** Those of a visit to a task: one for each job that is asked after. */
export const questionsOf = (snapshot: TaskSnapshot): readonly AskedWith[] =>
  questionsOn(snapshot, allJobs(snapshot));

const isCalledBack = ({ history }: Job): boolean => history.some(({ type }) => type === 'callback-received');

/**
 * Those of them that have to wait for a turn once the task is to be archived: callbacks come as far apart as the calls were
 * let through, so that jobs of which they tell are asked after at once.
 */
export const questionsInTurn = (snapshot: TaskSnapshot): readonly AskedWith[] =>
  questionsOn(
    snapshot,
    allJobs(snapshot).filter((job) => !isCalledBack(job)),
  );
