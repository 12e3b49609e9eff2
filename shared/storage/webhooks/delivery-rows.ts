import * as z from 'zod';
import { isOwner, type Owner } from '#domain/ids.ts';
import { namesOf } from '#domain/names.ts';
import { once } from '#domain/once.ts';
import { deliveryStates, type Delivery } from '#domain/webhooks/delivery.ts';
import { allEvents } from '#domain/webhooks/event-types.ts';
import type { Key, Row } from '../table/table-port.ts';

/**
 * How deliveries lie in the table: one partition a webhook, the newest first, each in the row that was written with the change
 * that it tells of. Those that are to be tried stand in the index of what is due.
 */

/** Deliveries are kept for so long. */
const KEPT_SECONDS = 30 * 24 * 3600;

/** Which webhook. */
export interface WebhookAddress {
  readonly owner: Owner;
  readonly webhookId: string;
}

/** Which delivery. */
export interface DeliveryAddress extends WebhookAddress {
  readonly id: string;
}

const OF_PARTITION = 'deliveries';

export const deliveriesOf = (owner: Owner, webhookId: string): string =>
  `${OF_PARTITION}#${owner}#${webhookId}`;

/** What an id begins with, and what a sort key does: ids rise with time, sort keys fall. */
const [OF_ID, OF_SORT] = ['evt_', 'e-'];

/** Each hex digit in place of that which is as far from the other end. */
const inverted = (digits: string): string =>
  [...digits].map((digit) => (15 - Number.parseInt(digit, 16)).toString(16)).join('');

/** The sort key of an event, or what those of events from a time on begin with. */
export const sortOf = (id: string): string => `${OF_SORT}${inverted(id.slice(OF_ID.length))}`;

export const deliveryKey = (owner: Owner, webhookId: string, id: string): Key => ({
  pk: deliveriesOf(owner, webhookId),
  sk: sortOf(id),
});

const SHARDS = '0123456789abcdef';

/** The partitions of the index in which deliveries are due: many, for one takes only so many writes a second. */
export const dueShards: readonly string[] = [...SHARDS].map((digit) => `${OF_PARTITION}#${digit}`);

/** Ids end at random. */
const shardOf = (id: string): string => `${OF_PARTITION}#${id.slice(-1)}`;

const attempt = z.object({
  at: z.string(),
  ms: z.number(),
  status: z.int().exactOptional(),
  reason: z.string().exactOptional(),
  answer: z.string().exactOptional(),
});

const deliveryRow = once(() =>
  z.object({
    id: z.string(),
    owner: z.string().refine(isOwner),
    webhookId: z.string(),
    url: z.string().exactOptional(),
    type: z.enum(allEvents),
    at: z.string(),
    taskId: z.string().exactOptional(),
    incarnation: z.string().exactOptional(),
    sequence: z.int(),
    about: z.record(z.string(), z.string()).exactOptional(),
    state: z.enum(namesOf(deliveryStates)),
    tries: z.int(),
    dueAt: z.string().exactOptional(),
    attempts: z.array(attempt),
    reason: z.string().exactOptional(),
  }),
);

/** A delivery as it is stored; undefined where a newer version has written it in words that this one does not understand. */
export const readDelivery = (row: Row): Delivery | undefined => deliveryRow().safeParse(row).data;

/** Which delivery lies under a key; undefined where none of ours does. */
export function addressOfDelivery({ pk, sk }: Key): DeliveryAddress | undefined {
  const [kind, owner = '', webhookId = ''] = pk.split('#');
  if (`${kind}` !== OF_PARTITION || !isOwner(owner)) return undefined;
  return { owner, webhookId, id: `${OF_ID}${inverted(sk.slice(OF_SORT.length))}` };
}

export const deliveryRowOf = (delivery: Delivery): Row => ({
  ...deliveryKey(delivery.owner, delivery.webhookId, delivery.id),
  ...delivery,
  ...(delivery.dueAt === undefined ? {} : { duePk: shardOf(delivery.id) }),
  expiresAtSeconds: Math.floor(Date.parse(delivery.at) / 1000) + KEPT_SECONDS,
});
