import { readBrowserToken, type BrowserToken } from '#domain/keys/browser-token.ts';
import { keyKindOf } from '#domain/keys/key-form.ts';
import { goodKeys, SIGNING_KEYS_AGE_MS, type SigningKey } from '#domain/keys/signing-keys.ts';
import { isoTime } from '#domain/ports.ts';
import type { KeyReader } from '#storage/keys/key-reader.ts';
import { signingKeysIn } from '#storage/keys/signing-keys.ts';
import { readSettings } from './settings.ts';
import { nodeDigest, systemClock } from './system-ports.ts';

/** Whom a token for browsers stands for, and what it opens. */
export interface OpenedToken extends Omit<BrowserToken, 'expiresAt'> {
  readonly expiresAt: string;
}

/** A token that names a secret that is not known has them read anew, but no more often than this. */
const COOLDOWN_MS = 5_000;

/**
 * Makes what reads tokens for browsers: what they open, or in words why they open nothing. No token has anything looked up:
 * the secrets of the deployment are remembered.
 */
export function tokenReader(signingKeysRow: KeyReader['signingKeysRow']) {
  // The signature covers what stands behind it only.
  const beginning = `dkt_${keyKindOf(readSettings('STAGE').STAGE)}_`;
  let known: readonly SigningKey[] = [];
  let knownSince = Number.NEGATIVE_INFINITY;

  const keyNamed = async (id: string): Promise<SigningKey | undefined> => {
    const age = systemClock.now() - knownSince;
    const isKnown = known.some((key) => key.id === id);
    if (age >= SIGNING_KEYS_AGE_MS || (!isKnown && age >= COOLDOWN_MS)) {
      known = signingKeysIn(await signingKeysRow());
      knownSince = systemClock.now();
    }
    return goodKeys(known, systemClock.now()).find((key) => key.id === id);
  };

  return async (text: string): Promise<OpenedToken | string> => {
    const token = text.startsWith(beginning) ? readBrowserToken(text, nodeDigest) : undefined;
    if (token === undefined) return 'This is no token: something in it is missing or mistyped';
    const key = await keyNamed(token.keyId);
    if (key === undefined || !token.isSignedWith(key) || token.said === undefined)
      return 'This token is not good here';
    const { expiresAt, ...said } = token.said;
    if (expiresAt * 1000 <= systemClock.now()) return 'This token has expired';
    return { ...said, expiresAt: isoTime(expiresAt * 1000) };
  };
}
