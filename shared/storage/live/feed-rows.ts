import type { Owner } from '#domain/ids.ts';
import { FEED_MS, type FeedEvent } from '#domain/live/live.ts';
import type { Key, Row } from '../table/table-port.ts';

/**
 * How feeds lie in the table: one partition an owner, the oldest first, each event in the row that was written with the
 * change that it tells of. What was not pushed yet stands in the index of what is due.
 */

/** What partitions of feeds begin with. */
export const OF_PARTITION = 'feed#';
export const feedOf = (owner: Owner): string => `${OF_PARTITION}${owner}`;
export const feedKey = (owner: Owner, id: string): Key => ({ pk: feedOf(owner), sk: id });

/** So many partitions of the index has what is due. */
export const SHARDS = 4;

/** Ids end at random. */
const shardOf = (id: string): string => `${OF_PARTITION}${Number.parseInt(id.slice(-1), 16) % SHARDS}`;

/** A feed is read for a while after it can be resumed from no more. */
const KEPT_SECONDS = (FEED_MS + 3600_000) / 1000;

export const feedRowOf = (event: FeedEvent): Row => ({
  ...feedKey(event.owner, event.id),
  ...event,
  ...(event.dueAt === undefined ? {} : { duePk: shardOf(event.id) }),
  expiresAtSeconds: Math.floor(Date.parse(event.at) / 1000) + KEPT_SECONDS,
});
