import { ServiceFault } from '../ports/port-call.ts';

/**
 * What does not work for a while. `store`: the bucket is down · `store-keys`: our keys open nothing of it · `result-host`:
 * the provider's files cannot be reached · `host-list`: they lie on a host that we may not ask · `key`: the provider
 * refuses our key · `old-key`: our key has been replaced by another, which alone is taken · `credits`: our account at the
 * provider is empty.
 */
export interface Outage {
  readonly what: 'store' | 'store-keys' | 'result-host' | 'host-list' | 'key' | 'old-key' | 'credits';
  /** In seconds after the start. */
  readonly from: number;
  readonly seconds: number;
}

/** Whether this is out; `since` is how many milliseconds the run is old. */
export const isOut = (outage: Outage | undefined, since: number, what: Outage['what']): boolean =>
  outage?.what === what && since >= outage.from * 1000 && since < (outage.from + outage.seconds) * 1000;

/** Throws what an outage makes of a call; `since` is how many milliseconds the run is old. */
export function failWhileOut(
  outage: Outage | undefined,
  since: number,
  calls: readonly Outage['what'][],
): void {
  for (const what of calls) if (isOut(outage, since, what)) throw new ServiceFault(what);
}
