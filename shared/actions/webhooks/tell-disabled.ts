import type { Clock, Random } from '#domain/ports.ts';
import { newDelivery } from '#domain/webhooks/delivery.ts';
import type { Webhook } from '#domain/webhooks/webhook.ts';
import type { DeliveryStore } from '#storage/webhooks/delivery-store.ts';
import type { WebhookStore } from '#storage/webhooks/webhook-store.ts';

interface TellDependencies {
  readonly webhooks: Pick<WebhookStore, 'list'>;
  readonly deliveries: Pick<DeliveryStore, 'add'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly random: Pick<Random, 'hex128'>;
}

/** Tells an owner's other webhooks that one of them gets nothing any more. The schedule delivers it. */
export const tellDisabled =
  ({ webhooks, deliveries, clock, random }: TellDependencies) =>
  async ({ owner, id, url, disabled }: Webhook): Promise<void> => {
    const others = (await webhooks.list(owner)).filter(
      (other) => other.id !== id && other.disabled === undefined,
    );
    const unique = random.hex128();
    const about = { webhookId: id, url, reason: disabled?.reason ?? 'owner' };
    for (const other of others)
      await deliveries.add(
        newDelivery({ owner, webhookId: other.id }, clock.now(), { unique, type: 'webhook.disabled', about }),
      );
  };
