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
import { defaultAccount } from '#domain/tasks/provider-account.ts';
import type { AccountStore } from '#storage/money/account-store.ts';
import type { ProviderDependencies } from '../dependencies.ts';

interface AccountDependencies extends Pick<ProviderDependencies, 'probe'> {
  readonly services: readonly string[];
  readonly accounts: AccountStore;
  /** What all owners together were charged after one time and until another. */
  readonly booked: (period: { readonly from: string; readonly to: string }) => Promise<MilliCredits>;
  readonly clock: Clock;
  readonly log: Log;
}

/** What was seen of one account; `unread` where it could not be asked, or does not tell its balance. */
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
 * Asks for the balance of our account at every service, and tells it as a metric. Once a day it compares what has gone
 * from an account with what the ledger says was spent, and tells the difference: what is taken and not booked is money
 * that nobody knows of.
 */
export const checkAccounts = (dependencies: AccountDependencies) => {
  const { services, accounts, booked, probe, clock, log } = dependencies;

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

  const look = async (service: string): Promise<AccountReport> => {
    const account = await probe(defaultAccount(service));
    if (account.type !== 'accepted' || account.balance === undefined) {
      log.warn('the balance of an account was not read', { provider: service, reason: account.type });
      log.count('BalanceUnread');
      return { type: 'unread' };
    }
    const seen = { at: isoTime(clock.now()), balance: account.balance };
    const balance = toCredits(account.balance);
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
