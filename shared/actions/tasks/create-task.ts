import { Failure, faultsUnder } from '#domain/error.ts';
import { isTaskId, type TaskId } from '#domain/ids.ts';
import { toCredits } from '#domain/money/money.ts';
import { stepAsideMs } from '#domain/tasks/schedule.ts';
import { asCreated, isEnded, type Task, type TaskRequest, type TaskSnapshot } from '#domain/tasks/task.ts';
import type { Plan } from '#providers/catalog/model.ts';
import { answerAsBefore } from './answer-as-before.ts';
import type { Dependencies } from '../dependencies.ts';
import { canonicalJson, newRequest, newTask, type CreateTask } from './new-task.ts';
import { planTask } from './plan-task.ts';
import type { InputOrder } from '../files/use-inputs.ts';

export interface CreatedTask {
  /** As it was when it was created: a repeated request gets the same answer as the first. */
  readonly snapshot: TaskSnapshot;
  readonly replayed: boolean;
  readonly deprecation?: NonNullable<Plan['deprecation']>;
}

interface CreateDependencies extends Dependencies {
  /** Holds on to the files that the task is to be given; absent where there are no files. */
  readonly useInputs?: (order: InputOrder) => Promise<void>;
  readonly planGeneration: (params: unknown, now: Date) => Plan;
}

/** Transactions in each other's way are tried again for so long. */
const CONFLICT_PATIENCE_MS = 3000;
/** Idempotency keys answer with the first task for at least this long. */
const KEY_LIFE_MS = 7 * 24 * 3600 * 1000;
const MOST_GENERATIONS = 50;

/**
 * Accepts a task: stores it with its request in one transaction, then starts its execution. A crash in between leaves a
 * task that the client's repetition, or the sweeper, starts. Throws `Failure` for whatever is wrong; then nothing is stored.
 */
