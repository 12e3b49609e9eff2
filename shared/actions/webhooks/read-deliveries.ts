import { Failure } from '#domain/error.ts';
import type { Owner } from '#domain/ids.ts';
import type { Clock, Random } from '#domain/ports.ts';
import { askedAgain, isEventId, newDelivery, type Delivery } from '#domain/webhooks/delivery.ts';
import type { TaskEventType } from '#domain/webhooks/event-types.ts';
import type { Webhook } from '#domain/webhooks/webhook.ts';
import type { WebhookAddress } from '#storage/webhooks/delivery-rows.ts';
import { placeBefore, type DeliveryPage, type DeliveryStore } from '#storage/webhooks/delivery-store.ts';
import type { WebhookStore } from '#storage/webhooks/webhook-store.ts';
import type { DeliverOrder } from './deliver-events.ts';
import { findDelivered, findWebhook } from './manage-webhooks.ts';

interface DeliveryDependencies {
  readonly webhooks: Pick<WebhookStore, 'find'>;
  readonly deliveries: DeliveryStore;
  readonly clock: Pick<Clock, 'now'>;
  readonly random: Pick<Random, 'hex128'>;
  /** Has what is due for a webhook delivered at once; what that misses is found by the schedule. */
  readonly wake: (order: DeliverOrder) => Promise<void>;
}

/** Which deliveries: of times (epoch ms, both inclusive), and whether all or only those that were given up. */
export interface ReplayOrder {
  readonly from: number;
  readonly to: number;
  readonly all: boolean;
}

/** How many are delivered once more. */
export interface Replayed {
  readonly replayed: number;
  /** There where more may be meant: those of this time (epoch ms) and earlier. */
  readonly next?: number;
}

/** What somebody may try. */
export type TestedType = TaskEventType | 'webhook.test';

/** So many are looked at for one answer. */
const MOST_REPLAYED = 1000;
const PAGE = 100;

const switchedOff = (): Failure => new Failure('conflict', 'The webhook is switched off');

/** Has events of a time delivered once more. `next` is the time up to which the rest lies. */
const replaying = ({ deliveries, clock, wake }: DeliveryDependencies) => ({
  /** False where somebody else was faster: it is being tried, or was asked for already. */
  askAgain: (delivery: Delivery): Promise<boolean> =>
    deliveries.replace(delivery, askedAgain(delivery, clock.now())),

  async replayAll(address: WebhookAddress, { from, to, all }: ReplayOrder): Promise<Replayed> {
    const isMeant = ({ state }: Delivery): boolean => state === 'dead' || (all && state === 'delivered');
    let replayed = 0;
    let after: string | undefined = placeBefore(to);
    for (let seen = 0; after !== undefined; seen += PAGE) {
      const page: DeliveryPage = await deliveries.page(address, after, PAGE);
      const inTime = page.items.filter(({ at }) => Date.parse(at) >= from);
      const last = page.items.at(-1);
      if (seen >= MOST_REPLAYED && last !== undefined) return { replayed, next: Date.parse(last.at) };
      const meant = inTime.filter(isMeant);
      for (const one of meant) await this.askAgain(one);
      if (meant.length > 0) await wake({ ...address, ids: meant.map(({ id }) => id) });
      replayed += meant.length;
      after = inTime.length < page.items.length ? undefined : page.next;
    }
    return { replayed };
  },
});

/** Reads what was delivered to an owner's webhooks, and has it delivered again. */
export const readDeliveries = (dependencies: DeliveryDependencies) => {
  const { deliveries, clock, random, wake } = dependencies;
  const find = findDelivered(dependencies);
  const findWithoutCallbacks = findWebhook(dependencies);
  const replays = replaying(dependencies);
  const enabled = (webhook: Webhook): Webhook => {
    if (webhook.disabled !== undefined) throw switchedOff();
    return webhook;
  };
  const findEnabled = async (owner: Owner, id: string) => enabled(await find(owner, id));

  return {
    async list(
      owner: Owner,
      id: string,
      page: { readonly after?: string; readonly limit: number },
    ): Promise<DeliveryPage> {
      await find(owner, id);
      return deliveries.page({ owner, webhookId: id }, page.after ?? '', page.limit);
    },

    /** Delivers an event once more, under the same id. */
    async replay(owner: Owner, webhookId: string, id: string): Promise<Delivery> {
      const address = { owner, webhookId, id };
      await find(owner, webhookId);
      const delivery = isEventId(id) ? await deliveries.find(address) : undefined;
      if (delivery === undefined) throw new Failure('not_found', 'There is no such delivery');
      await findEnabled(owner, webhookId);
      await replays.askAgain(delivery);
      await wake({ owner, webhookId, ids: [id] });
      return (await deliveries.find(address)) ?? delivery;
    },

    /** Delivers the events of a time once more. */
    async replayAll(owner: Owner, webhookId: string, order: ReplayOrder): Promise<Replayed> {
      await findEnabled(owner, webhookId);
      return replays.replayAll({ owner, webhookId }, order);
    },

    /** Sends an event that says nothing, or one of an example task, to see whether it arrives. */
    async test(owner: Owner, webhookId: string, type: TestedType): Promise<Delivery> {
      const { url } = enabled(await findWithoutCallbacks(owner, webhookId));
      const delivery = newDelivery({ owner, webhookId }, clock.now(), {
        unique: random.hex128(),
        type,
        ...(type === 'webhook.test' ? { about: { webhookId, url } } : {}),
      });
      await deliveries.add(delivery);
      await wake({ owner, webhookId });
      return delivery;
    },
  };
};
