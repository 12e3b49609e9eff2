import { defaultAccount } from '#domain/tasks/provider-account.ts';
import type { KnownAccounts } from '#storage/tasks/account-rows.ts';

/** Where there is no account but the first, and nothing is read to know so. */
export const firstAccount: KnownAccounts = {
  accountsOf: async (service) => [{ ...defaultAccount(service), state: 'open' }],
  ownAccountOf: async () => undefined,
};
