import * as z from 'zod';
import { HOUR_MS, type ApiKey } from '#domain/keys/api-key.ts';
import {
  inOrder,
  isScope,
  missingScope,
  scopesOfMark,
  usualScopes,
  type Scope,
} from '#domain/keys/scopes.ts';
import { isOwner, type Owner } from '#domain/ids.ts';
import { isoTime } from '#domain/ports.ts';
import type { Key, Row } from '../table/table-port.ts';

/**
 * Rows of API keys. Versions without scopes know `operator` and `revokedAt` only, and would take a key that may do less, or
 * ends, for one that may do all and for ever. Such rows are guarded: they say that they were revoked at the beginning of
 * time, which older versions heed and this one does not.
 */

const GUARD = isoTime(0);

const keyRow = z.object({
  hash: z.string(),
  owner: z.string(),
  operator: z.boolean(),
  scopes: z.array(z.string()).exactOptional(),
  name: z.string().exactOptional(),
  createdAt: z.string(),
  createdBy: z.string().exactOptional(),
  expiresAt: z.string().exactOptional(),
  revokedAt: z.string().exactOptional(),
  lastUsedHour: z.number().exactOptional(),
  replacedBy: z.string().exactOptional(),
  idSecret: z.string(),
});

export const addressPrefix = 'key#';
export const addressOf = (hash: string): Key => ({ pk: `${addressPrefix}${hash}`, sk: 'key' });
/** Where the secrets lie that tokens for browsers are signed with. */
export const signingKeysAddress: Key = { pk: 'signing-keys', sk: 'signing-keys' };
export const idOf = (hash: string): string => hash.slice(0, 16);
/** Where the hash of a key stands by the key's id. */
export const idAddress = (id: string): Key => ({ pk: `key-id#${id}`, sk: 'key-id' });
/** The partition of all keys in the index. */
export const LIST = 'keys';

/** The partition of owners in the index that no key tells of: they come with tokens. */
export const TOKEN_OWNERS = 'token-owners';
export const tokenOwnerEntry = (owner: Owner) => ({ listPk: TOKEN_OWNERS, listSk: owner });

/** The place of a key in the list. Rows of older versions have no owner in theirs. */
export const sortOf = (createdAt: string, id: string): string => `${createdAt}#${id}`;
/** The owner in the place of a key; undefined where it does not say. */
export const ownerIn = (sort: string): string | undefined => sort.split('#')[2];
/** What stands after the place of a key, and before that of the next. */
export const behind = (createdAt: string, id: string): string => `${sortOf(createdAt, id)}~`;

export interface NewKey {
  readonly owner: Owner;
  /** Left out: what keys may do that name no scopes. */
  readonly scopes?: readonly Scope[];
  /** The mark of an operator's key, where no scopes are named. */
  readonly operator?: boolean;
  readonly name?: string;
  readonly createdBy?: string;
  /** Epoch milliseconds. */
  readonly expiresAt?: number;
  /** Hex SHA-256 of the key. */
  readonly hash: string;
  readonly now: number;
}

/** The row of a new key. */
export function rowOf(key: NewKey, idSecret: string): Row {
  const { hash, owner, name, createdBy, expiresAt } = key;
  const scopes = inOrder(key.scopes ?? scopesOfMark(key.operator ?? false));
  const createdAt = isoTime(key.now);
  const isLess = missingScope(usualScopes, scopes) !== undefined || expiresAt !== undefined;
  return {
    ...addressOf(hash),
    listPk: LIST,
    listSk: `${sortOf(createdAt, idOf(hash))}#${owner}`,
    hash,
    owner,
    operator: scopes.includes('operator'),
    scopes: [...scopes],
    ...(name === undefined ? {} : { name }),
    createdAt,
    ...(createdBy === undefined ? {} : { createdBy }),
    ...(expiresAt === undefined ? {} : { expiresAt: isoTime(expiresAt) }),
    ...(isLess ? { revokedAt: GUARD } : {}),
    idSecret,
  };
}

/** A key with the hash that it is stored under. */
export type StoredKey = ApiKey & { readonly hash: string };

/** Reads a row of any version. */
export function readKey(row: Row): StoredKey {
  const { owner, operator, scopes, revokedAt, lastUsedHour, ...rest } = keyRow.parse(row);
  if (!isOwner(owner)) throw new Error('A stored key has no owner');
  return {
    ...rest,
    owner,
    id: idOf(rest.hash),
    scopes: scopes?.filter(isScope) ?? scopesOfMark(operator),
    ...(revokedAt === undefined || revokedAt === GUARD ? {} : { revokedAt }),
    ...(lastUsedHour === undefined ? {} : { lastUsedAt: isoTime(lastUsedHour * HOUR_MS) }),
  };
}
