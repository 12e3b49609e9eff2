import type { Clock } from '#domain/ports.ts';
import type { Attempt, Delivery } from '#domain/webhooks/delivery.ts';
import { goodSecrets, type Webhook } from '#domain/webhooks/webhook.ts';

/** How a receiver answered, or why there was no answer. */
export type Posted =
  | { readonly type: 'answered'; readonly status: number; readonly answer: string }
  | { readonly type: 'failed'; readonly reason: string };

export interface PostDependencies {
  readonly clock: Pick<Clock, 'now'>;
  /** Sends one request under the rules for strangers' addresses: once, without following a redirect. Never throws. */
  readonly post: (url: string, body: string, headers: Readonly<Record<string, string>>) => Promise<Posted>;
  /** Base64 HMAC-SHA-256 of a text with a webhook's secret. */
  readonly hmac: (secret: string, text: string) => string;
  /** Base64 Ed25519 signature of a text with the deployment's own key. */
  readonly ed25519: (text: string) => Promise<string>;
}

/** What is sent of an event: `data` is the task as GET shows it, or what there is to say of a webhook. */
export const eventMembers = (
  { id, type, at, sequence }: Pick<Delivery, 'id' | 'type' | 'at' | 'sequence'>,
  data: unknown,
) => ({ id, type, timestamp: at, sequence, data });

/** The same as it is sent. */
export const eventBody = (...event: Parameters<typeof eventMembers>): string =>
  JSON.stringify(eventMembers(...event));

function reasonOf(posted: Posted): string | undefined {
  if (posted.type === 'failed') return posted.reason;
  if (posted.status >= 200 && posted.status < 300) return undefined;
  if (posted.status >= 300 && posted.status < 400) return 'redirects are not followed';
  return `it answered ${posted.status}`;
}

/**
 * Sends an event to a webhook once, signed as Standard Webhooks says: with each of the webhook's secrets that are good (`v1`)
 * and with the deployment's key (`v1a`).
 */
export const postEvent =
  ({ clock, post, hmac, ed25519 }: PostDependencies) =>
  async (webhook: Webhook, delivery: Delivery, data: unknown): Promise<Attempt> => {
    const began = clock.now();
    const body = eventBody(delivery, data);
    const seconds = String(Math.floor(began / 1000));
    const signed = `${delivery.id}.${seconds}.${body}`;
    const symmetric = goodSecrets(webhook, began).map(({ secret }) => `v1,${hmac(secret, signed)}`);
    const posted = await post(webhook.url, body, {
      'content-type': 'application/json',
      'webhook-id': delivery.id,
      'webhook-timestamp': seconds,
      'webhook-signature': [...symmetric, `v1a,${await ed25519(signed)}`].join(' '),
    });
    const reason = reasonOf(posted);
    return {
      at: new Date(began).toISOString(),
      ms: Math.max(0, clock.now() - began),
      ...(posted.type === 'answered' ? { status: posted.status, answer: posted.answer } : {}),
      ...(reason === undefined ? {} : { reason }),
    };
  };

/** Sends an event to its receiver once, and says what came of it. Never throws. */
export type PostEvent = ReturnType<typeof postEvent>;
