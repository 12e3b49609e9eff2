import { renewableSecret, type RenewableSecret } from '../../../functions/compose/renewable-secret.ts';
import type { Secrets } from '../ports/secrets.ts';
import type { Account } from '../provider/account.ts';
import { isOut, type Outage } from './outage.ts';

/** Our account at the provider, and the key that the secret store holds. */
export interface OurAccount extends Account {
  readonly storedKey: () => string;
}

/** The account of a run; `since` is how many milliseconds old that is. */
export function accountIn(outage: Outage | undefined, secrets: Secrets, since: () => number): OurAccount {
  const isNow = (what: Outage['what']): boolean => isOut(outage, since(), what);
  const storedKey = (): string => (isNow('old-key') ? secrets.nextApiKey : secrets.apiKey);
  return {
    storedKey,
    key: () => (isNow('key') ? undefined : storedKey()),
    hasCredits: () => !isNow('credits'),
  };
}

/** So long does a warm function remember it. */
const REMEMBERED_MS = 300_000;

/** Our key as all functions of a run know it. */
export function ourKeyFrom({ storedKey }: OurAccount, now: () => number): RenewableSecret {
  let known: { readonly key: string; readonly readAt: number } | undefined;
  return renewableSecret(async (from) => {
    const isFresh = known !== undefined && now() - known.readAt < REMEMBERED_MS;
    if (known === undefined || !isFresh || from === 'source') known = { key: storedKey(), readAt: now() };
    return known.key;
  }, now);
}
