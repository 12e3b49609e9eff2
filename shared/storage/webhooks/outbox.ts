import type { Owner } from '#domain/ids.ts';
import type { FeedEvent } from '#domain/live/live.ts';
import type { Task } from '#domain/tasks/task.ts';
import { newDelivery } from '#domain/webhooks/delivery.ts';
import type { TaskEventType } from '#domain/webhooks/event-types.ts';
import { feedRowOf } from '../live/feed-rows.ts';
import { isWatched } from '../live/watch-markers.ts';
import type { Row, Table, Write } from '../table/table-port.ts';
import { deliveryRowOf, type WebhookAddress } from './delivery-rows.ts';
import { asksFor, isWebhookRow, webhooksOf } from './webhook-rows.ts';

/** What a change of a task is to be told as. */
export interface Notice {
  readonly task: Pick<Task, 'id' | 'owner' | 'incarnation' | 'promptId'>;
  readonly type: TaskEventType;
  /** The version of the task's row that the change has written: it rises with each. */
  readonly sequence: number;
  /** What marks the change: no other has it. */
  readonly by: string;
}

/** Whose feed is to be pushed to those who are connected. */
export interface FeedOwner {
  readonly owner: string;
}

/** Has what is due for a webhook, or in a feed, delivered at once. What it does not reach is found by the schedule. Never throws. */
export type Wake = (to: FeedOwner | (FeedOwner & Pick<WebhookAddress, 'webhookId'>)) => Promise<void>;

export interface OutboxParts {
  readonly table: Table;
  readonly now: () => number;
  readonly wake: Wake;
}

/** The notices of one change: found while it is written, and sent on once it is. */
export interface Notices {
  /** Whether anybody listens to what happens to the owner's tasks. */
  isListenedTo(): Promise<boolean>;
  /** What is written with the change: a row for each webhook that asks for it, one for all who are connected; none where nobody listens. */
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

/** The same event in the owner's feed, to be pushed at once. */
function feedEventOf({ task, type, sequence, by }: Notice, now: number): FeedEvent {
  const { id: taskId, owner, incarnation, promptId } = task;
  const { id, at } = newDelivery({ owner, webhookId: '' }, now, { unique: by, type, sequence });
  const marks = {
    ...(incarnation === undefined ? {} : { incarnation }),
    ...(promptId === undefined ? {} : { promptId }),
  };
  return { id, owner, type, at, sequence, taskId, ...marks, dueAt: at };
}

/** Who listens to an owner's tasks. */
interface Listening {
  readonly webhooks: readonly Row[];
  /** Whether somebody is connected, or has been within a day. */
  readonly isWatched: boolean;
}

/** Webhooks, and that somebody is connected, lie in one partition under names that begin so. */
const LISTENERS = 'w';

/** Tells whoever listens of changes: a row each, in the transaction of the change. */
export const outbox = ({ table, now, wake }: OutboxParts): Outbox => ({
  notices(owner) {
    let listeners: Promise<Listening> | undefined;
    let awaiting: readonly (WebhookAddress | FeedOwner)[] = [];
    const look = async (): Promise<Listening> => {
      const rows = await table.partition(webhooksOf(owner), LISTENERS);
      return { webhooks: rows.filter(isWebhookRow), isWatched: rows.some((row) => isWatched(row, now())) };
    };
    const listening = (): Promise<Listening> => (listeners ??= look());
    return {
      async isListenedTo() {
        const { webhooks, isWatched: isPushed } = await listening();
        return isPushed || webhooks.some((row) => row['disabled'] === undefined);
      },

      async writes(notice) {
        const { webhooks, isWatched: isPushed } = await listening();
        const time = now();
        const awaited = webhooks.filter((row) => asksFor(row, notice.type) || asksFor(row, FIRST));
        awaiting = [
          ...awaited.map(({ sk: webhookId }) => ({ owner, webhookId })),
          ...(isPushed ? [{ owner }] : []),
        ];
        const asking = webhooks.filter((row) => asksFor(row, notice.type));
        return [
          ...asking.map(({ sk }): Write => ({ type: 'put', row: rowFor(sk, notice, time) })),
          ...(isPushed ? [{ type: 'put', row: feedRowOf(feedEventOf(notice, time)) } as const] : []),
        ];
      },

      sendOn: async () => void (await Promise.all(awaiting.map((to) => wake(to)))),
    };
  },
});
