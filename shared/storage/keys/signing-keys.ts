import { randomBytes } from 'node:crypto';
import { isRenewalDue, renewed, type SigningKey } from '#domain/keys/signing-keys.ts';
import type { Row, Table, Write } from '../table/table-port.ts';
import { writeTogether } from '../table/write-together.ts';
import { Contention } from '../unavailable.ts';
import { signingKeysAddress as address } from './key-rows.ts';

const isSigningKey = (value: unknown): value is SigningKey =>
  typeof value === 'object' &&
  value !== null &&
  'id' in value &&
  typeof value.id === 'string' &&
  'secret' in value &&
  typeof value.secret === 'string' &&
  'madeAt' in value &&
  typeof value.madeAt === 'number';

/** The secrets that tokens for browsers are signed with, the newest first; none before the first token is made. */
export const signingKeysIn = (row: Row | undefined): readonly SigningKey[] => {
  const keys: unknown = row?.['keys'];
  return Array.isArray(keys) ? keys.filter(isSigningKey) : [];
};

const fresh = (now: number): SigningKey => ({
  id: randomBytes(4).toString('hex'),
  secret: randomBytes(32).toString('hex'),
  madeAt: now,
});

/** The secrets, with a new one where it is time. Of two that make one at once, one has it. */
export const currentSigningKeys =
  (table: Table) =>
  async (now: number): Promise<readonly SigningKey[]> => {
    const row = await table.get(address);
    const keys = signingKeysIn(row);
    if (!isRenewalDue(keys, now)) return keys;
    const next = renewed(keys, fresh(now));
    const rev = Number(row?.['rev'] ?? 0);
    const when = row === undefined ? { absent: true as const } : { equals: { rev } };
    const put = { type: 'put', row: { ...address, keys: next, rev: rev + 1 }, when } as const;
    return (await table.write(put)).type === 'done' ? next : signingKeysIn(await table.get(address));
  };

/**
 * Forgets all of them, and writes with that what tells of it: whatever was signed with one opens nothing any more, once no
 * function remembers it.
 */
export async function forgetSigningKeys(table: Table, told: readonly Write[] = []): Promise<void> {
  const { type } = await writeTogether(table, [{ type: 'remove', key: address }, ...told]);
  if (type !== 'done') throw new Contention('Somebody else changes the secrets of tokens');
}
