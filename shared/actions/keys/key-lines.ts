import type { Owner } from '#domain/ids.ts';
import type { ApiKey } from '#domain/keys/api-key.ts';
import { inOrder, type Scope } from '#domain/keys/scopes.ts';
import type { AuditLine } from '#domain/operators/audit.ts';

/** Who did something to a key, when, and why where that was said. */
export interface KeyAct {
  /** ISO time. */
  readonly at: string;
  readonly by: Owner;
  readonly reason?: string;
}

const common = ({ at, by, reason }: KeyAct) => ({
  at,
  actor: by,
  ...(reason === undefined ? {} : { reason }),
});

const inWords = (scopes: readonly Scope[]): string => inOrder(scopes).join(',');
const endOf = (expiresAt: string | undefined) => (expiresAt === undefined ? {} : { expiresAt });

type Key = Pick<ApiKey, 'id' | 'owner' | 'scopes' | 'name' | 'expiresAt'>;

/** Tells of a key that is made. */
export const keyMadeLine = (act: KeyAct, { id, owner, scopes, name, expiresAt }: Key): AuditLine => ({
  ...common(act),
  action: 'key-made',
  owner,
  subject: id,
  after: { scopes: inWords(scopes), ...(name === undefined ? {} : { name }), ...endOf(expiresAt) },
});

/** Tells of a key that is taken out of use. */
export const keyRevokedLine = (act: KeyAct, { id, owner, scopes, expiresAt }: Key): AuditLine => ({
  ...common(act),
  action: 'key-revoked',
  owner,
  subject: id,
  before: { status: 'active', scopes: inWords(scopes), ...endOf(expiresAt) },
  after: { status: 'revoked' },
});

/** Tells of a key that gets a successor, and ends itself. */
export const keyRotatedLine = (
  act: KeyAct,
  { id, owner, scopes, expiresAt }: Key,
  next: { readonly replacedBy: string; readonly expiresAt: string },
): AuditLine => ({
  ...common(act),
  action: 'key-rotated',
  owner,
  subject: id,
  before: { scopes: inWords(scopes), ...endOf(expiresAt) },
  after: next,
});
