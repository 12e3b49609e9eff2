import * as z from 'zod';
import { isoTime } from '#domain/ports.ts';
import type { ProviderAccount } from '#domain/tasks/provider-account.ts';
import { accountName } from '../account-name.ts';
import type { Table } from '../table/table-port.ts';

/** A copy of one of our files that a provider holds for one of our accounts. */
export interface ProviderCopy {
  readonly url: string;
  readonly expiresAt: string;
}

const copyRow = z.object({ url: z.string(), expiresAt: z.string() });

/** Remembers which copies of our files a provider holds, as long as they live: TTL takes them away. */
export function copyStore(table: Table) {
  const keyOf = (key: string, account: ProviderAccount) => ({ pk: `copy#${key}`, sk: accountName(account) });
  return {
    /** A copy that lives beyond a time; undefined when there is none. */
    async find(key: string, account: ProviderAccount, beyond: number): Promise<ProviderCopy | undefined> {
      const row = await table.get(keyOf(key, account));
      const copy = row === undefined ? undefined : copyRow.parse(row);
      return copy !== undefined && copy.expiresAt > isoTime(beyond) ? copy : undefined;
    },

    async save(key: string, account: ProviderAccount, { url, expiresAt }: ProviderCopy): Promise<void> {
      const expiresAtSeconds = Math.ceil(Date.parse(expiresAt) / 1000);
      await table.write({ type: 'put', row: { ...keyOf(key, account), url, expiresAt, expiresAtSeconds } });
    },

    /** Forgets the copies of a file that is gone. The provider keeps them until they end. */
    async forget(key: string): Promise<void> {
      for (const { pk, sk } of await table.partition(`copy#${key}`))
        await table.write({ type: 'remove', key: { pk, sk } });
    },
  };
}

export type CopyStore = ReturnType<typeof copyStore>;
