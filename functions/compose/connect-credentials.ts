import { isGood } from '#domain/keys/api-key.ts';
import { goodKeys } from '#domain/keys/signing-keys.ts';
import type { Credential } from '#domain/live/live.ts';
import type { KeyReader } from '#storage/keys/key-reader.ts';
import { signingKeysIn } from '#storage/keys/signing-keys.ts';
import { systemClock } from './system-ports.ts';

/** How long an answer is remembered: so long may a key still hear after it was revoked. */
const AGE_MS = 60_000;
const MOST_REMEMBERED = 1000;

/** Tells whether what clients proved with who they are is still good. */
export function connectCredentials(keys: Pick<KeyReader, 'find' | 'signingKeysRow'>) {
  const remembered = new Map<string, { readonly isGood: boolean; readonly until: number }>();

  const look = async (credential: Credential, now: number): Promise<boolean> => {
    if (credential.type === 'issued') return true;
    if (credential.type === 'key') {
      const key = await keys.find(credential.hash);
      return key !== undefined && isGood(key, now);
    }
    const secrets = goodKeys(signingKeysIn(await keys.signingKeysRow()), now);
    return secrets.some(({ id }) => id === credential.keyId);
  };

  return async (credential: Credential): Promise<boolean> => {
    const now = systemClock.now();
    const name = JSON.stringify(credential);
    const known = remembered.get(name);
    if (known !== undefined && known.until > now) return known.isGood;
    const answer = await look(credential, now);
    if (remembered.size > MOST_REMEMBERED) remembered.clear();
    remembered.set(name, { isGood: answer, until: now + AGE_MS });
    return answer;
  };
}
