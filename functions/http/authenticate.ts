import { Failure } from '#domain/error.ts';
import { isBrowserToken } from '#domain/keys/token-kind.ts';
import { HOUR_MS, hourOf, isGood, type ApiKey } from '#domain/keys/api-key.ts';
import { canBeKey } from '#domain/keys/key-form.ts';
import type { KeyReader } from '#storage/keys/key-reader.ts';
import { logUnnoted } from '../compose/cloud-log.ts';
import { signIn, takesTokens } from '../compose/connect-sign-in.ts';
import { browserTokenReader } from '../compose/connect-browser-tokens.ts';
import { nodeDigest, systemClock } from '../compose/system-ports.ts';
import { changesSomething, type IdentifiedCall, type Middleware } from './api-call.ts';
import type { Caller } from './caller.ts';

/** How long a good key is remembered; so long may a revoked one still read through a warm function. */
const KEY_AGE_MS = 60_000;
const MOST_REMEMBERED = 1000;

const callerWith = ({ owner, scopes, idSecret, id, name, createdAt, expiresAt }: ApiKey): Caller => ({
  owner,
  scopes,
  idSecret,
  ...(expiresAt === undefined ? {} : { expiresAt }),
  key: {
    id,
    createdAt,
    ...(name === undefined ? {} : { name }),
    ...(expiresAt === undefined ? {} : { expiresAt }),
  },
});

const unauthorized = (why: string): Failure => new Failure('unauthorized', why);

/** What an Authorization header holds. Throws `unauthorized` where that is nothing. */
function credentialIn(authorization: string | undefined): string {
  const [, credential] = /^Bearer\s+(\S+)$/i.exec(authorization ?? '') ?? [];
  if (credential !== undefined) return credential;
  throw unauthorized('Send your API key as "Authorization: Bearer <key>"');
}

/** A header, claims and a signature, as every token has them. */
const isToken = (text: string): boolean => /^[\w-]+\.[\w-]+\.[\w-]*$/.test(text);

/** Finds keys by hash. `fresh`: as they are stored now; else as they were a minute ago at most. */
function keyFinder(keys: KeyReader): (hash: string, fresh: boolean) => Promise<ApiKey | undefined> {
  const remembered = new Map<string, { key: ApiKey; until: number }>();

  /** That a key was used is not worth refusing a request for. */
  const noteUse = async (hash: string, { lastUsedAt }: ApiKey, now: number): Promise<void> => {
    if (lastUsedAt !== undefined && now - Date.parse(lastUsedAt) < HOUR_MS) return;
    await keys.noteUse(hash, hourOf(now)).catch(logUnnoted);
  };

  return async (hash, fresh) => {
    const now = systemClock.now();
    const known = remembered.get(hash);
    if (!fresh && known !== undefined && known.until > now) return known.key;
    const key = await keys.find(hash);
    if (key === undefined) {
      remembered.delete(hash);
      return undefined;
    }
    if (isGood(key, now)) await noteUse(hash, key, now);
    if (remembered.size > MOST_REMEMBERED) remembered.clear();
    remembered.set(hash, { key, until: now + KEY_AGE_MS });
    return key;
  };
}

/** Finds out who has a credential. `fresh`: as it is now; else an API key as it was a minute ago at most. Throws `unauthorized`. */
type CallerReader = (credential: string, options: { readonly fresh: boolean }) => Promise<Caller>;

/** Who asks with an API key. */
function keyCaller(keys: KeyReader): CallerReader {
  const find = keyFinder(keys);
  return async (text, { fresh }) => {
    if (!canBeKey(text)) throw unauthorized('This is no API key: something in it is missing or mistyped');
    const key = await find(nodeDigest.sha256(text), fresh);
    if (key === undefined) throw unauthorized('This API key is unknown or revoked');
    if (!isGood(key, systemClock.now())) throw unauthorized('This API key has expired');
    return callerWith(key);
  };
}

/** Who has an API key, a token for browsers, or one of the deployment's issuer. */
export function callerReader(keys: KeyReader): CallerReader {
  const callerOfKey = keyCaller(keys);
  const callerOfBrowser = browserTokenReader(keys.signingKeysRow);
  return (credential, options) => {
    if (isBrowserToken(credential)) return callerOfBrowser(credential);
    return takesTokens && isToken(credential) ? signIn(credential) : callerOfKey(credential, options);
  };
}

/** Adds the caller to a call whose route asks for one. Throws `unauthorized` where nothing good says who that is. */
export function authenticate(keys: KeyReader): Middleware {
  const callerOf = callerReader(keys);
  return {
    before: async ({ event }) => {
      if (event.operation.route.access === 'open') return;
      // What changes something is never done for a key that was revoked before.
      const fresh = changesSomething(event);
      const caller = await callerOf(credentialIn(event.headers['authorization']), { fresh });
      const identified: IdentifiedCall = { caller };
      Object.assign(event, identified);
    },
  };
}
