import type { Delivery } from '#domain/webhooks/delivery.ts';
import { goodSecrets, type Webhook } from '#domain/webhooks/webhook.ts';
import type {
  DefaultSecretView,
  DeliveryListView,
  DeliveryView,
  MadeWebhookView,
  WebhookView,
} from './answers.ts';

/** Shows a webhook at `now` (epoch milliseconds), without its secrets. */
export function viewWebhook(webhook: Webhook, now: number): WebhookView {
  const { id, url, events, description, disabled, failingSince, createdAt } = webhook;
  return {
    id,
    url,
    ...(events === undefined ? {} : { events }),
    ...(description === undefined ? {} : { description }),
    enabled: disabled === undefined,
    ...(disabled === undefined ? {} : { disabledAt: disabled.at, disabledReason: disabled.reason }),
    ...(failingSince === undefined ? {} : { failingSince }),
    createdAt,
    secrets: goodSecrets(webhook, now).map(({ madeAt, endsAt }) => ({
      createdAt: madeAt,
      ...(endsAt === undefined ? {} : { endsAt }),
    })),
  };
}

/** The same with its newest secret: for who has just made it. */
export const viewMadeWebhook = (webhook: Webhook, now: number): MadeWebhookView => ({
  ...viewWebhook(webhook, now),
  secret: webhook.secrets[0]?.secret ?? '',
});

/** Shows what signs events for `callbackUrl`s: it may be seen as often as its owner likes. */
export const viewDefaultSecret = (webhook: Webhook, now: number): DefaultSecretView => ({
  secret: webhook.secrets[0]?.secret ?? '',
  secrets: viewWebhook(webhook, now).secrets,
});

export function viewDelivery(delivery: Delivery): DeliveryView {
  const { id, type, at, taskId, sequence, state, tries, dueAt, attempts, reason } = delivery;
  return {
    id,
    type,
    createdAt: at,
    ...(taskId === undefined ? {} : { taskId }),
    sequence,
    state,
    tries,
    ...(dueAt === undefined ? {} : { nextTryAt: dueAt }),
    attempts: attempts.map(({ ms, ...attempt }) => ({ ...attempt, durationMs: ms })),
    ...(reason === undefined ? {} : { reason }),
  };
}

export const viewDeliveries = ({
  items,
  next,
}: {
  readonly items: readonly Delivery[];
  readonly next?: string;
}): DeliveryListView => ({
  items: items.map(viewDelivery),
  ...(next === undefined ? {} : { nextCursor: next }),
});
