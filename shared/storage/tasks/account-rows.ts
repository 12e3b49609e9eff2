import type { Clock } from '#domain/ports.ts';
import {
  accountNamed,
  DEFAULT_ACCOUNT,
  type AccountDuty,
  type KnownAccount,
} from '#domain/tasks/provider-account.ts';
import type { Key, Row, Table } from '../table/table-port.ts';

/**
 * How our accounts at a service lie in the table: one partition, a row for each. The first account is there without a row;
 * one may say that it takes no calls.
 */

const accountsPartition = (service: string): string => `accounts#${service}`;
const PREFIX = 'account#';

export const accountKey = (service: string, account: string): Key => ({
  pk: accountsPartition(service),
  sk: `${PREFIX}${account}`,
});

const duties: readonly unknown[] = ['open', 'draining', 'shut'] satisfies AccountDuty[];
/** One in a state that this version has no name for is given nothing to do. */
const dutyOf = (word: unknown): AccountDuty => (duties.includes(word) ? (word as AccountDuty) : 'draining');

/** An account as its row says it. Rows of earlier versions do not say since when it is in its state. */
export function readAccount(service: string, { sk, ...row }: Row): KnownAccount {
  const { state, secretArn, reason, stateAt = row['changedAt'] } = row;
  return {
    ...accountNamed(service, sk.slice(PREFIX.length)),
    state: dutyOf(state),
    ...(typeof secretArn === 'string' ? { secretArn } : {}),
    ...(typeof reason === 'string' ? { reason } : {}),
    ...(typeof stateAt === 'string' ? { since: stateAt } : {}),
  };
}

/** All accounts at a service, the first one included. */
export async function readAccounts(
  table: Pick<Table, 'partition'>,
  service: string,
): Promise<readonly KnownAccount[]> {
  const rows = await table.partition(accountsPartition(service), PREFIX);
  const known = rows.map((row) => readAccount(service, row));
  const hasFirst = known.some(({ account }) => account === DEFAULT_ACCOUNT);
  return hasFirst ? known : [{ ...accountNamed(service), state: 'open' }, ...known];
}

/** What a process has read of the accounts holds for so long. */
export const KNOWN_FOR_MS = 30_000;

/** `now`: as they are, and not as they are remembered. */
export type AccountsOf = (service: string, as?: 'now') => Promise<readonly KnownAccount[]>;

/** Reads accounts, and remembers them for half a minute. */
export function rememberedAccounts(table: Pick<Table, 'partition'>, clock: Clock): AccountsOf {
  const read = new Map<string, { readonly until: number; readonly accounts: ReturnType<AccountsOf> }>();
  return (service, as) => {
    const [before, now] = [read.get(service), clock.now()];
    if (as !== 'now' && before !== undefined && now < before.until) return before.accounts;
    const accounts = readAccounts(table, service);
    read.set(service, { until: now + KNOWN_FOR_MS, accounts });
    accounts.catch(() => read.delete(service));
    return accounts;
  };
}
