import { isOwner, isTaskId } from '#domain/ids.ts';
import { isoTime } from '#domain/ports.ts';
import { priceOfOneJob } from '#domain/tasks/closure.ts';
import type { ExecutionStep } from '#domain/tasks/execution.ts';
import type { Job, QueuedJob } from '#domain/tasks/job.ts';
import { DEFAULT_ACCOUNT, type ProviderAccount } from '#domain/tasks/provider-account.ts';
import { waitingUntil } from '#domain/tasks/queue.ts';
import { isOutOfSubmit } from '#domain/tasks/submission.ts';
import { allJobs } from '#domain/tasks/task-progress.ts';
import type { TaskSnapshot } from '#domain/tasks/task.ts';
import { dueOf, turnOf, withLine } from '#domain/tasks/turns.ts';
import { beginDispatch } from './begin-dispatch.ts';
import { chooseAccount } from './choose-account.ts';
import type { TurnDependencies } from './turn-dependencies.ts';
import { workflowOccasion } from './send-job.ts';

/** What the state machine hands to Queue. */
export interface QueueOrder extends ExecutionStep {
  readonly taskId: string;
  readonly owner: string;
  /** Completing it ends the Queue state. */
  readonly token: string;
  /** How long the state waits for a turn, and how long after it until somebody looks, in seconds. */
  readonly seconds: number;
  readonly lookSeconds: number;
}

/** Who waits at an account for how long, and since when. */
interface Joined {
  readonly account: ProviderAccount;
  readonly at: number;
  readonly due: number;
  readonly ticket: number;
}

/** The list that a task joins. */
interface Joining {
  readonly account: ProviderAccount;
  readonly order: QueueOrder;
}

/** Puts the jobs of a task on the list, and writes down when each is likely to have its turn. */
const joining = ({ tasks, gate, waiting, clock, ruleOf }: TurnDependencies) => {
  const record = async (
    { task }: TaskSnapshot,
    job: QueuedJob,
    { account: { account }, at, due, ticket }: Joined,
  ): Promise<void> => {
    const until = isoTime(at);
    // The deadline first: a job whose turn comes after it would be given up unsent.
    if (waitingUntil(task, until) !== task)
      await tasks.amendTask(task, (stored) => waitingUntil(stored, until));
    const where = account === DEFAULT_ACCOUNT ? {} : { account };
    const event = { type: 'queued', until, due: isoTime(due), ticket, ...where } as const;
    await tasks.advanceJob(task, job.n, { event, occasion: workflowOccasion(clock.now()) });
  };

  return async (
    snapshot: TaskSnapshot,
    jobs: readonly QueuedJob[],
    { account, order }: Joining,
  ): Promise<void> => {
    const { task } = snapshot;
    const rule = ruleOf(task.service);
    const now = clock.now();
    const { queue } = await gate.view(account, now);
    const { priority, owner } = task;
    const step = { run: order.run, ...(order.execution === undefined ? {} : { execution: order.execution }) };
    for (const job of jobs) {
      const due = job.wait?.type === 'turn' ? Date.parse(job.wait.due) : dueOf(rule, queue);
      const line = await waiting.join(account, {
        ...{ priority, owner, taskId: task.id, n: job.n, createdAt: task.createdAt, due, ...step },
        price: priceOfOneJob(task),
        taskToken: order.token,
        tokenUntil: now + (order.seconds + order.lookSeconds) * 1000,
        lookMs: order.lookSeconds * 1000,
      });
      // In a crowd all see the queue as it was before; what the line counts is certain.
      const at = turnOf(rule, withLine(queue, line), { priority, owner, behind: line.size - 1 });
      await record(snapshot, job, { account, at, due, ticket: line.joins });
    }
  };
};

/** A job that only has to wait for its turn. */
const waitsForTurn =
  (now: number) =>
  (job: Job): job is QueuedJob =>
    job.state === 'queued' &&
    (job.wait === undefined || job.wait.type === 'turn' || Date.parse(job.wait.until) <= now);

/**
 * Puts a task on the list of those that wait for their turn, where it stays until that has come, and sees to it that an
 * execution gives out turns.
 */
export const joinQueue = (dependencies: TurnDependencies) => {
  const { tasks, workflow, clock } = dependencies;
  const join = joining(dependencies);
  const choose = chooseAccount(dependencies);
  const begin = beginDispatch(dependencies);

  const joined = async (order: QueueOrder): Promise<ProviderAccount | undefined> => {
    const { taskId, owner, token, ...step } = order;
    if (!isTaskId(taskId) || !isOwner(owner)) throw new Error('Not an order of ours');
    const snapshot = await tasks.loadToDrive(owner, taskId);
    if (snapshot === undefined || isOutOfSubmit(snapshot, step, clock.now())) {
      await workflow.succeed(token); // Finalize reads the record and decides
      return undefined;
    }
    const jobs = allJobs(snapshot);
    const idle = jobs.filter(waitsForTurn(clock.now()));
    const account = idle.length === 0 ? undefined : await choose(snapshot);
    if (account === undefined) {
      // Submit knows what else it waits for.
      await workflow.interrupt(token, { error: 'Held', until: isoTime(clock.now()) });
      return undefined;
    }
    const event = { type: 'execution-changed', taskToken: token } as const;
    const others = jobs.filter(({ state }) => state !== 'queued');
    await Promise.all(
      others.map(({ n }) =>
        tasks.advanceJob(snapshot.task, n, { event, occasion: workflowOccasion(clock.now()) }),
      ),
    );
    await join(snapshot, idle, { account, order });
    return account;
  };

  return async (order: QueueOrder): Promise<void> => {
    const account = await joined(order);
    if (account !== undefined) await begin(account);
  };
};
