import type { MilliCredits } from './money.ts';

/** Our account at a service, as it was seen when its balance was last asked for. Times are ISO. */
export interface AccountRecord {
  readonly at: string;
  readonly balance: MilliCredits;
  /** The period that is not compared with the ledger yet: when it began, with how much, and what was paid in since. */
  readonly since: string;
  readonly openingBalance: MilliCredits;
  readonly paidIn: MilliCredits;
}

/** What the balance of an account says of a period that is over. */
export interface AccountPeriod {
  readonly from: string;
  readonly to: string;
  /** What the service took; below zero where it gave back more. */
  readonly taken: MilliCredits;
}

/** A balance at a time. */
export interface BalanceSeen {
  readonly at: string;
  readonly balance: MilliCredits;
}

const PERIOD_MS = 24 * 3600_000;
/** A balance that rises by less between two looks was given back, for jobs that failed; nobody pays in so little. */
const LEAST_PAYMENT: MilliCredits = 1_000_000;
/** What is under way at either end of a period is booked in another than it was taken in: so much of a day's spending … */
const UNDER_WAY_SHARE = 0.05;
/** … and at least this. */
const UNDER_WAY: MilliCredits = 100_000;

/** The record of an account that is seen for the first time, or whose period is over. */
export const beginPeriod = ({ at, balance }: BalanceSeen): AccountRecord => ({
  at,
  balance,
  since: at,
  openingBalance: balance,
  paidIn: 0,
});

/** The record after another look. What is spent between the two looks in which somebody pays in is not seen. */
export function recordBalance(record: AccountRecord, { at, balance }: BalanceSeen): AccountRecord {
  const rise = balance - record.balance;
  return { ...record, at, balance, paidIn: record.paidIn + (rise >= LEAST_PAYMENT ? rise : 0) };
}

/** The period of a record, where it is long enough to be compared with the ledger. */
export function finishedPeriod(record: AccountRecord): AccountPeriod | undefined {
  const { since, at, openingBalance, paidIn, balance } = record;
  if (Date.parse(at) - Date.parse(since) < PERIOD_MS) return undefined;
  return { from: since, to: at, taken: openingBalance + paidIn - balance };
}

/** True where a service took so much more than was booked that what is under way does not explain it. */
export const isUnexplained = (taken: MilliCredits, booked: MilliCredits): boolean =>
  taken - booked > Math.max(UNDER_WAY, booked * UNDER_WAY_SHARE);
