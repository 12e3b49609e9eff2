import { isOwner, isTaskId } from '#domain/ids.ts';
import { isoTime, type Clock, type Log, type Random } from '#domain/ports.ts';
import type { Told } from '#domain/webhooks/told.ts';
import {
  afterAttempt,
  BUSY_MS,
  givenUp,
  isArrived,
  isDue,
  isUnwanted,
  LEASE_MS,
  UNREACHABLE_MS,
  type Attempt,
  type Delivery,
} from '#domain/webhooks/delivery.ts';
import { EVENT_BUS, isReceiverId } from '#domain/webhooks/receiver.ts';
import { isWebhookId, type DisabledReason, type Webhook } from '#domain/webhooks/webhook.ts';
import type { TaskStore } from '#storage/tasks/task-store.ts';
import type { DeliveryLeases, Lease } from '#storage/webhooks/delivery-lease.ts';
import type { WebhookAddress } from '#storage/webhooks/delivery-rows.ts';
import type { DeliveryPage, DeliveryStore } from '#storage/webhooks/delivery-store.ts';
import type { WebhookStore } from '#storage/webhooks/webhook-store.ts';
import { eventData, type ShowDependencies } from './event-data.ts';
import { findReceiver } from './find-receiver.ts';
import type { PostEvent } from './post-event.ts';
import { tellDisabled } from './tell-disabled.ts';

/** Which webhook is to be told what is due, and which events the schedule has found due for it. */
export interface DeliverOrder {
  readonly owner: string;
  readonly webhookId: string;
  readonly ids?: readonly string[];
}

export interface DeliverDependencies extends ShowDependencies {
  readonly webhooks: WebhookStore;
  readonly deliveries: DeliveryStore;
  readonly leases: DeliveryLeases;
  readonly tasks: Pick<TaskStore, 'load' | 'noteTold'>;
  readonly postEvent: PostEvent;
  readonly clock: Pick<Clock, 'now'>;
  readonly random: Pick<Random, 'fraction' | 'hex128' | 'secret256'>;
  readonly log: Log;
}

/** So many requests to one webhook are under way at once. */
export const MOST_IN_FLIGHT = 8;
/** Rows of a change may come into the table so much later than the time in their ids says. */
const OVERLAP_MS = 10_000;
/** So many new events are looked for at once. */
const PAGE = 200;

/** What is delivered to, while the lease is held. */
interface Round {
  webhook: Webhook;
  readonly until: number;
}

/** What is new since a lease was last given back, and due, the oldest first. */
const newest =
  ({ deliveries, clock }: DeliverDependencies) =>
  async (address: WebhookAddress, seenTo: string | undefined): Promise<Delivery[]> => {
    const since = seenTo === undefined ? 0 : Date.parse(seenTo) - OVERLAP_MS;
    const found: Delivery[] = [];
    for (let after: string | undefined = ''; after !== undefined;) {
      const page: DeliveryPage = await deliveries.page(address, after, PAGE);
      const fresh = page.items.filter(({ at }) => Date.parse(at) >= since);
      found.push(...fresh.filter((delivery) => isDue(delivery, clock.now())));
      after = fresh.length < page.items.length ? undefined : page.next;
    }
    return found;
  };

/** Deliveries of one task follow each other; others go side by side, up to so many. */
export async function inOrder<One extends Pick<Delivery, 'taskId' | 'id' | 'sequence'>>(
  deliveries: readonly One[],
  deliver: (one: One) => Promise<void>,
): Promise<void> {
  const lanes = Map.groupBy(deliveries, ({ taskId, id }) => taskId ?? id);
  // Two events of one task may bear the same time, and clocks differ.
  const waiting = [...lanes.values()].map((lane) =>
    lane.sort((left, right) => left.sequence - right.sequence),
  );
  const work = async (): Promise<void> => {
    for (let lane = waiting.shift(); lane !== undefined; lane = waiting.shift())
      for (const one of lane) await deliver(one);
  };
  await Promise.all(Array.from({ length: Math.min(MOST_IN_FLIGHT, waiting.length) }, work));
}

/** What a webhook becomes by a try: switched off by 410, or after days without success. */
function webhookAfter(webhook: Webhook, attempt: Attempt): Webhook {
  // What becomes of a task's own address is said of each event: its owner could not switch it on again.
  if (!isWebhookId(webhook.id)) return webhook;
  const { failingSince, ...rest } = webhook;
  if (isArrived(attempt)) return failingSince === undefined ? webhook : rest;
  if (webhook.disabled !== undefined) return webhook;
  const off = (reason: DisabledReason): Webhook => ({ ...webhook, disabled: { at: attempt.at, reason } });
  if (isUnwanted(attempt)) return off('gone');
  if (failingSince === undefined) return { ...webhook, failingSince: attempt.at };
  return Date.parse(attempt.at) - Date.parse(failingSince) >= UNREACHABLE_MS ? off('unreachable') : webhook;
}

