import type { Owner } from '#domain/ids.ts';
import { openOf, type ProviderAccount } from '#domain/tasks/provider-account.ts';
import type { KnownAccounts } from '#storage/tasks/account-rows.ts';

/**
 * The accounts that take new calls of an owner's tasks: the one that he has brought, and that alone, as long as it is open,
 * whatever else is the matter with it; else those that are everybody's, which are all that others have.
 */
export const openTo =
  ({ accountsOf, ownAccountOf }: KnownAccounts) =>
  async (service: string, owner: Owner | undefined, as?: 'now'): Promise<readonly ProviderAccount[]> => {
    const own = owner === undefined ? undefined : await ownAccountOf(service, owner, as);
    return openOf(own?.state === 'open' ? [own] : await accountsOf(service, as));
  };
