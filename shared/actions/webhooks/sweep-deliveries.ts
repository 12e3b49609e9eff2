import { isoTime, type Clock, type Log } from '#domain/ports.ts';
import type { DeliveryStore } from '#storage/webhooks/delivery-store.ts';
import type { DeliverOrder } from './deliver-events.ts';

export interface SweepDependencies {
  readonly deliveries: Pick<DeliveryStore, 'due' | 'shards'>;
  /** Hands an order to the function that delivers. */
  readonly deliver: (order: DeliverOrder) => Promise<void>;
  readonly clock: Pick<Clock, 'now'>;
  readonly log: Log;
}

/** So many of a shard are found at once: what is left is due the next time. */
const MOST_OF_A_SHARD = 1000;
/** So many ids go into one order: Lambda takes 256 KB of an event. */
const MOST_IDS = 1000;

/** Has everything delivered that is due: first tries that nobody has made, and tries again. Called every minute. */
export const sweepDeliveries =
  ({ deliveries, deliver, clock, log }: SweepDependencies) =>
  async (): Promise<void> => {
    const now = isoTime(clock.now());
    const shards = await Promise.all(
      deliveries.shards.map((shard) => deliveries.due(shard, now, MOST_OF_A_SHARD)),
    );
    const found = shards.flat();
    const byWebhook = Map.groupBy(found, ({ owner, webhookId }) => `${owner} ${webhookId}`);
    log.measure('DeliveriesDue', found.length);
    for (const some of byWebhook.values()) {
      const [first] = some;
      if (first === undefined) continue;
      const { owner, webhookId } = first;
      const ids = some
        .map(({ id }) => id)
        .sort()
        .slice(0, MOST_IDS);
      await deliver({ owner, webhookId, ids });
    }
  };