/** Tries one delivery, and writes down what came of it. */
const attempting = (dependencies: DeliverDependencies) => {
  const { webhooks, deliveries, tasks, postEvent, clock, random, log } = dependencies;
  const dataOf = eventData(dependencies);
  const tell = tellDisabled(dependencies);

  /** Before the delivery is through: told twice of one event is one line. */
  const noteOnTask = async (
    delivery: Delivery,
    { at, status }: Pick<Attempt, 'at' | 'status'>,
  ): Promise<void> => {
    const { owner, taskId = '', incarnation, id, type, webhookId, state, reason } = delivery;
    if (state === 'pending' || !isTaskId(taskId) || webhookId === EVENT_BUS) return;
    const told: Told = {
      at,
      event: id,
      type,
      receiver: webhookId,
      state,
      ...(status === undefined ? {} : { status }),
      ...(reason === undefined ? {} : { reason }),
    };
    const marks = incarnation === undefined ? {} : { incarnation };
    await tasks.noteTold({ owner, id: taskId, ...marks }, told);
  };

  const close = async (delivery: Delivery, reason: string): Promise<void> => {
    const next = givenUp(delivery, reason);
    await noteOnTask(next, { at: isoTime(clock.now()) });
    await deliveries.replace(delivery, next);
  };

  const noteOnWebhook = async (round: Round, attempt: Attempt): Promise<void> => {
    const { webhook } = round;
    if (webhookAfter(webhook, attempt) === webhook) return;
    const next = await webhooks.amend(webhook.owner, webhook.id, (stored) => webhookAfter(stored, attempt));
    if (next === undefined) return;
    if (next.disabled !== undefined && webhook.disabled === undefined) {
      log.count('WebhooksDisabled');
      await tell(next);
    }
    round.webhook = next;
  };

  return async (round: Round, delivery: Delivery): Promise<void> => {
    if (round.webhook.disabled !== undefined) return close(delivery, 'the webhook is switched off');
    if (clock.now() >= round.until) return;
    const said = await dataOf(delivery);
    if ('gone' in said) return close(delivery, said.gone);
    const attempt = await postEvent(round.webhook, delivery, said.data);
    const next = afterAttempt(delivery, attempt, random.fraction());
    await noteOnTask(next, attempt);
    if (!(await deliveries.replace(delivery, next))) return;
    if (next.state === 'dead') log.count('DeliveriesGivenUp');
    await noteOnWebhook(round, attempt);
  };
};

/**
 * Delivers what is due for one webhook: what the schedule has found, and what is new. One call at a time does so for a webhook;
 * another is told of by the lease, and what it would have delivered is delivered by the one that holds it.
 */
export const deliverEvents = (dependencies: DeliverDependencies) => {
  const { deliveries, leases, clock } = dependencies;
  const receiverAt = findReceiver(dependencies);
  const newOf = newest(dependencies);
  const attempt = attempting(dependencies);

  /** Everything that is due now, the oldest first. */
  const dueNow = async (
    address: WebhookAddress,
    lease: Lease,
    ids: readonly string[],
  ): Promise<Delivery[]> => {
    const known = await deliveries.many(address, [...new Set([...ids, ...lease.found])]);
    const fresh = await newOf(address, lease.seenTo);
    const due = known.filter((one) => isDue(one, clock.now()));
    const all = new Map([...due, ...fresh].map((one) => [one.id, one]));
    return [...all.values()].sort((left, right) => (left.id < right.id ? -1 : 1));
  };

  const deliverAll = async (
    address: WebhookAddress,
    due: readonly Delivery[],
    until: number,
  ): Promise<void> => {
    const url = due.find((one) => one.url !== undefined)?.url;
    const webhook = due.length === 0 ? undefined : await receiverAt(address, url);
    if (webhook !== undefined) {
      const round: Round = { webhook, until };
      return inOrder(due, (one) => attempt(round, one));
    }
    for (const one of due) await deliveries.replace(one, givenUp(one, 'the webhook has been removed'));
  };

  return async ({ owner, webhookId, ids = [] }: DeliverOrder): Promise<void> => {
    if (!isOwner(owner) || !isReceiverId(webhookId)) throw new Error('Not an order of ours');
    const address = { owner, webhookId };
    const began = clock.now();
    let lease: Lease | undefined = await leases.take(address, { from: began, until: began + LEASE_MS }, ids);
    let found = ids;
    while (lease !== undefined) {
      const seenTo = isoTime(clock.now());
      await deliverAll(address, await dueNow(address, lease, found), began + BUSY_MS);
      if (clock.now() >= began + BUSY_MS) return leases.release(address, lease, seenTo);
      found = [];
      lease = await leases.giveBack(address, lease, seenTo);
    }
  };
};
