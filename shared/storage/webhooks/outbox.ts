import { hash } from 'node:crypto';
import type { Owner } from '#domain/ids.ts';
import type { FeedEvent } from '#domain/live/live.ts';
import type { Task } from '#domain/tasks/task.ts';
import { newDelivery, type Delivery } from '#domain/webhooks/delivery.ts';
import type { TaskEventType } from '#domain/webhooks/event-types.ts';
import { callbackIdOf, EVENT_BUS, isCallbackEvent } from '#domain/webhooks/receiver.ts';
import { feedRowOf } from '../live/feed-rows.ts';
import { isWatched } from '../live/watch-markers.ts';
import type { Row, Table, Write } from '../table/table-port.ts';
import { deliveryRowOf, type WebhookAddress } from './delivery-rows.ts';
import { asksFor, isWebhookRow, webhooksOf } from './webhook-rows.ts';

/** What a change of a task is to be told as. */
export interface Notice {
  readonly task: Pick<Task, 'id' | 'owner' | 'incarnation' | 'promptId' | 'callbackUrl'>;
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
  /** Whether the event bus of the deployment is told of everything. */
  readonly toBus?: boolean;
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

/** Whom an event goes to, and where where his own row does not say it. */
type Target = Pick<Delivery, 'webhookId' | 'url'>;

/** What is stored for one receiver. */
function rowFor({ webhookId, ...place }: Target, { task, type, sequence, by }: Notice, now: number): Row {
  const { id: taskId, owner, incarnation } = task;
  const marks = incarnation === undefined ? {} : { incarnation };
  return deliveryRowOf(
    newDelivery({ owner, webhookId }, now, { unique: by, type, sequence, taskId, ...marks, ...place }),
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

/** The address that the task itself names, where it is told of such an event: tasks that name the same have one in common. */
const callbackOf = ({ task: { callbackUrl: url }, type }: Notice): readonly Target[] =>
  url === undefined || !isCallbackEvent(type) ? [] : [{ webhookId: callbackIdOf(hash('sha256', url)), url }];

const asking = (rows: readonly Row[], type: TaskEventType): readonly Target[] =>
  rows.filter((row) => asksFor(row, type)).map(({ sk }) => ({ webhookId: sk }));

/** Tells whoever listens of changes: a row each, in the transaction of the change. */
export const outbox = ({ table, now, wake, toBus = false }: OutboxParts): Outbox => ({
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
        return toBus || isPushed || webhooks.some((row) => row['disabled'] === undefined);
      },

      async writes(notice) {
        const { webhooks, isWatched: isPushed } = await listening();
        const time = now();
        const targets = [
          ...asking(webhooks, notice.type),
          ...callbackOf(notice),
          ...(toBus ? [{ webhookId: EVENT_BUS }] : []),
        ];
        const toWake = new Set([...targets, ...asking(webhooks, FIRST)].map(({ webhookId }) => webhookId));
        awaiting = [
          ...[...toWake].map((webhookId) => ({ owner, webhookId })),
          ...(isPushed ? [{ owner }] : []),
        ];
        return [
          ...targets.map((target): Write => ({ type: 'put', row: rowFor(target, notice, time) })),
          ...(isPushed ? [{ type: 'put', row: feedRowOf(feedEventOf(notice, time)) } as const] : []),
        ];
      },

      sendOn: async () => void (await Promise.all(awaiting.map((to) => wake(to)))),
    };
  },
});
