import { randomBytes } from 'node:crypto';
import * as z from 'zod';
import type { Owner } from '#domain/ids.ts';
import { isTokenOwner } from '#domain/keys/token-owner.ts';
import type { Table } from '../table/table-port.ts';
import { addressOf, readKey, signingKeysAddress, tokenOwnerEntry, type StoredKey } from './key-rows.ts';

const ownerRow = z.object({ idSecret: z.string() });

/** What every function that asks for API keys needs of them; apart from what manages them, which is larger. */
export function keyReader(table: Table) {
  /** The owner's secret, made with the first key. Two makers at once agree on one: the row is written if absent. */
  const idSecretOf = async (owner: Owner): Promise<string> => {
    const key = { pk: `owner#${owner}`, sk: 'owner' };
    const made = randomBytes(32).toString('hex');
    const result = await table.write({
      type: 'put',
      row: { ...key, ...(isTokenOwner(owner) ? tokenOwnerEntry(owner) : {}), idSecret: made },
      when: { absent: true },
    });
    return result.type === 'done' ? made : ownerRow.parse(await table.get(key)).idSecret;
  };

  /** The key with this hash, also one that has ended. */
  const stored = async (hash: string): Promise<StoredKey | undefined> => {
    const row = await table.get(addressOf(hash));
    return row === undefined ? undefined : readKey(row);
  };

  return {
    idSecretOf,
    stored,
    /** The row of the secrets that tokens for browsers are signed with. */
    signingKeysRow: () => table.get(signingKeysAddress),

    /** The key with this hash; undefined when there is none or it is revoked. It may have expired. */
    async find(hash: string): Promise<StoredKey | undefined> {
      const key = await stored(hash);
      return key?.revokedAt === undefined ? key : undefined;
    },

    /** Writes down that a key was used in this hour, counted from 1970; once, whoever else does. */
    async noteUse(hash: string, hour: number): Promise<void> {
      const key = addressOf(hash);
      const when = { equals: { pk: key.pk }, belowOrMissing: { lastUsedHour: hour } };
      await table.write({ type: 'add', key, set: { lastUsedHour: hour }, when });
    },
  };
}

export type KeyReader = ReturnType<typeof keyReader>;
