import { DEFAULT_ACCOUNT, type ProviderAccount } from '#domain/tasks/provider-account.ts';

/** What the rows of an account are named by: those that there were before there were accounts are the first one's. */
export const accountName = ({ service, account }: ProviderAccount): string =>
  account === DEFAULT_ACCOUNT ? service : `${service}#${account}`;
