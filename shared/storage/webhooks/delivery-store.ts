import { idsFrom, type Delivery } from '#domain/webhooks/delivery.ts';
import type { Row, Table } from '../table/table-port.ts';
import {
  addressOfDelivery,
  deliveriesOf,
  deliveryKey,
  deliveryRowOf,
  dueShards,
  readDelivery,
  sortOf,
  type DeliveryAddress,
  type WebhookAddress,
} from './delivery-rows.ts';

/** A page of a webhook's deliveries, newest first; `next` where more may follow. */
export interface DeliveryPage {
  readonly items: readonly Delivery[];
  readonly next?: string;
}

/** The place before all deliveries of a time (epoch ms) and earlier. */
export const placeBefore = (time: number): string => `${sortOf(idsFrom(time + 1))}~`;

const known = (rows: readonly Row[]): Delivery[] => rows.flatMap((row) => readDelivery(row) ?? []);

const REMOVED_AT_ONCE = 25;

/** Where deliveries are kept. */
export const deliveryStore = (table: Table) => ({
  async find({ owner, webhookId, id }: DeliveryAddress): Promise<Delivery | undefined> {
    const row = await table.get(deliveryKey(owner, webhookId, id));
    return row === undefined ? undefined : readDelivery(row);
  },

  /** Those of many that exist, in no order. */
  async many({ owner, webhookId }: WebhookAddress, ids: readonly string[]): Promise<readonly Delivery[]> {
    if (ids.length === 0) return [];
    return known(await table.many(ids.map((id) => deliveryKey(owner, webhookId, id))));
  },

  /** The next of a webhook's deliveries behind a place, newest first; '' is the place before all. */
  async page({ owner, webhookId }: WebhookAddress, after: string, limit: number): Promise<DeliveryPage> {
    const rows = await table.page(deliveriesOf(owner, webhookId), after, limit);
    const last = rows.length === limit ? rows.at(-1) : undefined;
    return { items: known(rows), ...(last === undefined ? {} : { next: last.sk }) };
  },

  /** Stores a new one. */
  async add(delivery: Delivery): Promise<void> {
    await table.write({ type: 'put', row: deliveryRowOf(delivery), when: { absent: true } });
  },

  /** Replaces one, provided that nobody has tried it, or asked for it again, since it was read. */
  async replace(before: Delivery, next: Delivery): Promise<boolean> {
    const { tries, state } = before;
    const write = { type: 'put', row: deliveryRowOf(next), when: { equals: { tries, state } } } as const;
    return (await table.write(write)).type === 'done';
  },

  /** Which deliveries are due at a time (ISO), of one shard, the longest due first. */
  async due(shard: string, now: string, limit: number): Promise<readonly DeliveryAddress[]> {
    const entries = await table.index({ index: 'due', partition: shard, to: now, limit });
    return entries.flatMap((entry) => addressOfDelivery(entry) ?? []);
  },

  /** Removes some of those of a time (epoch ms) and earlier; false where there may be more. */
  async removeSome({ owner, webhookId }: WebhookAddress, until: number): Promise<boolean> {
    const rows = await table.page(deliveriesOf(owner, webhookId), placeBefore(until), REMOVED_AT_ONCE);
    await Promise.all(rows.map(({ pk, sk }) => table.write({ type: 'remove', key: { pk, sk } })));
    return rows.length < REMOVED_AT_ONCE;
  },

  shards: dueShards,
});

export type DeliveryStore = ReturnType<typeof deliveryStore>;
