import type { CreateTask } from '#actions/tasks/new-task.ts';
import type { KeyReader } from '#storage/keys/key-reader.ts';
import type { Caller } from './caller.ts';

const MOST_REMEMBERED = 1000;

/**
 * Finds what turns a caller's idempotency keys into unguessable task ids. The row of a key says it; for those who come with
 * tokens it is made once and never changes.
 */
export function idSecretFor(keys: Pick<KeyReader, 'idSecretOf'>) {
  const remembered = new Map<string, string>();
  return async ({ owner, idSecret }: Pick<Caller, 'owner' | 'idSecret'>): Promise<string> => {
    const known = idSecret ?? remembered.get(owner);
    if (known !== undefined) return known;
    const secret = await keys.idSecretOf(owner);
    if (remembered.size > MOST_REMEMBERED) remembered.clear();
    remembered.set(owner, secret);
    return secret;
  };
}

/** Tells who orders tasks, and with which API key. */
export function taskMakers(keys: Pick<KeyReader, 'idSecretOf'>) {
  const idSecretOf = idSecretFor(keys);
  return async (caller: Caller): Promise<Pick<CreateTask, 'owner' | 'idSecret' | 'keyId'>> => ({
    owner: caller.owner,
    idSecret: await idSecretOf(caller),
    ...(caller.key === undefined ? {} : { keyId: caller.key.id }),
  });
}
