import type { TaskEventType } from './event-types.ts';
import { isWebhookId } from './webhook.ts';

/**
 * Who may be told of events: webhooks (`wh_…`), the addresses that tasks name for themselves (`cb_…`), and the event bus of the
 * deployment, whose events are kept by owner like all others.
 */

/** The event bus among receivers. */
export const EVENT_BUS = 'bus';

const callbackIdForm = /^cb_[0-9a-f]{32}$/;

/** The id of an address that tasks name as their `callbackUrl`, from the hex SHA-256 of the address. */
export const callbackIdOf = (sha256: string): string => `cb_${sha256.slice(0, 32)}`;

/** True for a text that can name the address of a `callbackUrl`. */
export const isCallbackId = (text: string): boolean => callbackIdForm.test(text);

/** True for a text that can name a receiver. */
export const isReceiverId = (text: string): boolean =>
  isWebhookId(text) || isCallbackId(text) || text === EVENT_BUS;

/** The webhook whose secrets sign what goes to `callbackUrl`s: it has no address of its own. */
export const DEFAULT_WEBHOOK = 'default';

/** What a `callbackUrl` is told of: how its task ended, and what changes that. */
export const callbackEvents = [
  'task.succeeded',
  'task.failed',
  'task.canceled',
  'task.late_result',
] as const satisfies readonly TaskEventType[];

export const isCallbackEvent = (type: TaskEventType): boolean => callbackEvents.some((told) => told === type);
