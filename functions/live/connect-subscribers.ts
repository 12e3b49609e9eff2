import type { CountRequest } from '#actions/limits/count-requests.ts';
import type { Subscriber } from '#actions/live/subscribe.ts';
import { readBrowserToken } from '#domain/keys/browser-token.ts';
import { isBrowserToken } from '#domain/keys/token-kind.ts';
import type { Credential } from '#domain/live/live.ts';
import type { KeyReader } from '#storage/keys/key-reader.ts';
import { nodeDigest } from '../compose/system-ports.ts';
import { callerReader } from '../http/authenticate.ts';
import type { Caller } from '../http/caller.ts';
import { refuseBeyondLimits } from '../http/limit-requests.ts';

function credentialOf(text: string, { key }: Caller): Credential {
  if (key !== undefined) return { type: 'key', hash: nodeDigest.sha256(text) };
  if (!isBrowserToken(text)) return { type: 'issued' };
  return { type: 'browser', keyId: readBrowserToken(text, nodeDigest)?.keyId ?? '' };
}

/** Tells who subscribes, by the same credentials as over HTTP and within the same limits: a subscription counts as a read. */
export function connectSubscribers(keys: KeyReader, count: CountRequest) {
  const callerOf = callerReader(keys);
  return async (text: string): Promise<Subscriber> => {
    const caller = await callerOf(text, { fresh: true });
    const { owner, key, scopes, reach, expiresAt } = caller;
    await refuseBeyondLimits(count(owner, { key: key?.id, changes: false, creates: 0 }));
    return {
      owner,
      scopes,
      credential: credentialOf(text, caller),
      ...(reach === undefined ? {} : { reach }),
      ...(expiresAt === undefined ? {} : { expiresAt }),
    };
  };
}