export const createTask = (dependencies: CreateDependencies) => {
  const { tasks, ledger, workflow, clock, random, digest, log } = dependencies;

  const planned = planTask(dependencies);

  const asId = (text: string): TaskId => {
    const id = text.slice(0, 32);
    if (!isTaskId(id)) throw new Error('A digest is not a task id');
    return id;
  };

  /** The nth id of an idempotency key: the next one counts only once the task under the one before has outlived the key. */
  const keyedId = (order: CreateTask, generation: number): TaskId =>
    asId(digest.hmac256(order.idSecret, canonicalJson([order.owner, order.idempotencyKey, generation])));

  /** Starting may fail without harm: the task is stored, and the sweeper starts what has no execution. */
  const start = async (task: Task): Promise<void> => {
    try {
      await workflow.start(task);
    } catch (error) {
      log.warn('execution not started', { taskId: task.id, run: task.run, reason: String(error) });
      log.count('ExecutionStartFailed');
    }
  };

  const answerAgain = async (
    order: CreateTask,
    id: TaskId,
    hash: string,
  ): Promise<CreatedTask | 'outlived'> => {
    const snapshot = await tasks.load(order.owner, id);
    if (snapshot === undefined)
      throw new Failure('busy', 'The task of this key is being removed', { retryAfterSeconds: 1 });
    if (clock.now() - Date.parse(snapshot.task.createdAt) > KEY_LIFE_MS) return 'outlived';
    if (snapshot.task.requestHash !== hash) {
      throw new Failure('idempotency_key_reused', 'This idempotency key was used with another body');
    }
    if (!isEnded(snapshot.task) && snapshot.jobs.length === 0) await start(snapshot.task);
    return { snapshot: asCreated(snapshot), replayed: true };
  };

  /** A repeated request is answered like the first, even where a file has expired since. */
  const holdInputs = async ({ owner, id, deadlineAt }: Task, files: Plan['inputUrls']): Promise<void> => {
    if (files.length === 0 || dependencies.useInputs === undefined) return;
    try {
      await dependencies.useInputs({ owner, taskId: id, deadlineAt, files });
    } catch (error) {
      const isKnown = (await tasks.load(owner, id)) !== undefined;
      if (!isKnown) throw faultsUnder('/providerParams', error);
    }
  };

  /** Stores the task, with a hold on the owner's budget where one is set. Steps aside from conflicts for three seconds. */
  const store = async (
    plain: Task,
    request: TaskRequest,
  ): Promise<{ outcome: 'created' | 'taken'; task: Task }> => {
    const giveUpAt = clock.now() + CONFLICT_PATIENCE_MS;
    for (let tries = 0; ; tries += 1) {
      const budget = await ledger.budget(plain.owner, plain.createdAt);
      const hold = budget && { amount: plain.estimate, month: budget.month, day: budget.day };
      const task = hold === undefined ? plain : { ...plain, hold };
      const extraWrites =
        budget === undefined || hold === undefined ? [] : ledger.holdWrites(task, hold, budget);
      const outcome = await tasks.create(task, request, extraWrites);
      if (outcome === 'created' || outcome === 'taken') return { outcome, task };
      if (outcome === 'refused') await refuseIfSpent(plain);
      if (clock.now() >= giveUpAt)
        throw new Failure('busy', 'Too many writes at once', { retryAfterSeconds: 1 });
      await clock.sleep(stepAsideMs(tries, random.fraction()));
    }
  };

  /** The budget as it is now decides; if it allows the task, it had changed under our hands, and we try again. */
  const refuseIfSpent = async ({ owner, estimate, createdAt }: Task): Promise<void> => {
    const budget = await ledger.budget(owner, createdAt);
    if (budget === undefined) return;
    const free = Math.min(budget.monthly.free, budget.daily.free);
    if (free >= estimate) return;
    const message = `The task is estimated at ${toCredits(estimate)} credits; ${toCredits(Math.max(0, free))} are free`;
    throw new Failure('budget_exceeded', message, {
      extra: { estimatedCredits: toCredits(estimate), freeCredits: toCredits(Math.max(0, free)) },
    });
  };

  const orAsBefore = answerAsBefore({ tasks, keyedId, answerAgain, generations: MOST_GENERATIONS });

  const understand = (
    order: CreateTask,
    hash: string | undefined,
    now: number,
  ): Promise<Plan | CreatedTask> =>
    planned({ owner: order.owner, providerParams: order.body.providerParams, now }).catch(
      (refusal: unknown) => orAsBefore(order, hash, refusal),
    );

  /** A retry asks for what its parent asked for, and is another order all the same. */
  const hashOf = ({ idempotencyKey, body, parent }: CreateTask): string | undefined => {
    const asked = parent === undefined ? body : { ...body, parent: parent.id };
    return idempotencyKey === undefined ? undefined : digest.sha256(canonicalJson(asked));
  };

  return async (order: CreateTask): Promise<CreatedTask> => {
    const now = clock.now();
    const hash = hashOf(order);
    const plan = await understand(order, hash, now);
    if ('snapshot' in plan) return plan;
    const request = newRequest(order, plan);
    const deprecation = plan.deprecation === undefined ? {} : { deprecation: plan.deprecation };

    for (let generation = 0; generation < MOST_GENERATIONS; generation += 1) {
      const id = hash === undefined ? asId(random.hex128()) : keyedId(order, generation);
      const fresh = newTask(order, plan, id, hash, now);
      await holdInputs(fresh, plan.inputUrls);
      const { outcome, task } = await store(fresh, request);
      if (outcome === 'created') {
        await start(task);
        return { snapshot: { task, request, jobs: [], outputs: [] }, replayed: false, ...deprecation };
      }
      if (hash === undefined) continue;
      const answer = await answerAgain(order, id, hash);
      if (answer !== 'outlived') return { ...answer, ...deprecation };
    }
    throw new Failure('busy', 'No free task id was found', { retryAfterSeconds: 1 });
  };
};
