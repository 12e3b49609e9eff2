import type { ProviderAccount } from '#domain/tasks/provider-account.ts';
import { rememberedAccounts, type AccountsOf } from '#storage/tasks/account-rows.ts';
import type { Table } from '#storage/table/table-port.ts';
import { systemClock } from './system-ports.ts';

/** Says where the secret of an account lies; undefined where no such account is known. */
export type SecretArnOf = (account: ProviderAccount) => Promise<string | undefined>;

/** What is known of our accounts at services. */
export const connectAccounts = (table: Table): AccountsOf => rememberedAccounts(table, systemClock);

/** Where the secrets of accounts lie that are not the first. One that has just been added is looked for at once. */
export function connectSecretArns(table: Table, accountsOf: AccountsOf): SecretArnOf {
  const arnIn = async (all: ReturnType<AccountsOf>, account: string): Promise<string | undefined> =>
    (await all).find((one) => one.account === account)?.secretArn;
  return async ({ service, account }) =>
    (await arnIn(accountsOf(service), account)) ?? (await arnIn(connectAccounts(table)(service), account));
}
