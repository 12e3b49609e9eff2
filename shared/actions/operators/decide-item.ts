import { Failure } from '#domain/error.ts';
import type { RemoteJobId } from '#domain/ids.ts';
import { externalIdOf, isUnanswered } from '#domain/tasks/job.ts';
import type { OperatorItem } from '#domain/operators/operator-item.ts';
import { QUERY_CALL_SECONDS } from '#domain/tasks/limits.ts';
import { isoTime } from '#domain/ports.ts';
import type { EventType } from '#domain/tasks/event-types.ts';
import { reopenTask } from '#domain/tasks/task-end.ts';
import { attemptsOf } from '#domain/tasks/task-progress.ts';
import type { TaskSnapshot } from '#domain/tasks/task.ts';
import type { CreatedTask } from '../tasks/create-task.ts';
import type { CreateTask } from '../tasks/new-task.ts';
import type { Dependencies, ProviderDependencies } from '../dependencies.ts';
import { sameRequest } from '../tasks/same-request.ts';

/** What an operator may do about a paid call whose fate is unknown. */
export type Decision =
  /** It was taken, and this is the provider's id of it: the task is open again, and brings its result home. */
  | { readonly type: 'adopt'; readonly externalTaskId: RemoteJobId }
  /** It is to be made anew, at the risk of paying twice. */
  | { readonly type: 'resubmit' }
  /** Nothing more is done; what was settled stands. */
  | { readonly type: 'write-off' };

export interface ItemOrder {
  readonly itemId: string;
  readonly reason: string;
  readonly decision: Decision;
}

interface DecideDependencies extends Dependencies, Pick<ProviderDependencies, 'send' | 'dialectOf'> {
  readonly create: (order: CreateTask) => Promise<CreatedTask>;
  /** The secret that turns an owner's idempotency keys into task ids. */
  readonly idSecretOf: (owner: OperatorItem['owner']) => Promise<string>;
}

/**
 * Carries out what an operator has decided. Every step may be repeated: the task is changed first, the item is closed
 * last. Throws `not_found`, `conflict` for an item that is closed already, a task that is past the decision or an id that is
 * not this job's, and `busy` where the provider cannot be asked for it.
 */
export const decideItem = (dependencies: DecideDependencies) => {
  const { tasks, items, workflow, clock } = dependencies;

  const wholeOf = async (item: OperatorItem): Promise<TaskSnapshot> => {
    const snapshot = await tasks.load(item.owner, item.taskId);
    if (snapshot === undefined) throw new Failure('conflict', 'The task of this item has been deleted');
    return snapshot;
  };

  /**
   * Only what the provider shows under this id is taken up: an item is closed by its adoption, and a slip could not be
   * made good again. Its record echoes the address that a job was made with: one of another job cannot be ours.
   */
  const refuseForeign = async ({ task }: TaskSnapshot, n: number, id: RemoteJobId): Promise<void> => {
    const dialect = dependencies.dialectOf(task.dialect);
    const call = dialect.check(id, task.wireModel);
    const reply = await dependencies.send(task.service, call, { timeoutMs: QUERY_CALL_SECONDS * 1000 });
    const outcome = dialect.readCheck(reply, task.media);
    if (outcome.type === 'not-found') throw new Failure('conflict', `The provider knows no job ${id}`);
    if (outcome.type === 'unavailable') {
      const { retryAfterSeconds } = outcome;
      throw new Failure('busy', 'The provider cannot be asked about this job now', { retryAfterSeconds });
    }
    if (outcome.callbackUrl?.includes(`/${task.id}/${n}.${task.owner}.`) === false)
      throw new Failure('conflict', `The provider made ${id} for another job than this one`);
  };

  const adopt = async (item: OperatorItem, externalId: RemoteJobId, reason: string): Promise<void> => {
    const at = isoTime(clock.now());
    const occasion = { at, actor: 'operator', reason } as const;
    const snapshot = await wholeOf(item);
    await refuseForeign(snapshot, item.job, externalId);
    const span = Date.parse(snapshot.task.deadlineAt) - Date.parse(snapshot.task.createdAt);
    const deadlineAt = isoTime(clock.now() + span);
    const amended = await tasks.amendWhole(snapshot.task, (current) => {
      const job = current.jobs.find(({ n }) => n === item.job);
      if (job !== undefined && externalIdOf(job) === externalId) return undefined; // an earlier try of this very decision
      if (job === undefined || !isUnanswered(job)) {
        throw new Failure('conflict', 'The job is not one whose fate is unknown');
      }
      return {
        task: reopenTask(current.task, occasion, attemptsOf(current.jobs), deadlineAt),
        jobs: [{ n: item.job, event: { type: 'adopted', externalId, at } }],
        occasion,
      };
    });
    if (amended !== undefined) await workflow.start(amended.snapshot.task);
  };

  const resubmit = async (item: OperatorItem): Promise<string> => {
    const snapshot = await wholeOf(item);
    const created = await dependencies.create({
      owner: item.owner,
      idSecret: await dependencies.idSecretOf(item.owner),
      // The item makes one new task, however often the decision is repeated.
      idempotencyKey: `operator:${item.id}`,
      parent: { id: item.taskId, retryCount: snapshot.task.retryCount + 1 },
      body: sameRequest(snapshot),
    });
    return created.snapshot.task.id;
  };

  const note = async (item: OperatorItem, reason: string, type: EventType): Promise<void> => {
    const at = isoTime(clock.now());
    await tasks.amendTask({ owner: item.owner, id: item.taskId }, (task) => ({
      ...task,
      history: [...task.history, { at, actor: 'operator', type, attempt: 0, reason }],
    }));
  };

  const carryOut = async (
    item: OperatorItem,
    { decision, reason }: ItemOrder,
  ): Promise<Partial<OperatorItem>> => {
    switch (decision.type) {
      case 'adopt':
        await adopt(item, decision.externalTaskId, reason);
        return { status: 'adopted', externalTaskId: decision.externalTaskId };
      case 'resubmit': {
        const newTaskId = await resubmit(item);
        await note(item, reason, 'item-resubmitted');
        return { status: 'resubmitted', newTaskId };
      }
      case 'write-off':
        await note(item, reason, 'item-written-off');
        return { status: 'written-off' };
    }
  };

  return async (order: ItemOrder): Promise<OperatorItem> => {
    const item = await items.find(order.itemId);
    if (item === undefined) throw new Failure('not_found', 'There is no such item');
    if (item.status !== 'open') throw new Failure('conflict', `The item is ${item.status} already`);
    const change = await carryOut(item, order);
    const closed = { ...item, ...change, reason: order.reason, closedAt: isoTime(clock.now()) };
    if (!(await items.close(closed)))
      throw new Failure('conflict', 'Somebody else has decided at the same time');
    return closed;
  };
};
