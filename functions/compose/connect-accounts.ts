import { ownerOf, type KnownAccount, type ProviderAccount } from '#domain/tasks/provider-account.ts';
import { rememberedAccounts, type KnownAccounts } from '#storage/tasks/account-rows.ts';
import type { Table } from '#storage/table/table-port.ts';
import { systemClock } from './system-ports.ts';

/** Says where the secret of an account lies; undefined where no such account is known. */
export type SecretArnOf = (account: ProviderAccount) => Promise<string | undefined>;

/** What is known of the accounts at services. */
export const connectAccounts = (table: Table): KnownAccounts => rememberedAccounts(table, systemClock);

/** Where the secrets of accounts lie that are not the first. One that has just been added is looked for at once. */
export function connectSecretArns(table: Table, known: KnownAccounts): SecretArnOf {
  const find = async (
    { accountsOf, ownAccountOf }: KnownAccounts,
    { service, account }: ProviderAccount,
  ): Promise<KnownAccount | undefined> => {
    const owner = ownerOf({ account });
    return owner === undefined
      ? (await accountsOf(service)).find((one) => one.account === account)
      : ownAccountOf(service, owner);
  };
  return async (account) =>
    ((await find(known, account)) ?? (await find(connectAccounts(table), account)))?.secretArn;
}
