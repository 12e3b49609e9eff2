import { requestLimits } from '#contract/wire/limits.ts';

/** Seconds a caller asked to wait with `Prefer: wait=n`, at most 25; 0 where it did not. */
export function waitSeconds(prefer: string | undefined): number {
  const [, seconds] = /(?:^|[,;\s])wait=(\d{1,6})(?:$|[,;\s])/.exec(prefer ?? '') ?? [];
  return seconds === undefined ? 0 : Math.min(requestLimits.waitSeconds, Number(seconds));
}
