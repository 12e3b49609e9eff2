import { keyText } from '#domain/keys/key-form.ts';
import { allScopes, usualScopes, type Scope } from '#domain/keys/scopes.ts';
import { keyStore } from '#storage/keys/key-store.ts';
import { createHash } from 'node:crypto';
import type { World } from '../test-stack.ts';

/** One way to say who is asking, or to fail at it. */
export interface Credential {
  readonly what: string;
  /** After `Bearer`; undefined sends none. */
  readonly token: string | undefined;
  /** Absent: it opens nothing. */
  readonly holder?: { readonly owner: string; readonly scopes: readonly Scope[] };
}

/** Two owners and an operator, each with things of his own. */
export const owners = { own: 'ana', another: 'ben', operator: 'root' } as const;

/** A credential of every kind. */
export async function credentialsIn(world: World): Promise<Credential[]> {
  const keys = keyStore(world.table);
  const idOf = (key: string) => createHash('sha256').update(key).digest('hex').slice(0, 16);
  const key = async (what: string, owner: string, scopes: readonly Scope[]): Promise<Credential> => ({
    what,
    token: await world.newKey(owner, { scopes }),
    holder: { owner, scopes },
  });
  const revoked = await world.newKey(owners.own, { operator: true });
  await keys.revoke(idOf(revoked), world.clock.now());
  const expired = await world.newKey(owners.own, { scopes: allScopes, expiresAt: world.clock.now() });
  return [
    { what: 'no key', token: undefined },
    { what: 'a malformed key', token: 'dk_test_0123' },
    { what: 'an unknown key', token: keyText('test', '0'.repeat(64)) },
    { what: 'a revoked key', token: revoked },
    { what: 'an expired key', token: expired },
    ...(await Promise.all(allScopes.map((scope) => key(`a key for ${scope} alone`, owners.own, [scope])))),
    await key('a key of another owner', owners.another, usualScopes),
    await key('a key of the owner', owners.own, usualScopes),
    await key('a key of an operator', owners.operator, allScopes),
  ];
}
