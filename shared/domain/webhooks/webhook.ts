import type { Owner } from '../ids.ts';
import type { TaskEventType } from './event-types.ts';

/** What events are signed with. */
export interface WebhookSecret {
  /** `whsec_` and 32 bytes in base64. */
  readonly secret: string;
  readonly madeAt: string;
  /** From then on (ISO) nothing is signed with it; absent for the newest. */
  readonly endsAt?: string;
}

/** Why a webhook gets nothing. */
export const disabledReasons = {
  owner: 'its owner has switched it off',
  gone: 'its receiver answered 410',
  unreachable: 'nothing has arrived there for five days',
} as const;

export type DisabledReason = keyof typeof disabledReasons;

/** An address that is told what happens to an owner's tasks. */
export interface Webhook {
  readonly id: string;
  readonly owner: Owner;
  readonly url: string;
  /** What it is told of; everything where absent. */
  readonly events?: readonly TaskEventType[];
  readonly description?: string;
  readonly createdAt: string;
  readonly disabled?: { readonly at: string; readonly reason: DisabledReason };
  /** Since when nothing has arrived (ISO); absent where the last delivery arrived. */
  readonly failingSince?: string;
  /** When it was last needed (ISO), to the day: of the address of a `callbackUrl`, which goes when no task names it any more. */
  readonly usedAt?: string;
  /** The newest first. */
  readonly secrets: readonly WebhookSecret[];
}

const webhookIdForm = /^wh_[0-9a-f]{32}$/;

/** True for a text that can name a webhook. */
export const isWebhookId = (text: string): boolean => webhookIdForm.test(text);

/** So many an owner may have. */
export const MOST_WEBHOOKS = 20;
/** How long the secret before stays good after a rotation, where nothing is said. */
export const OVERLAP_SECONDS = 24 * 3600;
export const MOST_OVERLAP_SECONDS = 30 * 24 * 3600;

/** The secrets that an event is signed with at a time (epoch ms), the newest first. */
export const goodSecrets = ({ secrets }: Webhook, now: number): readonly WebhookSecret[] =>
  secrets.filter(({ endsAt }) => endsAt === undefined || Date.parse(endsAt) > now);

/** The secrets after a rotation: the new one, and those that are still good, until the overlap ends. */
export function rotatedSecrets(
  webhook: Webhook,
  fresh: WebhookSecret,
  { now, endsAt }: { readonly now: number; readonly endsAt: string },
): WebhookSecret[] {
  const old = goodSecrets(webhook, now)
    .map((secret) => ({ ...secret, endsAt: [secret.endsAt ?? endsAt, endsAt].sort()[0] ?? endsAt }))
    .filter((secret) => Date.parse(secret.endsAt) > now);
  return [fresh, ...old];
}
