import { allScopes } from '#domain/keys/scopes.ts';
import type { Caller } from './requests.ts';

/** Where requests go. */
export interface FuzzTarget {
  readonly url: string;
  readonly keys: Readonly<Record<Exclude<Caller, 'nobody' | 'unknown'>, string>>;
  /** Called now and then: lets what was begun go on, where time stands still. */
  readonly rest?: () => Promise<void>;
}

/** Everything but what operators may: refusals for want of a scope are the matter of the authorisation matrix. */
export const scopesOfOwners = allScopes.filter((scope) => scope !== 'operator');

/** So many requests for each of these operations, the sum of all; the first, which has most to say, takes what is over. */
export function sharesOf(ids: readonly string[], requests: number): ReadonlyMap<string, number> {
  const each = Math.floor(requests / ids.length);
  const over = requests - each * ids.length;
  return new Map(ids.map((id, index) => [id, index === 0 ? each + over : each]));
}
