import { requestLimits } from '#contract/wire/limits.ts';

/** True where `If-None-Match` names this entity tag, given without its quotes, or any. */
export function isKnownEtag(ifNoneMatch: string | undefined, etag: string): boolean {
  const known = (ifNoneMatch ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return known.includes(`"${etag}"`) || known.includes('*');
}

/** Seconds a caller asked to wait with `Prefer: wait=n`, at most 25; 0 where it did not. */
export function waitSeconds(prefer: string | undefined): number {
  const [, seconds] = /(?:^|[,;\s])wait=(\d{1,6})(?:$|[,;\s])/.exec(prefer ?? '') ?? [];
  return seconds === undefined ? 0 : Math.min(requestLimits.waitSeconds, Number(seconds));
}
