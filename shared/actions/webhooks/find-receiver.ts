import type { Owner } from '#domain/ids.ts';
import { isoTime, type Clock, type Random } from '#domain/ports.ts';
import { DEFAULT_WEBHOOK, EVENT_BUS, isCallbackId } from '#domain/webhooks/receiver.ts';
import type { Webhook } from '#domain/webhooks/webhook.ts';
import type { WebhookAddress } from '#storage/webhooks/delivery-rows.ts';
import type { WebhookStore } from '#storage/webhooks/webhook-store.ts';
import { freshSecret } from './fresh-secret.ts';

interface ReceiverDependencies {
  readonly webhooks: Pick<WebhookStore, 'find' | 'ensure' | 'amend'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly random: Pick<Random, 'secret256'>;
}

/** Its day is noted so seldom that a busy address is hardly ever written. */
const NOTED_EVERY_MS = 7 * 24 * 3600 * 1000;

/** What holds an owner's default secrets, which sign what goes to `callbackUrl`s: made when it is first needed. */
export const defaultWebhook =
  ({ webhooks, clock, random }: ReceiverDependencies) =>
  async (owner: Owner): Promise<Webhook> => {
    const found = await webhooks.find(owner, DEFAULT_WEBHOOK);
    if (found !== undefined) return found;
    const createdAt = isoTime(clock.now());
    const secrets = [freshSecret(random, createdAt)];
    return webhooks.ensure({ id: DEFAULT_WEBHOOK, owner, url: '', createdAt, secrets });
  };

/**
 * The webhook that events go to. That of a `callbackUrl` is made when something first goes to `url`, so that its deliveries are
 * found by its owner, and has his default secrets. Undefined where there is none.
 */
export const findReceiver = (dependencies: ReceiverDependencies) => {
  const { webhooks, clock } = dependencies;
  const defaults = defaultWebhook(dependencies);

  const made = async ({ owner, webhookId }: WebhookAddress, url: string): Promise<Webhook> => {
    const now = isoTime(clock.now());
    return webhooks.ensure({ id: webhookId, owner, url, createdAt: now, usedAt: now, secrets: [] });
  };

  const noted = async (webhook: Webhook): Promise<Webhook> => {
    const now = clock.now();
    if (now - Date.parse(webhook.usedAt ?? webhook.createdAt) < NOTED_EVERY_MS) return webhook;
    const usedAt = isoTime(now);
    const next = await webhooks.amend(webhook.owner, webhook.id, (stored) => ({ ...stored, usedAt }));
    return next ?? made({ owner: webhook.owner, webhookId: webhook.id }, webhook.url);
  };

  return async (address: WebhookAddress, url: string | undefined): Promise<Webhook | undefined> => {
    if (address.webhookId === EVENT_BUS)
      return { ...address, id: EVENT_BUS, url: '', createdAt: '', secrets: [] };
    const found = await webhooks.find(address.owner, address.webhookId);
    if (!isCallbackId(address.webhookId)) return found;
    if (found === undefined && url === undefined) return undefined;
    const webhook = await (found === undefined ? made(address, url ?? '') : noted(found));
    const { secrets } = await defaults(address.owner);
    return { ...webhook, secrets };
  };
};
