import type { LifecycleRule } from './records.ts';

const DAY = 86_400_000;

/**
 * True once a rule has removed the object. As in S3 an expiry falls on the midnight after its day; unlike S3,
 * where removal may lag, it is kept to the moment, so that no timer is needed.
 */
export function hasExpired(
  object: { readonly key: string; readonly modified: number },
  rules: readonly LifecycleRule[] | undefined,
  now: number,
): boolean {
  return (rules ?? []).some(
    (rule) =>
      object.key.startsWith(rule.prefix) &&
      now >= Math.ceil((object.modified + rule.expireAfterDays * DAY) / DAY) * DAY,
  );
}
