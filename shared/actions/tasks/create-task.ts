import { Failure, faultsUnder } from '#domain/error.ts';
import type { Owner, TaskId } from '#domain/ids.ts';
import { asCreated, isEnded, type Task } from '#domain/tasks/task.ts';
import type { Plan } from '#providers/catalog/model.ts';
import type { OpenTaskStore } from '#storage/limits/open-tasks.ts';
import type { NewTaskStore } from '#storage/tasks/task-store.ts';
import type { Dependencies } from '../dependencies.ts';
import type { InputOrder } from '../files/use-inputs.ts';
import { answerAsBefore } from './answer-as-before.ts';
import { newRequest, newTask, priorityOf, type CreatedTask, type CreateTask } from './new-task.ts';
import { planTask } from './plan-task.ts';
import type { QueueRoom } from './queue-room.ts';
import { storeTask } from './store-task.ts';
import { taskIds } from './task-ids.ts';

interface CreateDependencies extends Omit<Dependencies, 'items' | 'tasks'> {
  readonly tasks: NewTaskStore;
  /** Holds on to the files that the task is to be given; absent where there are no files. */
  readonly useInputs?: (order: InputOrder) => Promise<void>;
  readonly planGeneration: (params: unknown, now: Date) => Plan;
  /** Why the form of a file's address alone forbids to fetch it. */
  readonly inputFault?: (owner: Owner, url: string) => string | undefined;
  /** Why nothing can be sent to an address, as far as its form tells; absent where it was accepted before. */
  readonly receiverFault?: (url: string) => string | undefined;
  /** How many tasks owners may have open. */
  readonly places: Pick<OpenTaskStore, 'read' | 'newTaskWrites'>;
  /** Refuses what would wait too long for its turn; absent where an operator's order goes first. */
  readonly queueRoom?: QueueRoom;
}

/** Idempotency keys answer with the first task for at least this long. */
const KEY_LIFE_MS = 7 * 24 * 3600 * 1000;
const MOST_GENERATIONS = 50;

/** Starting may fail without harm: the task is stored, and the sweeper starts what has no execution. */
const starting =
  ({ workflow, log }: CreateDependencies) =>
  async (task: Task): Promise<void> => {
    try {
      await workflow.start(task);
    } catch (error) {
      log.warn('execution not started', { taskId: task.id, run: task.run, reason: String(error) });
      log.count('ExecutionStartFailed');
    }
  };

/** Answers a repeated request with the task that it made the first time; `outlived` where that is older than its key. */
const replaying = (dependencies: CreateDependencies) => {
  const { tasks, clock } = dependencies;
  const start = starting(dependencies);
  const { isHashOf } = taskIds(dependencies);
  return async (order: CreateTask, id: TaskId): Promise<CreatedTask | 'outlived'> => {
    const snapshot = await tasks.load(order.owner, id);
    if (snapshot === undefined)
      throw new Failure('busy', 'The task of this key is being removed', { retryAfterSeconds: 1 });
    if (clock.now() - Date.parse(snapshot.task.createdAt) > KEY_LIFE_MS) return 'outlived';
    if (!isHashOf(order, snapshot.task.requestHash)) {
      throw new Failure('idempotency_key_reused', 'This idempotency key was used with another body');
    }
    if (!isEnded(snapshot.task) && snapshot.jobs.length === 0) await start(snapshot.task);
    return { snapshot: asCreated(snapshot), replayed: true };
  };
};

/** Holds on to the files of a request. A repeated one is answered like the first, even where a file has expired since. */
const inputHolding =
  ({ tasks, useInputs }: CreateDependencies) =>
  async ({ owner, id, deadlineAt }: Task, files: Plan['inputUrls']): Promise<void> => {
    if (files.length === 0 || useInputs === undefined) return;
    try {
      await useInputs({ owner, taskId: id, deadlineAt, files });
    } catch (error) {
      const isKnown = (await tasks.load(owner, id)) !== undefined;
      if (!isKnown) throw faultsUnder('/providerParams', error);
    }
  };

/** Refuses an address to which nothing could ever be sent. */
function checkCallback({ body: { callbackUrl } }: CreateTask, faultOf: CreateDependencies['receiverFault']) {
  const fault = callbackUrl === undefined ? undefined : faultOf?.(callbackUrl);
  if (fault === undefined) return;
  throw new Failure('validation_failed', 'Nothing can be sent to the callback address', {
    errors: [{ path: '/callbackUrl', message: `cannot be called: ${fault}` }],
  });
}

/**
 * Accepts a task: stores it with its request in one transaction, then starts its execution. A crash in between leaves a
 * task that the client's repetition, or the sweeper, starts. Throws `Failure` for whatever is wrong; then nothing is stored.
 */
export const createTask = (dependencies: CreateDependencies) => {
  const { tasks, clock } = dependencies;
  const ids = taskIds(dependencies);
  const start = starting(dependencies);
  const answerAgain = replaying(dependencies);
  const holdInputs = inputHolding(dependencies);
  const store = storeTask(dependencies);
  const planned = planTask(dependencies);
  const generations = MOST_GENERATIONS;
  const orAsBefore = answerAsBefore({ tasks, ids, answerAgain, generations });
  const admitted = async (order: CreateTask, now: number): Promise<Plan> => {
    checkCallback(order, dependencies.receiverFault);
    const { owner, body } = order;
    const plan = await planned({ owner, providerParams: body.providerParams, now });
    await dependencies.queueRoom?.({ owner, service: plan.service, priority: priorityOf(body) });
    return plan;
  };

  return async (order: CreateTask): Promise<CreatedTask> => {
    const now = clock.now();
    const hash = ids.hashOf(order);
    const plan = await admitted(order, now).catch((refusal: unknown) => orAsBefore(order, refusal));
    if ('snapshot' in plan) return plan;
    const deprecation = plan.deprecation === undefined ? {} : { deprecation: plan.deprecation };

    for (let generation = 0; generation < generations; generation += 1) {
      const id = hash === undefined ? ids.fresh() : ids.keyed(order, generation);
      const request = { ...newRequest(order, plan), keyPart: ids.keyPart(order, id) };
      const fresh = newTask(order, plan, { id, hash, now });
      await holdInputs(fresh, plan.inputUrls);
      const { outcome, task } = await store(fresh, request, { held: plan.held, told: order.told?.(id) });
      if (outcome === 'created') {
        await start(task);
        const snapshot = { task, request, jobs: [], outputs: [] };
        return { snapshot, replayed: false, ...deprecation };
      }
      if (hash === undefined) continue;
      const answer = await answerAgain(order, id);
      if (answer !== 'outlived') return { ...answer, ...deprecation };
    }
    throw new Failure('busy', 'No free task id was found', { retryAfterSeconds: 1 });
  };
};
