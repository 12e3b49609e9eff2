import { ServiceFault } from '../ports/port-call.ts';

/**
 * What does not work for a while. `store`: the bucket is down · `store-keys`: our keys open nothing of it · `result-host`:
 * the provider's files cannot be reached · `host-list`: they lie on a host that we may not ask.
 */
export interface Outage {
  readonly what: 'store' | 'store-keys' | 'result-host' | 'host-list';
  /** In seconds after the start. */
  readonly from: number;
  readonly seconds: number;
}

/** Throws what an outage makes of a call; `since` is how many milliseconds the run is old. */
export function failWhileOut(
  outage: Outage | undefined,
  since: number,
  calls: readonly Outage['what'][],
): void {
  if (outage === undefined || !calls.includes(outage.what)) return;
  const isOut = since >= outage.from * 1000 && since < (outage.from + outage.seconds) * 1000;
  if (isOut) throw new ServiceFault(outage.what);
}
