import type { MilliCredits } from './money.ts';

/** What a task came to cost, job by job. */
export interface Settlement {
  /** One price a job, in order. */
  readonly prices: readonly MilliCredits[];
  /** False while it is not known what became of a job, and so whether the provider takes anything for it. */
  readonly final: boolean;
  /**
   * Numbers of the jobs, in order, that the provider calls a success, with a file or without, without having named a
   * figure: they are settled with our estimate. Absent where there are none, and where an earlier version settled.
   */
  readonly estimated?: readonly number[];
  /** Numbers of the jobs whose calls were made with an account that the owner has brought: he has paid the provider himself. */
  readonly own?: readonly number[];
}

/** What is held of a budget for a task, and in which periods. */
export interface Hold {
  readonly amount: MilliCredits;
  /** `2026-11` */
  readonly month: string;
  /** `2026-11-21` */
  readonly day: string;
}

/**
 * One line of an owner's ledger. Lines are only ever added. Amounts are positive, but for `adjust`, which has a sign. Holds
 * have lines of their own only where an earlier version wrote them.
 */
export interface LedgerEntry {
  readonly type: 'hold' | 'settle' | 'release' | 'adjust';
  readonly at: string;
  readonly taskId: string;
  readonly model: string;
  /** Missing for a hold, which is for all jobs. */
  readonly job?: number;
  readonly amount: MilliCredits;
  /** 1 where the owner has paid it to the provider himself, with an account of his own. */
  readonly own?: number;
}

/** The whole price of a task. */
export const totalOf = (settlement: Settlement): MilliCredits =>
  settlement.prices.reduce((sum, price) => sum + price, 0);

/** True where every price is known: by the provider's own figures, or because nothing was taken. */
export const isPriceKnown = ({ final, estimated }: Settlement): boolean => final && estimated === undefined;

/** The jobs of a settlement that are settled with an estimate, as its member. */
export const estimatedAs = (jobs: readonly number[]): Pick<Settlement, 'estimated'> =>
  jobs.length === 0 ? {} : { estimated: jobs };

/** The jobs that were made with an owner's own account, as the member of a settlement. */
export const ownAs = (jobs: readonly number[] = []): Pick<Settlement, 'own'> =>
  jobs.length === 0 ? {} : { own: jobs };

/**
 * A settlement with figures, by number of the job, that the provider has named since for jobs that were settled with an
 * estimate. The same one where it has named none.
 */
export function withFigures(settlement: Settlement, figures: ReadonlyMap<number, MilliCredits>): Settlement {
  const { prices, final, own, estimated = [] } = settlement;
  const named = estimated.filter((n) => figures.has(n));
  if (named.length === 0) return settlement;
  return {
    prices: prices.map((price, i) => (named.includes(i + 1) ? (figures.get(i + 1) ?? price) : price)),
    final,
    ...estimatedAs(estimated.filter((n) => !figures.has(n))),
    ...ownAs(own),
  };
}

/** The lines that lead from one settlement to the next: a settle or a release a job the first time, adjustments later. */
export function ledgerLines(
  before: Settlement | undefined,
  after: Settlement,
  about: Pick<LedgerEntry, 'at' | 'taskId' | 'model'>,
): LedgerEntry[] {
  return after.prices.flatMap((price, i): LedgerEntry[] => {
    const line = { ...about, job: i + 1, ...(after.own?.includes(i + 1) === true ? { own: 1 } : {}) };
    const old = before?.prices[i];
    if (old === undefined)
      return [
        price === 0 ? { ...line, type: 'release', amount: 0 } : { ...line, type: 'settle', amount: price },
      ];
    return price === old ? [] : [{ ...line, type: 'adjust', amount: price - old }];
  });
}
