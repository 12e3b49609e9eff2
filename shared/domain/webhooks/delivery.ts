import type { Owner } from '../ids.ts';
import { isoTime } from '../ports.ts';
import type { EventType } from './event-types.ts';

/** What became of an event on its way to one webhook. */
export const deliveryStates = {
  pending: 'it will be tried, or tried again',
  delivered: 'its receiver has answered 2xx',
  dead: 'it was given up: it is not tried again unless somebody asks for it',
} as const;

export type DeliveryState = keyof typeof deliveryStates;

/** One request to a receiver. */
export interface Attempt {
  readonly at: string;
  /** How long it took, in milliseconds. */
  readonly ms: number;
  /** The status of the answer; absent where there was none. */
  readonly status?: number;
  /** Why it has not arrived. */
  readonly reason?: string;
  /** How its answer begins: up to 1 KB. */
  readonly answer?: string;
}

/** An event for one webhook. */
export interface Delivery {
  /** Of the event: the same for every webhook and every try. */
  readonly id: string;
  readonly owner: Owner;
  readonly webhookId: string;
  /** The address, where a task has named it as its `callbackUrl`. */
  readonly url?: string;
  readonly type: EventType;
  readonly at: string;
  /** The task that it is about; absent for what is told of webhooks. */
  readonly taskId?: string;
  readonly incarnation?: string;
  /** Rises with every event of a task. */
  readonly sequence: number;
  /** What it says of a webhook, where it is about one. */
  readonly about?: Readonly<Record<string, string>>;
  readonly state: DeliveryState;
  /** Tries since it was last asked for. */
  readonly tries: number;
  /** When it is tried again (ISO), where it is pending. */
  readonly dueAt?: string;
  /** The latest of them, the oldest first. */
  readonly attempts: readonly Attempt[];
  /** Why it was given up. */
  readonly reason?: string;
}

const eventIdForm = /^evt_[0-9a-f]{28}$/;

/** True for a text that can name an event. */
export const isEventId = (text: string): boolean => eventIdForm.test(text);

/** How ids of events from a time (epoch ms) on begin: they sort by time. */
export const idsFrom = (time: number): string =>
  `evt_${Math.max(0, Math.floor(time)).toString(16).padStart(12, '0')}`;

/** The id of an event: its time, and sixteen digits of a number that no other has. */
export const eventIdAt = (time: number, unique: string): string => `${idsFrom(time)}${unique.slice(0, 16)}`;

/** The function that delivers is ended after so long … */
export const DELIVER_FUNCTION_SECONDS = 100;
/** … and begins no request after so long: the rest is found by the schedule. A request may take fifteen seconds. */
export const BUSY_MS = 60_000;
/** Whoever delivers to a webhook has it for himself for so long, unless he gives it back. */
export const LEASE_MS = (DELIVER_FUNCTION_SECONDS + 20) * 1000;

/** What a new delivery says, beside whom it is for. */
interface NewEvent extends Pick<Delivery, 'type' | 'taskId' | 'incarnation' | 'about' | 'url'> {
  /** Sixteen hex digits, or more, that no other event has. */
  readonly unique: string;
  readonly sequence?: number;
}

/** A delivery that nobody has tried yet. */
export function newDelivery(
  webhook: Pick<Delivery, 'owner' | 'webhookId'>,
  now: number,
  { unique, sequence = 0, ...event }: NewEvent,
): Delivery {
  const at = isoTime(now);
  return {
    id: eventIdAt(now, unique),
    ...webhook,
    ...event,
    at,
    sequence,
    state: 'pending',
    tries: 0,
    dueAt: at,
    attempts: [],
  };
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** How long after a try the next one comes, in milliseconds: that of Standard Webhooks. */
export const retryDelays: readonly number[] = [
  5 * SECOND,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
];

/** By so much of itself a delay may be shorter or longer, so that what failed together does not come back together. */
const JITTER = 0.2;
const MOST_ATTEMPTS_KEPT = 12;

/** A webhook to which nothing arrives for so long is switched off. */
export const UNREACHABLE_MS = 5 * 24 * HOUR;

export const isArrived = ({ status = 0 }: Attempt): boolean => status >= 200 && status < 300;

/** A receiver that wants to be told nothing any more. */
export const isUnwanted = ({ status }: Attempt): boolean => status === 410;

function withoutTime(delivery: Delivery): Delivery {
  const { dueAt, ...rest } = delivery;
  return dueAt === undefined ? delivery : rest;
}

/** A delivery that is given up. */
export const givenUp = (delivery: Delivery, reason: string): Delivery => ({
  ...withoutTime(delivery),
  state: 'dead',
  reason,
});

/** What becomes of a delivery by a try; `fraction` in [0, 1) chooses within the jitter. */
export function afterAttempt(delivery: Delivery, attempt: Attempt, fraction: number): Delivery {
  const tries = delivery.tries + 1;
  const attempts = [...delivery.attempts, attempt].slice(-MOST_ATTEMPTS_KEPT);
  const next = { ...delivery, tries, attempts };
  if (isArrived(attempt)) return { ...withoutTime(next), state: 'delivered' };
  if (isUnwanted(attempt)) return givenUp(next, 'its receiver answered 410');
  const delay = retryDelays[tries - 1];
  if (delay === undefined) return givenUp(next, `it has not arrived in ${tries} tries`);
  const ended = Date.parse(attempt.at) + attempt.ms;
  return { ...next, dueAt: isoTime(Math.round(ended + delay * (1 + JITTER * (2 * fraction - 1)))) };
}

/** The same, to be tried at once, however it has ended. */
export function askedAgain(delivery: Delivery, now: number): Delivery {
  const { reason, ...rest } = delivery;
  const kept = reason === undefined ? delivery : rest;
  return { ...kept, state: 'pending', tries: 0, dueAt: isoTime(now) };
}

export const isDue = ({ state, dueAt }: Delivery, now: number): boolean =>
  state === 'pending' && dueAt !== undefined && Date.parse(dueAt) <= now;
