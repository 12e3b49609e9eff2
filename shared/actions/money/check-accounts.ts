import { BALANCE_METRIC, DIFFERENCE_METRIC } from '#domain/operators/alarm-counts.ts';
import {
  beginPeriod,
  finishedPeriod,
  isUnexplained,
  recordBalance,
  type AccountPeriod,
  type AccountRecord,
} from '#domain/money/account.ts';
import { toCredits, type MilliCredits } from '#domain/money/money.ts';
import { isoTime, type Clock, type Log } from '#domain/ports.ts';
import type { AccountStore } from '#storage/money/account-store.ts';
import type { AccountsOf } from '#storage/tasks/account-rows.ts';
import type { ProviderDependencies } from '../dependencies.ts';

interface AccountDependencies extends Pick<ProviderDependencies, 'probe'> {
  readonly services: readonly string[];
  readonly accountsOf: AccountsOf;
  readonly accounts: AccountStore;
  /** What all owners together were charged after one time and until another. */
  readonly booked: (period: { readonly from: string; readonly to: string }) => Promise<MilliCredits>;
  readonly clock: Clock;
  readonly log: Log;
}

/** What was seen of our accounts at a service; `unread` where one could not be asked, or does not tell its balance. */
export type AccountReport =
  | { readonly type: 'unread' }
  | {
      readonly type: 'read';
      /** In credits, as all that follows. */
      readonly balance: number;
      /** What the service took beyond what was booked, once a day. */
      readonly difference?: number;
    };

/**
 * Asks for the balance of our accounts at every service, and tells their sum as a metric. Once a day it compares what has
 * gone from them with what the ledger says was spent, and tells the difference: what is taken and not booked is money that
 * nobody knows of. An account that is shut is left out: its key may be good no more.
 */
export const checkAccounts = (dependencies: AccountDependencies) => {
  const { services, accountsOf, accounts, booked, probe, clock, log } = dependencies;

  const compare = async (service: string, period: AccountPeriod): Promise<number> => {
    const ours = await booked(period);
    const figures = {
      provider: service,
      from: period.from,
      to: period.to,
      taken: toCredits(period.taken),
      booked: toCredits(ours),
    };
    const difference = toCredits(period.taken - ours);
    log.measure(DIFFERENCE_METRIC, difference, 'credits');
    if (isUnexplained(period.taken, ours)) {
      log.warn('the account has lost more than the ledger knows of', figures);
      log.count('AccountDiffers');
    } else log.info('the account was compared with the ledger', figures);
    return difference;
  };

  /** What is left on all accounts at a service. */
  const balanceAt = async (service: string): Promise<MilliCredits | undefined> => {
    let sum = 0;
    for (const { account, state } of await accountsOf(service)) {
      if (state === 'shut') continue;
      const probed = await probe({ service, account });
      if (probed.type !== 'accepted' || probed.balance === undefined) {
        log.warn('the balance of an account was not read', {
          provider: service,
          account,
          reason: probed.type,
        });
        log.count('BalanceUnread');
        return undefined;
      }
      sum += probed.balance;
    }
    return sum;
  };

  const look = async (service: string): Promise<AccountReport> => {
    const left = await balanceAt(service);
    if (left === undefined) return { type: 'unread' };
    const seen = { at: isoTime(clock.now()), balance: left };
    const balance = toCredits(left);
    log.measure(BALANCE_METRIC, balance, 'credits');
    const before = await accounts.find(service);
    const record: AccountRecord = before === undefined ? beginPeriod(seen) : recordBalance(before, seen);
    const period = finishedPeriod(record);
    if (period === undefined) {
      await accounts.save(service, record);
      return { type: 'read', balance };
    }
    const difference = await compare(service, period);
    await accounts.save(service, beginPeriod(seen));
    return { type: 'read', balance, difference };
  };

  return async (): Promise<Readonly<Record<string, AccountReport>>> => {
    const reports = services.map(async (service) => [service, await look(service)] as const);
    return Object.fromEntries(await Promise.all(reports));
  };
};
