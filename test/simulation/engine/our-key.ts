import { renewableSecret, type RenewableSecret } from '../../../functions/compose/renewable-secret.ts';

/** So long does a warm function remember it. */
const REMEMBERED_MS = 300_000;

/** Our key at the provider as all functions of a run know it; `current` is what the secret store says. */
export function ourKeyFrom(current: () => string, now: () => number): RenewableSecret {
  let known: { readonly key: string; readonly readAt: number } | undefined;
  return renewableSecret(async (from) => {
    const isFresh = known !== undefined && now() - known.readAt < REMEMBERED_MS;
    if (known === undefined || !isFresh || from === 'source') known = { key: current(), readAt: now() };
    return known.key;
  }, now);
}
