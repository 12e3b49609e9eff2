import { deliverEvents } from '#actions/webhooks/deliver-events.ts';
import { sweepDeliveries } from '#actions/webhooks/sweep-deliveries.ts';
import { isOwner, type Owner } from '#domain/ids.ts';
import { newDelivery, type Attempt, type Delivery } from '#domain/webhooks/delivery.ts';
import type { Told } from '#domain/webhooks/told.ts';
import type { Webhook } from '#domain/webhooks/webhook.ts';
import { deliveryLeases } from '#storage/webhooks/delivery-lease.ts';
import { deliveryStore } from '#storage/webhooks/delivery-store.ts';
import { webhookStore } from '#storage/webhooks/webhook-store.ts';
import { MemoryTable, memoryTable } from '../../simulation/ports/memory-table.ts';

const MINUTE_MS = 60_000;

export function ownerOf(name: string): Owner {
  if (!isOwner(name)) throw new Error(`${name} is no owner`);
  return name;
}

type Answer = (webhook: Webhook, delivery: Delivery) => Promise<number>;

/** Webhooks and what delivers to them, over a table in memory, on a time that only `wait` moves. */
export class Deliveries {
  now = Date.parse('2026-11-21T10:00:00Z');
  answer: Answer = async () => 204;
  load: (taskId: string) => Promise<undefined> = async () => undefined;
  readonly told: Told[] = [];
  readonly counted: string[] = [];
  readonly posted: { readonly at: number; readonly webhookId: string; readonly id: string }[] = [];
  readonly #table = memoryTable(new MemoryTable());
  #made = 0;
  readonly store = deliveryStore(this.#table);
  readonly webhooks = webhookStore(
    this.#table,
    () => this.#unique(),
    async () => undefined,
  );
  readonly deliver = deliverEvents({
    webhooks: this.webhooks,
    deliveries: this.store,
    leases: deliveryLeases(this.#table, () => this.#unique()),
    tasks: {
      load: async (_owner, id) => this.load(id),
      noteTold: async (_address, told) => void this.told.push(told),
    },
    show: () => ({}),
    example: async (type) => ({ example: type }),
    postEvent: (webhook, delivery) => this.#post(webhook, delivery),
    clock: { now: () => this.now },
    random: { fraction: () => 0.5, hex128: () => this.#unique(), secret256: () => 'A'.repeat(43) },
    log: {
      info: () => undefined,
      warn: () => undefined,
      count: (metric) => void this.counted.push(metric),
      measure: () => undefined,
    },
  });
  readonly #sweep = sweepDeliveries({
    deliveries: this.store,
    deliver: this.deliver,
    clock: { now: () => this.now },
    log: { info: () => undefined, warn: () => undefined, count: () => undefined, measure: () => undefined },
  });

  #unique(): string {
    this.#made += 1;
    return this.#made.toString(16).padStart(32, '0').split('').toReversed().join('');
  }

  async #post(webhook: Webhook, delivery: Delivery): Promise<Attempt> {
    const at = this.now;
    this.posted.push({ at, webhookId: webhook.id, id: delivery.id });
    const status = await this.answer(webhook, delivery);
    return { at: new Date(at).toISOString(), ms: this.now - at, status };
  }

  async newWebhook(name: string, owner = 'ana'): Promise<Webhook> {
    const createdAt = new Date(this.now).toISOString();
    const webhook: Webhook = {
      id: `wh_${Buffer.from(name).toString('hex').padEnd(32, '0')}`,
      owner: ownerOf(owner),
      url: `https://${name}.example.com`,
      createdAt,
      secrets: [{ secret: 'whsec_AAAA', madeAt: createdAt }],
    };
    await this.webhooks.create(webhook);
    return webhook;
  }

  /** An event that is about nothing but itself; where a task is named, one of its events. */
  async newEvent({ owner, id: webhookId }: Webhook, taskId?: string, sequence = 0): Promise<Delivery> {
    const event = newDelivery({ owner, webhookId }, this.now, {
      unique: this.#unique(),
      type: 'webhook.test',
      about: { webhookId },
      sequence,
      ...(taskId === undefined ? {} : { taskId }),
    });
    await this.store.add(event);
    return event;
  }

  /** An event of a task, which has to be read for it. */
  async newTaskEvent({ owner, id: webhookId }: Webhook, taskId: string): Promise<Delivery> {
    const event = newDelivery({ owner, webhookId }, this.now, {
      unique: this.#unique(),
      type: 'task.succeeded',
      sequence: 1,
      taskId,
    });
    await this.store.add(event);
    return event;
  }

  /** Minutes pass, each with its schedule; the deliveries of one are over before the next. */
  async wait(milliseconds: number): Promise<void> {
    for (const end = this.now + milliseconds; this.now < end;) {
      this.now = Math.min(end, this.now + MINUTE_MS);
      await this.#sweep();
    }
  }

  async stateOf({ owner, webhookId, id }: Delivery): Promise<Delivery> {
    const found = await this.store.find({ owner, webhookId, id });
    if (found === undefined) throw new Error(`${id} is gone`);
    return found;
  }
}
