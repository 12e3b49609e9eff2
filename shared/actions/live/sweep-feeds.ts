import { isoTime, type Clock } from '#domain/ports.ts';
import type { FeedStore } from '#storage/live/feed-store.ts';
import type { PushOrder } from './push-events.ts';

export interface SweepFeedsDependencies {
  readonly feed: Pick<FeedStore, 'due' | 'shards'>;
  /** Hands an order to the function that pushes. */
  readonly push: (order: PushOrder) => Promise<void>;
  readonly clock: Pick<Clock, 'now'>;
}

/** So many of a shard are found at once: what is left is due the next time. */
const MOST_OF_A_SHARD = 1000;
/** So many ids go into one order: Lambda takes 256 KB of an event. */
const MOST_IDS = 1000;

/** Has everything pushed that is due and was not: what nobody was woken for. Called every minute. */
export const sweepFeeds =
  ({ feed, push, clock }: SweepFeedsDependencies) =>
  async (): Promise<void> => {
    const now = isoTime(clock.now());
    const shards = await Promise.all(feed.shards.map((shard) => feed.due(shard, now, MOST_OF_A_SHARD)));
    for (const [owner, some] of Map.groupBy(shards.flat(), (one) => one.owner)) {
      const ids = some.map(({ id }) => id).sort();
      await push({ owner, ids: ids.slice(0, MOST_IDS) });
    }
  };
