import type { MilliCredits } from './money.ts';

/** What a task came to cost, job by job. */
export interface Settlement {
  /** One price a job, in order. */
  readonly prices: readonly MilliCredits[];
  /** False while the provider may still tell another price. */
  readonly final: boolean;
}

/** What is held of a budget for a task, and in which periods. */
export interface Hold {
  readonly amount: MilliCredits;
  /** `2026-11` */
  readonly month: string;
  /** `2026-11-21` */
  readonly day: string;
}

/** One line of an owner's ledger. Lines are only ever added. Amounts are positive, but for `adjust`, which has a sign. */
export interface LedgerEntry {
  readonly type: 'hold' | 'settle' | 'release' | 'adjust';
  readonly at: string;
  readonly taskId: string;
  readonly model: string;
  /** Missing for a hold, which is for all jobs. */
  readonly job?: number;
  readonly amount: MilliCredits;
}

/** The whole price of a task. */
export const totalOf = (settlement: Settlement): MilliCredits =>
  settlement.prices.reduce((sum, price) => sum + price, 0);

/** The lines that lead from one settlement to the next: a settle or a release a job the first time, adjustments later. */
export function ledgerLines(
  before: Settlement | undefined,
  after: Settlement,
  about: Pick<LedgerEntry, 'at' | 'taskId' | 'model'>,
): LedgerEntry[] {
  return after.prices.flatMap((price, i): LedgerEntry[] => {
    const line = { ...about, job: i + 1 };
    const old = before?.prices[i];
    if (old === undefined)
      return [
        price === 0 ? { ...line, type: 'release', amount: 0 } : { ...line, type: 'settle', amount: price },
      ];
    return price === old ? [] : [{ ...line, type: 'adjust', amount: price - old }];
  });
}
