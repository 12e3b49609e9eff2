import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  budgetAt,
  NO_LIMIT,
  reserving,
  settling,
  withLimits,
  type Budget,
  type BudgetShift,
} from '#domain/money/budget.ts';
import { fromCredits, toCredits, toUsd } from '#domain/money/money.ts';
import { ledgerLines, totalOf, type Settlement } from '#domain/money/settlement.ts';

const AT = '2026-01-31T23:00:00.000Z';
const amount = fc.integer({ min: 0, max: 1_000_000 });

const moved = (budget: Budget, by: BudgetShift): Budget => ({
  ...budget,
  monthly: {
    ...budget.monthly,
    reserved: budget.monthly.reserved + by.monthReserved,
    spent: budget.monthly.spent + by.monthSpent,
    free: budget.monthly.free + by.monthFree,
  },
  daily: {
    ...budget.daily,
    reserved: budget.daily.reserved + by.dayReserved,
    spent: budget.daily.spent + by.daySpent,
    free: budget.daily.free + by.dayFree,
  },
});

function expectBalanced({ monthly, daily }: Budget): void {
  for (const { limit, reserved, spent, free } of [monthly, daily])
    expect(reserved + spent + free).toBe(limit);
}

describe('a budget', () => {
  const limits = fc.record({
    monthly: fc.option(amount, { nil: undefined }),
    daily: fc.option(amount, { nil: undefined }),
  });
  const settlements = fc.array(
    fc.record({ prices: fc.array(amount, { minLength: 2, maxLength: 2 }), final: fc.boolean() }),
    { minLength: 1, maxLength: 4 },
  );

  it('always balances: reserved + spent + free = limit, through holds, settlements, adjustments and new limits', () => {
    fc.assert(
      fc.property(limits, limits, amount, settlements, (first, then, held, settled) => {
        const hold = { amount: held, month: '2026-01', day: '2026-01-31' };
        let budget = moved(withLimits(undefined, first, { at: AT }), reserving(held));
        expectBalanced(budget);
        let before: Settlement | undefined;
        for (const after of settled) {
          budget = moved(budget, settling(hold, { before, after }, budget));
          budget = withLimits(budget, then, { at: AT });
          expectBalanced(budget);
          before = after;
        }
        const price = before === undefined ? 0 : totalOf(before);
        expect(budget.monthly).toMatchObject({ reserved: 0, spent: price });
        expect(budget.daily).toMatchObject({ reserved: 0, spent: price });
      }),
    );
  });

  it('begins anew with each period, and a settlement leaves a period alone that is not the hold’s', () => {
    const start = moved(withLimits(undefined, { monthly: 100, daily: 50 }, { at: AT }), reserving(30));
    const nextMonth = budgetAt(start, '2026-02-01T00:00:00.000Z');
    expect(nextMonth.monthly).toEqual({ limit: 100, reserved: 0, spent: 0, free: 100 });
    const nextDay = budgetAt({ ...start, day: '2026-01-30' }, AT);
    expect(nextDay.monthly).toBe(start.monthly);
    expect(nextDay.daily.free).toBe(50);
    const hold = { amount: 30, month: '2026-01', day: '2026-01-31' };
    const late = moved(
      nextMonth,
      settling(hold, { before: undefined, after: { prices: [30], final: true } }, nextMonth),
    );
    expect(late).toEqual(nextMonth);
    expect(budgetAt(start, AT)).toBe(start);
  });

  it('without a limit is out of anybody’s reach', () => {
    expect(withLimits(undefined, { monthly: undefined, daily: 5 }, { at: AT }).monthly.free).toBe(NO_LIMIT);
    expect(Number.isSafeInteger(NO_LIMIT)).toBe(true);
  });
});

describe('ledger lines', () => {
  const about = { at: AT, taskId: 'a'.repeat(32), model: 'IMAGEN4' };
  const jobs = fc.integer({ min: 1, max: 4 });
  const chains = jobs.chain((count) =>
    fc.array(
      fc.record({ prices: fc.array(amount, { minLength: count, maxLength: count }), final: fc.boolean() }),
      {
        minLength: 1,
        maxLength: 5,
      },
    ),
  );

  it('add up to the price, with one settle or release a job, and nothing for what stays', () => {
    fc.assert(
      fc.property(chains, (chain) => {
        const lines = chain.flatMap((after, i) => ledgerLines(chain[i - 1], after, about));
        const last = chain.at(-1) ?? { prices: [], final: true };
        last.prices.forEach((price, i) => {
          const own = lines.filter(({ job }) => job === i + 1);
          expect(own.reduce((sum, line) => sum + line.amount, 0)).toBe(price);
          expect(own.filter(({ type }) => type === 'settle' || type === 'release')).toHaveLength(1);
          expect(own[0]?.type).not.toBe('adjust');
        });
        for (const line of lines) if (line.type === 'adjust') expect(line.amount).not.toBe(0);
        expect(ledgerLines(last, last, about)).toEqual([]);
      }),
    );
  });
});

describe('money', () => {
  it('is read to the nearest thousandth and shown as it was read', () => {
    expect([fromCredits(4), fromCredits(0.0004), fromCredits(3.5), fromCredits(0.1 + 0.2)]).toEqual([
      4000, 0, 3500, 300,
    ]);
    fc.assert(
      fc.property(amount, (milli) => {
        expect(fromCredits(toCredits(milli))).toBe(milli);
      }),
    );
  });

  it('is half a cent a credit', () => {
    expect([toUsd(8000), toUsd(1000), toUsd(500)]).toEqual([0.04, 0.005, 0.0025]);
  });
});
