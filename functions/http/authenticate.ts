import { Failure } from '#domain/error.ts';
import type { ApiKey, KeyStore } from '#storage/keys/key-store.ts';
import { nodeDigest, systemClock } from '../compose/system-ports.ts';
import type { IdentifiedCall, Middleware } from './api-call.ts';
import type { Caller } from './caller.ts';

/** How long a good key is remembered; so long may a revoked one still open a warm function. */
const KEY_AGE_MS = 60_000;
const MOST_REMEMBERED = 1000;

const callerWith = ({ owner, operator, idSecret, id, name, createdAt }: ApiKey): Caller => ({
  owner,
  operator,
  idSecret,
  key: { id, createdAt, ...(name === undefined ? {} : { name }) },
});

/** Finds out whose key an Authorization header holds. Throws `unauthorized`. */
function callerFinder(keys: KeyStore): (authorization: string | undefined) => Promise<Caller> {
  const remembered = new Map<string, { caller: Caller; until: number }>();
  return async (authorization) => {
    const [, token] = /^Bearer\s+(\S+)$/i.exec(authorization ?? '') ?? [];
    if (token === undefined) {
      throw new Failure('unauthorized', 'Send your API key as "Authorization: Bearer <key>"');
    }
    const hash = nodeDigest.sha256(token);
    const now = systemClock.now();
    const known = remembered.get(hash);
    if (known !== undefined && known.until > now) return known.caller;
    const key = await keys.find(hash);
    if (key === undefined) throw new Failure('unauthorized', 'This API key is unknown or revoked');
    const caller = callerWith(key);
    if (remembered.size > MOST_REMEMBERED) remembered.clear();
    remembered.set(hash, { caller, until: now + KEY_AGE_MS });
    return caller;
  };
}

/** Adds the caller to a call whose route asks for a key. Throws `unauthorized` where the key is missing, unknown or revoked. */
export function authenticate(keys: KeyStore): Middleware {
  const callerOf = callerFinder(keys);
  return {
    before: async ({ event }) => {
      if (event.operation.route.access === 'open') return;
      const identified: IdentifiedCall = { caller: await callerOf(event.headers['authorization']) };
      Object.assign(event, identified);
    },
  };
}
