import type { Owner } from '#domain/ids.ts';
import type { Task } from '#domain/tasks/task.ts';
import { newDelivery } from '#domain/webhooks/delivery.ts';
import type { TaskEventType } from '#domain/webhooks/event-types.ts';
import type { Row, Table, Write } from '../table/table-port.ts';
import { deliveryRowOf, type WebhookAddress } from './delivery-rows.ts';
import { asksFor, webhooksOf } from './webhook-rows.ts';

/** What a change of a task is to be told as. */
export interface Notice {
  readonly task: Pick<Task, 'id' | 'owner' | 'incarnation'>;
  readonly type: TaskEventType;
  /** The version of the task's row that the change has written: it rises with each. */
  readonly sequence: number;
  /** What marks the change: no other has it. */
  readonly by: string;
}

/** Has what is due for a webhook delivered at once. What it does not reach is found by the schedule. Never throws. */
export type Wake = (webhook: WebhookAddress) => Promise<void>;

export interface OutboxParts {
  readonly table: Table;
  readonly now: () => number;
  readonly wake: Wake;
}

/** The notices of one change: found while it is written, and sent on once it is. */
export interface Notices {
  /** Whether anybody listens to what happens to the owner's tasks. */
  isListenedTo(): Promise<boolean>;
  /** What is written with the change, a row for each webhook that asks for it; none where nobody listens. */
  writes(notice: Notice): Promise<readonly Write[]>;
  /** To be called when the change is written. */
  sendOn(): Promise<void>;
}

export interface Outbox {
  notices(owner: Owner): Notices;
}

/** Where nobody is told of anything. */
export const silent: Outbox = {
  notices: () => ({
    isListenedTo: async () => false,
    writes: async () => [],
    sendOn: async () => undefined,
  }),
};

/** A task's first event waits for whatever comes next of it: the function that makes tasks has nobody to wake. */
const FIRST: TaskEventType = 'task.created';

/** What is stored for one webhook. */
function rowFor(webhookId: string, { task, type, sequence, by }: Notice, now: number): Row {
  const { id: taskId, owner, incarnation } = task;
  const marks = incarnation === undefined ? {} : { incarnation };
  return deliveryRowOf(
    newDelivery({ owner, webhookId }, now, { unique: by, type, sequence, taskId, ...marks }),
  );
}

/** Tells whoever listens of changes: a row each, in the transaction of the change. */
export const outbox = ({ table, now, wake }: OutboxParts): Outbox => ({
  notices(owner) {
    let listeners: Promise<readonly Row[]> | undefined;
    let awaiting: readonly string[] = [];
    const listening = (): Promise<readonly Row[]> =>
      (listeners ??= table.partition(webhooksOf(owner), 'wh_'));
    return {
      isListenedTo: async () => (await listening()).some((row) => row['disabled'] === undefined),

      async writes(notice) {
        const rows = await listening();
        const time = now();
        awaiting = rows.filter((row) => asksFor(row, notice.type) || asksFor(row, FIRST)).map(({ sk }) => sk);
        return rows
          .filter((row) => asksFor(row, notice.type))
          .map(({ sk }): Write => ({ type: 'put', row: rowFor(sk, notice, time) }));
      },

      sendOn: async () => void (await Promise.all(awaiting.map((webhookId) => wake({ owner, webhookId })))),
    };
  },
});
