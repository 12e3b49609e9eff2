import type { Clock } from '#domain/ports.ts';
import type { Attempt, Delivery } from '#domain/webhooks/delivery.ts';
import { EVENT_BUS } from '#domain/webhooks/receiver.ts';
import type { PutEvent } from '#storage/compute/event-bus.ts';
import { eventMembers, type PostEvent } from './post-event.ts';

interface BusDependencies {
  readonly clock: Pick<Clock, 'now'>;
  readonly put: PutEvent;
}

/** EventBridge takes 256 KB, in which what stands around the text counts. */
const MOST_BYTES = 250_000;

/** As much of a task as always fits. */
function shortened(data: unknown): unknown {
  const { id, status, stage, model, links } = Object(data) as Readonly<Record<string, unknown>>;
  return { id, status, stage, model, links, truncated: true };
}

/** What the bus is sent: the body of webhooks, and whose task it is, for a bus is not one owner's. */
function detailOf(delivery: Delivery, data: unknown): string {
  const text = (shown: unknown): string =>
    JSON.stringify({ ...eventMembers(delivery, shown), owner: delivery.owner });
  const whole = text(data);
  return Buffer.byteLength(whole) <= MOST_BYTES ? whole : text(shortened(data));
}

/** Sends an event to the event bus of the deployment. Never throws. */
export const sendToBus =
  ({ clock, put }: BusDependencies): PostEvent =>
  async (_bus, delivery, data): Promise<Attempt> => {
    const began = clock.now();
    const reason = await put({
      type: `darkroom.${delivery.type}`,
      time: Date.parse(delivery.at),
      detail: detailOf(delivery, data),
    });
    return {
      at: new Date(began).toISOString(),
      ms: Math.max(0, clock.now() - began),
      ...(reason === undefined ? { status: 200 } : { reason }),
    };
  };

/** Sends each event where its receiver is. */
export const sendEvent =
  (parts: { readonly post: PostEvent; readonly toBus: PostEvent }): PostEvent =>
  (webhook, delivery, data) =>
    (webhook.id === EVENT_BUS ? parts.toBus : parts.post)(webhook, delivery, data);
