import * as z from 'zod';
import { isOwner, type Owner } from '#domain/ids.ts';
import type { FeedEvent } from '#domain/live/live.ts';
import { once } from '#domain/once.ts';
import { isoTime } from '#domain/ports.ts';
import { allTaskEvents } from '#domain/webhooks/event-types.ts';
import type { Row, Table } from '../table/table-port.ts';
import { feedKey, feedOf, feedRowOf, OF_PARTITION, SHARDS } from './feed-rows.ts';

/** The partitions of the index in which events are due. */
export const feedShards: readonly string[] = Array.from({ length: SHARDS }, (_, n) => `${OF_PARTITION}${n}`);

const feedRow = once(() =>
  z.object({
    id: z.string(),
    owner: z.string().refine(isOwner),
    type: z.enum([...allTaskEvents, 'resync']),
    at: z.string(),
    sequence: z.int(),
    taskId: z.string().exactOptional(),
    incarnation: z.string().exactOptional(),
    promptId: z.string().exactOptional(),
    connectionId: z.string().exactOptional(),
    about: z
      .object({
        task: z.string().exactOptional(),
        prompt: z.string().exactOptional(),
        owner: z.literal(true).exactOptional(),
      })
      .exactOptional(),
    dueAt: z.string().exactOptional(),
  }),
);

/** What a newer version has written in words that this one does not understand is none of its events. */
const known = (rows: readonly Row[]): FeedEvent[] =>
  rows.flatMap((row) => feedRow().safeParse(row).data ?? []);

/** Which event of which owner. */
export interface FeedAddress {
  readonly owner: Owner;
  readonly id: string;
}

/** A page of a feed; `next` where more may follow. */
export interface FeedPage {
  readonly items: readonly FeedEvent[];
  readonly next?: string;
}

const REMOVED_AT_ONCE = 25;

/** Where feeds are kept. */
export const feedStore = (table: Table) => ({
  /** The next events behind a place, the oldest first: behind an id, or what those of a time begin with. */
  async page(owner: Owner, after: string, limit: number): Promise<FeedPage> {
    const rows = await table.page(feedOf(owner), after, limit);
    const last = rows.length === limit ? rows.at(-1) : undefined;
    return { items: known(rows), ...(last === undefined ? {} : { next: last.sk }) };
  },

  /** Those of many that are there, in no order. */
  async many(owner: Owner, ids: readonly string[]): Promise<readonly FeedEvent[]> {
    if (ids.length === 0) return [];
    return known(await table.many(ids.map((id) => feedKey(owner, id))));
  },

  /** Stores a new one. */
  async add(event: FeedEvent): Promise<void> {
    await table.write({ type: 'put', row: feedRowOf(event), when: { absent: true } });
  },

  /** Writes down that one was pushed, where it is still there. */
  async pushed({ dueAt, ...event }: FeedEvent): Promise<void> {
    if (dueAt === undefined) return;
    await table.write({ type: 'put', row: feedRowOf(event), when: { equals: { id: event.id } } });
  },

  /** Which events are due at a time (ISO), of one shard, the longest due first. */
  async due(shard: string, now: string, limit: number): Promise<readonly FeedAddress[]> {
    const entries = await table.index({ index: 'due', partition: shard, to: now, limit });
    return entries.flatMap(({ pk, sk }) => {
      const owner = pk.slice(OF_PARTITION.length);
      return isOwner(owner) ? [{ owner, id: sk }] : [];
    });
  },

  /** Removes some of those of a time (epoch ms) and earlier; false where there may be more. */
  async removeSome(owner: Owner, until: number): Promise<boolean> {
    const rows = await table.page(feedOf(owner), '', REMOVED_AT_ONCE);
    const old = rows.filter((row) => String(row['at']) <= isoTime(until));
    await Promise.all(old.map(({ pk, sk }) => table.write({ type: 'remove', key: { pk, sk } })));
    return old.length < REMOVED_AT_ONCE;
  },

  shards: feedShards,
});

export type FeedStore = ReturnType<typeof feedStore>;
