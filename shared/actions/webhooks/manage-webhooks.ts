import { Failure } from '#domain/error.ts';
import type { Owner } from '#domain/ids.ts';
import { isoTime, type Clock, type Random } from '#domain/ports.ts';
import type { TaskEventType } from '#domain/webhooks/event-types.ts';
import { DEFAULT_WEBHOOK, isReceiverId } from '#domain/webhooks/receiver.ts';
import { isWebhookId, MOST_WEBHOOKS, rotatedSecrets, type Webhook } from '#domain/webhooks/webhook.ts';
import type { WebhookStore } from '#storage/webhooks/webhook-store.ts';
import { defaultWebhook } from './find-receiver.ts';
import { freshSecret } from './fresh-secret.ts';

export interface WebhookDependencies {
  readonly webhooks: WebhookStore;
  readonly clock: Pick<Clock, 'now'>;
  readonly random: Pick<Random, 'hex128' | 'secret256'>;
  /** Why an address will never be called, as far as its form tells. */
  readonly addressFault: (url: string) => string | undefined;
}

/** What an owner says of a webhook; what is absent in a change stays. */
export interface WebhookOrder {
  readonly url?: string;
  /** Null: everything. */
  readonly events?: readonly TaskEventType[] | null;
  readonly description?: string | null;
  readonly enabled?: boolean;
}

export const noSuchWebhook = (): Failure => new Failure('not_found', 'There is no such webhook');

/** What finds a webhook of an owner by an id of this form. Another owner's is as unknown as one that never was. */
const finding =
  (isNamed: (id: string) => boolean) =>
  ({ webhooks }: { readonly webhooks: Pick<WebhookStore, 'find'> }) =>
  async (owner: Owner, id: string): Promise<Webhook> => {
    const webhook = isNamed(id) ? await webhooks.find(owner, id) : undefined;
    if (webhook === undefined) throw noSuchWebhook();
    return webhook;
  };

export const findWebhook = finding(isWebhookId);

/** The same, or the address of a `callbackUrl`, which has deliveries and nothing to change. */
export const findDelivered = finding(isReceiverId);

/** What a member becomes: what is absent leaves it, null takes it away. */
const changedTo = <Value>(wanted: Value | null | undefined, was: Value | undefined): Value | undefined =>
  wanted === undefined ? was : (wanted ?? undefined);

function disabledBy({ enabled }: WebhookOrder, { disabled }: Webhook, now: string): Webhook['disabled'] {
  if (enabled === true) return undefined;
  return enabled === false ? (disabled ?? { at: now, reason: 'owner' }) : disabled;
}

/** A webhook with what an owner says of it. To switch one on, or to move it, forgets how it failed. */
function changed(webhook: Webhook, order: WebhookOrder, now: string): Webhook {
  const { id, owner, createdAt, secrets } = webhook;
  const url = order.url ?? webhook.url;
  const isForgiven = order.enabled === true || url !== webhook.url;
  return withoutAbsent({
    id,
    owner,
    url,
    events: changedTo(order.events, webhook.events),
    description: changedTo(order.description, webhook.description),
    createdAt,
    disabled: disabledBy(order, webhook, now),
    failingSince: isForgiven ? undefined : webhook.failingSince,
    usedAt: webhook.usedAt,
    secrets,
  });
}

type WithAbsent<Type> = { [Name in keyof Type]: Type[Name] | undefined };

function withoutAbsent(webhook: WithAbsent<Required<Webhook>>): Webhook {
  return Object.fromEntries(
    Object.entries(webhook).filter(([, value]) => value !== undefined),
  ) as unknown as Webhook;
}

/** Gives a webhook another secret. */
const rotating =
  ({ webhooks, clock, random }: WebhookDependencies) =>
  async (owner: Owner, id: string, overlapSeconds: number): Promise<Webhook> => {
    const now = clock.now();
    const fresh = freshSecret(random, isoTime(now));
    const endsAt = isoTime(now + overlapSeconds * 1000);
    const next = await webhooks.amend(owner, id, (webhook) =>
      webhook.secrets[0]?.secret === fresh.secret
        ? webhook
        : { ...webhook, secrets: rotatedSecrets(webhook, fresh, { now, endsAt }) },
    );
    if (next === undefined) throw noSuchWebhook();
    return next;
  };

/** Makes, changes, removes webhooks, and gives them other secrets. */
export const manageWebhooks = (dependencies: WebhookDependencies) => {
  const { webhooks, clock, random, addressFault } = dependencies;
  const find = findWebhook(dependencies);
  const defaults = defaultWebhook(dependencies);
  const rotated = rotating(dependencies);

  const checkAddress = ({ url }: WebhookOrder): void => {
    const fault = url === undefined ? undefined : addressFault(url);
    if (fault === undefined) return;
    throw new Failure('validation_failed', 'Nothing can be sent to this address', {
      errors: [{ path: '/url', message: `cannot be called: ${fault}` }],
    });
  };

  return {
    find,

    list: (owner: Owner) => webhooks.list(owner),

    /** Makes one. Its secret is shown this once. */
    async create(owner: Owner, order: WebhookOrder & { readonly url: string }): Promise<Webhook> {
      checkAddress(order);
      const createdAt = isoTime(clock.now());
      const bare: Webhook = {
        id: `wh_${random.hex128()}`,
        owner,
        url: order.url,
        createdAt,
        secrets: [freshSecret(random, createdAt)],
      };
      const webhook = changed(bare, order, createdAt);
      if (await webhooks.create(webhook)) return webhook;
      throw new Failure('conflict', `An owner may have ${MOST_WEBHOOKS} webhooks`);
    },

    async change(owner: Owner, id: string, order: WebhookOrder): Promise<Webhook> {
      checkAddress(order);
      await find(owner, id);
      const now = isoTime(clock.now());
      const next = await webhooks.amend(owner, id, (webhook) => changed(webhook, order, now));
      if (next === undefined) throw noSuchWebhook();
      return next;
    },

    /** What signs events for `callbackUrl`s. */
    defaults,

    /** Gives it another secret; events are signed with the one before as well, until the overlap ends. */
    async rotate(owner: Owner, id: string, overlapSeconds: number): Promise<Webhook> {
      await find(owner, id);
      return rotated(owner, id, overlapSeconds);
    },

    /** The same with the default secret. */
    async rotateDefault(owner: Owner, overlapSeconds: number): Promise<Webhook> {
      await defaults(owner);
      return rotated(owner, DEFAULT_WEBHOOK, overlapSeconds);
    },

    async remove(owner: Owner, id: string): Promise<void> {
      await find(owner, id);
      await webhooks.remove(owner, id);
    },
  };
};
