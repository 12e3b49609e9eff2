import { isServerError, isThrottlingError, isTransientError } from '@smithy/core/retry';

/** Writers of one row have been in each other's way too often: nothing of this write is stored, and it may be tried again. */
export class Contention extends Error {
  override readonly name = 'Contention';
}

/** A newer version of the service wrote this row in words that this one has no name for: this version leaves it alone. */
export class Unrecognized extends Error {
  override readonly name = 'Unrecognized';
}

/**
 * Whether an error says that the same request may succeed later: rows are contended, or
 * belong to a newer version that is about to take over or to come back, or AWS is asked too much or cannot be
 * reached, the SDK's own attempts included. It does not say that nothing was done: an answer of AWS may have been lost.
 */
export function isUnavailable(error: unknown): boolean {
  if (error instanceof Contention || error instanceof Unrecognized) return true;
  if (!(error instanceof Error)) return false;
  // The SDK's type wants the cause to be an Error; it is only looked at, member by member.
  const thrown = error as Parameters<typeof isTransientError>[0];
  return isThrottlingError(thrown) || isTransientError(thrown) || isServerError(thrown);
}
