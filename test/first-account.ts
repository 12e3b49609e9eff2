import { defaultAccount } from '#domain/tasks/provider-account.ts';
import type { AccountsOf } from '#storage/tasks/account-rows.ts';

/** Where there is no account but the first, and nothing is read to know so. */
export const firstAccount: AccountsOf = async (service) => [{ ...defaultAccount(service), state: 'open' }];
