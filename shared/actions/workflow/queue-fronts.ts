import { isoTime } from '#domain/ports.ts';
import { closureReasons } from '#domain/tasks/closure.ts';
import { isDriving } from '#domain/tasks/execution.ts';
import { BREAKER_SECONDS } from '#domain/tasks/limits.ts';
import type { ProviderAccount } from '#domain/tasks/provider-account.ts';
import { isEnded, type Task } from '#domain/tasks/task.ts';
import type { CountedLine } from '#domain/tasks/turns.ts';
import type { Row } from '#storage/table/table-port.ts';
import { closureFor } from '#storage/tasks/gate-row.ts';
import type { WaitingJob } from '#storage/tasks/waiting-list.ts';
import type { TurnDependencies } from './turn-dependencies.ts';

/** So many more of a line are looked at than have a turn: some may have been canceled. */
const SPARE = 15;
/** A token that ends so much later than it takes to look after the call is exchanged for one that does not. */
const LONGEST_SPARE_MS = 900_000;

/** What those at the front of a line come to. */
export interface Front {
  readonly line: CountedLine;
  /** Who may have a turn, the first of them first. */
  readonly ready: WaitingJob[];
  /** How many have left the line. */
  left: number;
  /** Whether there are more behind those that were looked at. */
  readonly hasMore: boolean;
}

/** What holds for all that wait at an account. */
export interface Gate {
  readonly row: Row | undefined;
  /** Another account takes calls: whoever cannot be sent here goes there at once. */
  readonly hasOthers: boolean;
  /** Nobody is sent from here: all are to go. */
  readonly isLeft?: true;
}

/** Why a job cannot be sent from here, in the words of its timeline; undefined where it can. */
function whyNot({ row, isLeft }: Gate, { price }: WaitingJob): string | undefined {
  if (isLeft === true) return 'the account that it waited for takes no calls';
  const closure = closureFor(row, price);
  return closure && closureReasons[closure.type];
}

/** True where a job still waits in the state that it was listed in. */
const isWaiting = (task: Task | undefined, job: WaitingJob): boolean =>
  task !== undefined && !isEnded(task) && isDriving(job, task);

/** True where the state in which a job waits lasts as long as its call takes, and not much longer. */
const isTokenFit = ({ tokenUntil, lookMs, createdAt }: WaitingJob, now: number): boolean => {
  const spare = tokenUntil - now - lookMs;
  const waited = now - Date.parse(createdAt);
  return spare >= 0 && spare <= Math.max(LONGEST_SPARE_MS, waited / 2);
};

/** Takes from the list whoever waits no more, or cannot be sent now, and wakes his execution. */
export const queueFronts = (
  { tasks, waiting, workflow, clock }: TurnDependencies,
  account: ProviderAccount,
  at: Gate,
) => {
  const dismiss = async (job: WaitingJob, task: Task | undefined, isNext: boolean): Promise<boolean> => {
    if (!isWaiting(task, job)) {
      await workflow.succeed(job.taskToken); // Finalize reads the record and decides
    } else {
      const reason = whyNot(at, job);
      if (reason === undefined && (!isNext || isTokenFit(job, clock.now()))) return false;
      const isToWait = reason !== undefined && !at.hasOthers;
      const until = isoTime(clock.now() + (isToWait ? BREAKER_SECONDS * 1000 : 0));
      if (reason !== undefined && task !== undefined) {
        const occasion = { at: isoTime(clock.now()), actor: 'workflow', reason } as const;
        await tasks.advanceJob(task, job.n, { event: { type: 'held', until }, occasion });
      }
      await workflow.interrupt(job.taskToken, { error: 'Held', until });
    }
    await waiting.leave(account, job);
    return true;
  };

  return async (line: CountedLine, wanted: number): Promise<Front> => {
    const limit = wanted + SPARE;
    const jobs = await waiting.first(account, line, limit);
    const [first] = jobs;
    const heads =
      first === undefined
        ? undefined
        : await tasks.heads(first.owner, [...new Set(jobs.map(({ taskId }) => taskId))]);
    const gone = await Promise.all(
      jobs.map((job, i) => dismiss(job, heads?.get(job.taskId)?.task, i < wanted)),
    );
    const ready = jobs.filter((_, i) => gone[i] === false);
    return { line, ready, left: jobs.length - ready.length, hasMore: jobs.length === limit };
  };
};
