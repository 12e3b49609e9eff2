import { Failure } from '#domain/error.ts';

const MOST_WAIT_SECONDS = 25;
const IDEMPOTENCY_KEY_LENGTH = 255;

/** Seconds a caller asked to wait with `Prefer: wait=n`, at most 25; 0 where it did not. */
export function waitSeconds(prefer: string | undefined): number {
  const [, seconds] = /(?:^|[,;\s])wait=(\d{1,6})(?:$|[,;\s])/.exec(prefer ?? '') ?? [];
  return seconds === undefined ? 0 : Math.min(MOST_WAIT_SECONDS, Number(seconds));
}

/** The caller's idempotency key: 1 to 255 visible characters, or none. */
export function idempotencyKey(header: string | undefined): string | undefined {
  if (header === undefined) return undefined;
  if (header.length <= IDEMPOTENCY_KEY_LENGTH && /^[\x21-\x7e]+$/.test(header)) return header;
  throw new Failure('validation_failed', 'The idempotency key is not usable', {
    errors: [{ path: 'Idempotency-Key', message: `1 to ${IDEMPOTENCY_KEY_LENGTH} visible ASCII characters` }],
  });
}
