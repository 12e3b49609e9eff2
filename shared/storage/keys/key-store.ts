import * as z from 'zod';
import type { ApiKey } from '#domain/keys/api-key.ts';
import { isoTime } from '#domain/ports.ts';
import type { Table, Write, WriteResult } from '../table/table-port.ts';
import { writeTogether } from '../table/write-together.ts';
import { forgetSigningKeys } from './signing-keys.ts';
import { Contention } from '../unavailable.ts';
import { hashInIndex, keyLists } from './key-lists.ts';
import { keyReader } from './key-reader.ts';
import { addressOf, idAddress, idOf, readKey, rowOf, type NewKey, type StoredKey } from './key-rows.ts';

const idRow = z.object({ hash: z.string() });

/** A key that takes the place of another, which ends at a time (epoch ms). */
export interface Replacement {
  readonly old: StoredKey;
  readonly next: NewKey;
  readonly endsAt: number;
}

/** What is written with a new key, beside whatever else the transaction holds. */
const rowsOf = (key: NewKey, idSecret: string): Write[] => [
  { type: 'put', row: rowOf(key, idSecret), when: { absent: true } },
  { type: 'put', row: { ...idAddress(idOf(key.hash)), hash: key.hash }, when: { absent: true } },
];

/** Whether it was written. Throws where the same may be tried again. */
function isDone({ type }: WriteResult): boolean {
  if (type === 'conflict') throw new Contention('Somebody else changes this key');
  return type === 'done';
}

/** Where API keys are kept, by hash. What tells of a change, `told`, is written in its transaction. */
export function keyStore(table: Table) {
  const reader = keyReader(table);
  const { idSecretOf, stored } = reader;

  /** The key with this whole id, also one that has ended. Keys of older versions are found in the index only. */
  const withId = async (id: string): Promise<StoredKey | undefined> => {
    const row = await table.get(idAddress(id));
    const hash = row === undefined ? await hashInIndex(table, id) : idRow.parse(row).hash;
    return hash === undefined ? undefined : stored(hash);
  };

  return {
    ...reader,
    ...keyLists(table),
    withId,
    /** Ends all tokens for browsers, within the minute for which functions remember their secrets. */
    endTokens: (told: readonly Write[] = []) => forgetSigningKeys(table, told),

    async create(key: NewKey, told: readonly Write[] = []): Promise<ApiKey> {
      const idSecret = await idSecretOf(key.owner);
      isDone(await table.transact([...rowsOf(key, idSecret), ...told]));
      return readKey(rowOf(key, idSecret));
    },

    /** Takes a key out of use; false when there is no key with this whole id. Functions may remember it for 60 s more. */
    async revoke(id: string, now: number, told: readonly Write[] = []): Promise<boolean> {
      const key = await withId(id);
      if (key === undefined) return false;
      if (key.revokedAt !== undefined) return true;
      const address = addressOf(key.hash);
      const end = {
        type: 'add',
        key: address,
        add: { ended: 1 },
        set: { revokedAt: isoTime(now) },
        when: { equals: { pk: address.pk } },
      } as const;
      return isDone(await writeTogether(table, [end, ...told]));
    },

    /** Puts a key in the place of another, all at once; undefined where that was replaced or revoked meanwhile. */
    async replace(
      { old, next, endsAt }: Replacement,
      told: readonly Write[] = [],
    ): Promise<ApiKey | undefined> {
      const key = addressOf(old.hash);
      const idSecret = await idSecretOf(next.owner);
      const result = await table.transact([
        ...rowsOf(next, idSecret),
        {
          type: 'add',
          key,
          add: { replacements: 1 },
          set: { replacedBy: idOf(next.hash), expiresAt: isoTime(endsAt) },
          when: { equals: { pk: key.pk }, belowOrMissing: { ended: 1, replacements: 1 } },
        },
        ...told,
      ]);
      return isDone(result) ? readKey(rowOf(next, idSecret)) : undefined;
    },
  };
}

export type KeyStore = ReturnType<typeof keyStore>;
