import type { Owner } from '#domain/ids.ts';
import type { Clock } from '#domain/ports.ts';
import {
  accountNamed,
  DEFAULT_ACCOUNT,
  ownAccount,
  ownerOf,
  type AccountDuty,
  type KnownAccount,
} from '#domain/tasks/provider-account.ts';
import type { Key, Row, Table } from '../table/table-port.ts';

/**
 * How accounts at a service lie in the table. Those that are everybody's share a partition, which every process reads, a
 * row for each; the first one is there without a row, and one may say that it takes no calls. What owners have brought lies
 * in a partition each: there may be many, and each is read when a task of its owner is sent.
 */

const accountsPartition = (service: string): string => `accounts#${service}`;
const PREFIX = 'account#';

export const accountKey = (service: string, account: string): Key => ({
  pk: accountsPartition(ownerOf({ account }) === undefined ? service : `${service}#${account}`),
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

/** Everybody's accounts at a service, the first one included. */
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

/** The account that an owner has brought; undefined where there is none. */
export type OwnAccountOf = (service: string, owner: Owner, as?: 'now') => Promise<KnownAccount | undefined>;

/** What says which accounts there are. */
export interface KnownAccounts {
  readonly accountsOf: AccountsOf;
  readonly ownAccountOf: OwnAccountOf;
}

/** Reads the account that an owner has brought. */
export async function readOwnAccount(
  table: Pick<Table, 'get'>,
  service: string,
  owner: Owner,
): Promise<KnownAccount | undefined> {
  const row = await table.get(accountKey(service, ownAccount(service, owner).account));
  return row === undefined ? undefined : readAccount(service, row);
}

/** A process that sees more owners than this begins to remember anew. */
const MOST_REMEMBERED = 5000;

/** Remembers by a name for half a minute what was read. */
function remembering<Read>(clock: Pick<Clock, 'now'>) {
  const known = new Map<string, { readonly until: number; readonly read: Promise<Read> }>();
  return (name: string, as: 'now' | undefined, reading: () => Promise<Read>): Promise<Read> => {
    const [before, now] = [known.get(name), clock.now()];
    if (as !== 'now' && before !== undefined && now < before.until) return before.read;
    const read = reading();
    if (known.size >= MOST_REMEMBERED) known.clear();
    known.set(name, { until: now + KNOWN_FOR_MS, read });
    read.catch(() => known.delete(name));
    return read;
  };
}

/** Reads accounts, and remembers them for half a minute. */
export function rememberedAccounts(
  table: Pick<Table, 'get' | 'partition'>,
  clock: Pick<Clock, 'now'>,
): KnownAccounts {
  const remember = remembering<readonly KnownAccount[]>(clock);
  const rememberOwn = remembering<KnownAccount | undefined>(clock);
  return {
    accountsOf: (service, as) => remember(service, as, () => readAccounts(table, service)),
    ownAccountOf: (service, owner, as) =>
      rememberOwn(`${service} ${owner}`, as, () => readOwnAccount(table, service, owner)),
  };
}
