import { isGood, type ApiKey } from '#domain/keys/api-key.ts';
import type { KeyView } from './answers.ts';

const statusOf = (key: ApiKey, now: number): KeyView['status'] => {
  if (key.revokedAt !== undefined) return 'revoked';
  return isGood(key, now) ? 'active' : 'expired';
};

/** Shows a key to whoever may manage it. The secret of its owner stays inside. */
export function viewKey(key: ApiKey, now: number): KeyView {
  const { id, name, owner, scopes, createdAt, createdBy, expiresAt, revokedAt, lastUsedAt, replacedBy } = key;
  return {
    id,
    ...(name === undefined ? {} : { name }),
    owner,
    scopes,
    status: statusOf(key, now),
    createdAt,
    ...(createdBy === undefined ? {} : { createdBy }),
    ...(expiresAt === undefined ? {} : { expiresAt }),
    ...(revokedAt === undefined ? {} : { revokedAt }),
    ...(lastUsedAt === undefined ? {} : { lastUsedAt }),
    ...(replacedBy === undefined ? {} : { replacedBy }),
  };
}
