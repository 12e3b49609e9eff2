import { Failure } from '#domain/error.ts';
import { isUnavailable } from '#storage/unavailable.ts';

const RETRY_SECONDS = 1;

/** What an error means to the caller: a failure as it is, `busy` for what may succeed later, undefined for a fault of ours. */
export function failureOf(error: unknown): Failure | undefined {
  if (error instanceof Failure) return error;
  if (!isUnavailable(error)) return undefined;
  const details = { retryAfterSeconds: RETRY_SECONDS };
  return new Failure('busy', 'Too much is asked at once, or a part cannot be reached', {
    ...details,
    cause: error,
  });
}
