import { accountNamed, OWN, ownerOf, type ProviderAccount } from '#domain/tasks/provider-account.ts';
import type { Key, Table, Write } from '../table/table-port.ts';

/**
 * Which of the accounts that owners have brought somebody has to see to, because tasks wait there or are kept from it: there
 * may be too many accounts for looking at each every minute. `until` is when those who wait stop by themselves (epoch ms).
 */

const notesPartition = (service: string): string => `accounts#${service}#seen-to`;

const noteKey = ({ service, account }: ProviderAccount): Key => ({
  pk: notesPartition(service),
  sk: account,
});

/** The write that notes an owner's account; undefined for those that are everybody's, which are always seen to. */
export function noteWrite(account: ProviderAccount, until = 0): Write | undefined {
  if (ownerOf(account) === undefined) return undefined;
  return { type: 'add', key: noteKey(account), set: { until } };
}

export const ownAccountNotes = (table: Pick<Table, 'partition' | 'write'>) => ({
  /** The accounts that somebody has to see to. */
  async noted(service: string): Promise<readonly ProviderAccount[]> {
    const rows = await table.partition(notesPartition(service), OWN);
    return rows.map(({ sk }) => accountNamed(service, sk));
  },

  /** Nobody has to see to an account any more, unless somebody has come meanwhile who may still wait. */
  async forget(account: ProviderAccount, now: number): Promise<void> {
    const when = { belowOrMissing: { until: now } };
    await table.write({ type: 'remove', key: noteKey(account), when });
  },
});

export type OwnAccountNotes = ReturnType<typeof ownAccountNotes>;
