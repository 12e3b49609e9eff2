import { Failure } from '#domain/error.ts';
import type { Owner, RemoteJobId } from '#domain/ids.ts';
import { adoptJob, type Decision } from '#domain/operators/decision.ts';
import type { AuditLine, auditActions } from '#domain/operators/audit.ts';
import { isAbout, type OperatorItem } from '#domain/operators/operator-item.ts';
import { isoTime } from '#domain/ports.ts';
import { isAddressOf } from '#domain/tasks/callback-address.ts';
import type { EventType } from '#domain/tasks/event-types.ts';
import { QUERY_CALL_SECONDS } from '#domain/tasks/limits.ts';
import { accountOf } from '#domain/tasks/provider-account.ts';
import type { TaskSnapshot } from '#domain/tasks/task.ts';
import type { AuditWriter } from '#storage/operators/audit-store.ts';
import type { Write } from '#storage/table/table-port.ts';
import type { Dependencies, ProviderDependencies } from '../dependencies.ts';
import type { CreatedTask, CreateTask } from '../tasks/new-task.ts';
import { sameRequest } from '../tasks/same-request.ts';
import { archiveAgain } from './archive-again.ts';

export interface ItemOrder {
  readonly itemId: string;
  /** Whose key it is done with. */
  readonly by: Owner;
  readonly reason: string;
  readonly decision: Decision;
}

interface DecideDependencies extends Dependencies, Pick<ProviderDependencies, 'send' | 'dialectOf'> {
  readonly create: (order: CreateTask) => Promise<CreatedTask>;
  /** The secret that turns an owner's idempotency keys into task ids. */
  readonly idSecretOf: (owner: OperatorItem['owner']) => Promise<string>;
  /** Makes the line that tells of a decision. */
  readonly audit: AuditWriter;
}

const auditActionOf = {
  adopt: 'item-adopted',
  resubmit: 'item-resubmitted',
  'write-off': 'item-written-off',
  'archive-again': 'item-looked-for',
} as const satisfies Record<Decision['type'], keyof typeof auditActions>;

/** What is to be told of a decision. */
function lineOf(
  item: OperatorItem,
  { by, reason, decision }: ItemOrder,
  { at, after }: { readonly at: string; readonly after: Partial<OperatorItem> },
): AuditLine {
  const { status = item.status, externalTaskId, newTaskId } = after;
  return {
    at,
    actor: by,
    action: auditActionOf[decision.type],
    owner: item.owner,
    subject: item.id,
    before: { status: item.status },
    after: {
      status,
      ...(externalTaskId === undefined ? {} : { externalTaskId }),
      ...(newTaskId === undefined ? {} : { newTaskId }),
    },
    reason,
  };
}

const taskOf =
  ({ tasks }: DecideDependencies) =>
  async (item: OperatorItem): Promise<TaskSnapshot> => {
    const snapshot = await tasks.load(item.owner, item.taskId);
    if (snapshot === undefined || !isAbout(item, snapshot.task))
      throw new Failure('conflict', 'The task of this item has been deleted');
    return snapshot;
  };

/**
 * Only what the provider shows under this id is taken up: an item is closed by its adoption, and a slip could not be
 * made good again. Its record echoes the address that a job was made with: one of another job cannot be ours.
 */
const foreignCheck =
  ({ send, dialectOf }: DecideDependencies) =>
  async ({ task, jobs }: TaskSnapshot, n: number, id: RemoteJobId): Promise<void> => {
    const dialect = dialectOf(task.dialect);
    if (dialect.synchronous === true) {
      const message = `${task.service} answers within the call and keeps no job: nothing can be adopted`;
      throw new Failure('conflict', message);
    }
    const call = dialect.check(id, task.wireModel);
    const account = accountOf(
      task.service,
      jobs.find((job) => job.n === n),
    );
    const reply = await send(account, call, { timeoutMs: QUERY_CALL_SECONDS * 1000 });
    const outcome = dialect.readCheck(reply, task.media);
    if (outcome.type === 'not-found') throw new Failure('conflict', `The provider knows no job ${id}`);
    if (outcome.type === 'unavailable') {
      const { retryAfterSeconds } = outcome;
      throw new Failure('busy', 'The provider cannot be asked about this job now', { retryAfterSeconds });
    }
    if (outcome.callbackUrl !== undefined && !isAddressOf(outcome.callbackUrl, task, n))
      throw new Failure('conflict', `The provider made ${id} for another job than this one`);
  };

/** Why it is done, and the write that tells of it: what it makes of the item. */
interface Telling {
  readonly reason: string;
  readonly told: (after: Partial<OperatorItem>) => Write;
}

