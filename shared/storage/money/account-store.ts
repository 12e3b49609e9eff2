import * as z from 'zod';
import type { AccountRecord } from '#domain/money/account.ts';
import type { Key, Table } from '../table/table-port.ts';

const accountRow = z.object({
  at: z.string(),
  balance: z.int(),
  since: z.string(),
  openingBalance: z.int(),
  paidIn: z.int(),
}) satisfies z.ZodType<AccountRecord>;

const keyOf = (service: string): Key => ({ pk: `account#${service}`, sk: 'account' });

/** Remembers what our accounts at the services were last seen to be. */
export const accountStore = (table: Table) => ({
  async find(service: string): Promise<AccountRecord | undefined> {
    const row = await table.get(keyOf(service));
    return row === undefined ? undefined : accountRow.parse(row);
  },

  async save(service: string, record: AccountRecord): Promise<void> {
    // Members that another version keeps there stay.
    await table.write({ type: 'add', key: keyOf(service), set: { ...record } });
  },
});

export type AccountStore = ReturnType<typeof accountStore>;
