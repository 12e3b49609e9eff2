import type { Clock } from '#domain/ports.ts';
import type { WaiterSlots } from '#storage/compute/waiter-slots.ts';
import type { HttpRequest } from './request.ts';
import { waitSeconds } from './request-headers.ts';

/** The gateway gives up after 29 seconds from a request's arrival; the last one is for the answer. */
const ANSWERED_WITHIN_MS = 28_000;

/** What a caller may be kept waiting for. */
export interface Awaited<Value> {
  readonly first: Value;
  readonly isPending: (value: Value) => boolean;
  /** Looks at it until it is no longer pending, for at most so many seconds. */
  readonly settle: (first: Value, seconds: number) => Promise<Value>;
}

/** What is to be shown, and how many seconds of waiting the caller was granted: 0 where it was not kept waiting. */
export interface Waited<Value> {
  readonly value: Value;
  readonly waited: number;
}

export type Waiting = <Value>(request: HttpRequest, awaited: Awaited<Value>) => Promise<Waited<Value>>;

/**
 * Keeps callers waiting who prefer it, for as long as the gateway does and while there is a place among those who wait:
 * each of them occupies a function, and all functions of the account share one limit. Whoever finds no place is answered
 * at once.
 */
export function waiting(slots: WaiterSlots, clock: Pick<Clock, 'now'>): Waiting {
  /** A table that cannot be asked is no reason to refuse what has been done already. */
  const placeAt = async (now: number) => slots.take(now).catch(() => undefined);

  return async (request, { first, isPending, settle }) => {
    const wished = waitSeconds(request.headers['prefer']);
    if (wished === 0 || !isPending(first)) return { value: first, waited: wished };
    const now = clock.now();
    const seconds = Math.min(wished, (request.arrivedAt + ANSWERED_WITHIN_MS - now) / 1000);
    const place = seconds > 0 ? await placeAt(now) : undefined;
    if (place === undefined) return { value: first, waited: 0 };
    try {
      return { value: await settle(first, seconds), waited: wished };
    } finally {
      // One that is not given back is forgotten within a minute.
      await place.leave().catch(() => undefined);
    }
  };
}