/** Takes a task up again under the id that an operator found; says whether that was told with it. */
const adoption = (dependencies: DecideDependencies) => {
  const { tasks, workflow, clock } = dependencies;
  const snapshotOf = taskOf(dependencies);
  const refuseForeign = foreignCheck(dependencies);
  return async (item: OperatorItem, externalId: RemoteJobId, { reason, told }: Telling): Promise<boolean> => {
    const snapshot = await snapshotOf(item);
    await refuseForeign(snapshot, item.job, externalId);
    const wanted = { n: item.job, externalId, reason, now: clock.now() };
    const amended = await tasks.amendSnapshot(
      snapshot.task,
      (current) => adoptJob(current, wanted),
      () => [told({ status: 'adopted', externalTaskId: externalId })],
    );
    if (amended !== undefined) await workflow.start(amended.snapshot.task);
    return amended?.changed === true;
  };
};

/** Makes a new task of the same request; answers with its id, and whether it was told of with it. */
const resubmission = (dependencies: DecideDependencies) => {
  const { create, idSecretOf } = dependencies;
  const snapshotOf = taskOf(dependencies);
  return async (item: OperatorItem, { told }: Telling): Promise<{ newTaskId: string; isTold: boolean }> => {
    const snapshot = await snapshotOf(item);
    const created = await create({
      owner: item.owner,
      idSecret: await idSecretOf(item.owner),
      // The item makes one new task, however often the decision is repeated.
      idempotencyKey: `operator:${item.id}`,
      parent: { id: item.taskId, retryCount: snapshot.task.retryCount + 1 },
      body: sameRequest(snapshot),
      told: (newTaskId) => told({ status: 'resubmitted', newTaskId }),
    });
    return { newTaskId: created.snapshot.task.id, isTold: !created.replayed };
  };
};

/** Tells the task's timeline of a decision that changes nothing else about it. */
const noting =
  ({ tasks, clock }: DecideDependencies) =>
  async (item: OperatorItem, reason: string, type: EventType): Promise<void> => {
    const at = isoTime(clock.now());
    const note = { at, actor: 'operator', type, attempt: 0, reason } as const;
    await tasks.amendTask({ owner: item.owner, id: item.taskId }, (task) =>
      isAbout(item, task) ? { ...task, history: [...task.history, note] } : task,
    );
  };

/** What becomes of an item; undefined where it stays as it is. `isTold`: a line has told of it with what was done. */
interface Decided {
  readonly change: Partial<OperatorItem> | undefined;
  readonly isTold: boolean;
}

/**
 * Carries out what an operator has decided. Every step may be repeated: the task is changed first, the item is closed
 * last; one that is looked for again stays open. A line tells of it, in the transaction of the first thing that is done: what
 * an operator has changed is told of, wherever we die. Throws `not_found`, `conflict` for an item that is closed already, a
 * task that is past the decision or an id that is not this job's, and `busy` where the provider cannot be asked for it.
 */
export const decideItem = (dependencies: DecideDependencies) => {
  const { items, clock, audit } = dependencies;
  const adopt = adoption(dependencies);
  const resubmit = resubmission(dependencies);
  const note = noting(dependencies);

  const lookAgain = archiveAgain(dependencies);

  const carryOut = async (item: OperatorItem, decision: Decision, telling: Telling): Promise<Decided> => {
    const { reason, told } = telling;
    switch (decision.type) {
      case 'adopt': {
        const { externalTaskId } = decision;
        const isTold = await adopt(item, externalTaskId, telling);
        return { change: { status: 'adopted', externalTaskId }, isTold };
      }
      case 'resubmit': {
        const { newTaskId, isTold } = await resubmit(item, telling);
        await note(item, reason, 'item-resubmitted');
        return { change: { status: 'resubmitted', newTaskId }, isTold };
      }
      case 'archive-again':
        await lookAgain(item, reason, told({}));
        return { change: undefined, isTold: true };
      case 'write-off':
        await note(item, reason, 'item-written-off');
        return { change: { status: 'written-off' }, isTold: false };
    }
  };

  return async (order: ItemOrder): Promise<OperatorItem> => {
    const item = await items.find(order.itemId);
    if (item === undefined) throw new Failure('not_found', 'There is no such item');
    if (item.kind === 'other')
      throw new Failure('conflict', 'The item is of a kind that only a newer version of the service decides');
    if (item.status !== 'open') throw new Failure('conflict', `The item is ${item.status} already`);
    const { reason, decision } = order;
    const at = isoTime(clock.now());
    const told = (after: Partial<OperatorItem>): Write => audit(lineOf(item, order, { at, after }));
    const { change, isTold } = await carryOut(item, decision, { reason, told });
    if (change === undefined) return item;
    const closed = { ...item, ...change, reason, closedAt: isoTime(clock.now()) };
    if (!(await items.close(closed, isTold ? [] : [told(change)])))
      throw new Failure('conflict', 'Somebody else has decided at the same time');
    return closed;
  };
};
