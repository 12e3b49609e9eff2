/**
 * The secrets of a deployment that tokens for browsers are signed with. They renew themselves: a new one lies ready before it
 * is used, so that whoever reads tokens knows it by then, and the one before is good as long as a token of it can live.
 */

/** A secret, and since when it is one. */
export interface SigningKey {
  /** Stands in each token. */
  readonly id: string;
  readonly secret: string;
  /** Epoch milliseconds. */
  readonly madeAt: number;
}

/** How long a token for browsers lives at most, in seconds. */
export const MOST_TOKEN_SECONDS = 3600;

/** Whoever reads tokens remembers the secrets for so long. */
export const SIGNING_KEYS_AGE_MS = 60_000;
/** A new secret signs nothing before every reader knows it. */
const READY_MS = 2 * SIGNING_KEYS_AGE_MS;
const RENEWED_MS = 30 * 24 * 3600_000;
/** After that no token of the one before is left. */
const OVERLAP_MS = READY_MS + MOST_TOKEN_SECONDS * 1000 + SIGNING_KEYS_AGE_MS;

/** What signs now: the newest that is known everywhere, or the only one. The newest stands first. */
export const signingKey = (keys: readonly SigningKey[], now: number): SigningKey | undefined =>
  keys.find(({ madeAt }) => now - madeAt >= READY_MS) ?? keys.at(-1);

/** Whether it is time for a new one. */
export const isRenewalDue = ([newest]: readonly SigningKey[], now: number): boolean =>
  newest === undefined || now - newest.madeAt >= RENEWED_MS;

/** With a new one in front, and without those that no living token is signed with. */
export const renewed = (keys: readonly SigningKey[], next: SigningKey): readonly SigningKey[] => [
  next,
  ...keys.slice(0, 1),
];

/** Those that a token may be signed with. */
export const goodKeys = (keys: readonly SigningKey[], now: number): readonly SigningKey[] =>
  keys.filter((_, i) => {
    const successor = keys[i - 1];
    return successor === undefined || now - successor.madeAt < OVERLAP_MS;
  });
