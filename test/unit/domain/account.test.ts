import { describe, expect, it } from 'vitest';
import { beginPeriod, finishedPeriod, isUnexplained, recordBalance } from '#domain/money/account.ts';

const DAY = Date.parse('2026-10-02T00:00:00Z');
const at = (hours: number): string => new Date(DAY + hours * 3600_000).toISOString();
const CREDIT = 1000;

describe('the period of an account', () => {
  const balances = [
    [1, 900],
    [2, 10_950],
    [3, 11_400],
    [24, 10_000],
  ] as const;
  const record = balances.reduce(
    (before, [hours, credits]) => recordBalance(before, { at: at(hours), balance: credits * CREDIT }),
    beginPeriod({ at: at(0), balance: 1000 * CREDIT }),
  );

  it('ends after a day, with what was taken besides what was paid in', () => {
    // 10,050 were paid in; 450 were given back for jobs that failed.
    expect(finishedPeriod(record)).toEqual({ from: at(0), to: at(24), taken: 1050 * CREDIT });
  });

  it('is not over before', () => {
    const [first] = balances;
    const early = recordBalance(beginPeriod({ at: at(0), balance: 0 }), { at: at(23.9), balance: first[1] });
    expect(finishedPeriod(early)).toBeUndefined();
  });

  it.each([
    [1000, 1000, false],
    [1099, 1000, false],
    [1101, 1000, true],
    [10_500, 10_000, false],
    [10_501, 10_000, true],
    [500, 1000, false],
  ])('with %i taken and %i booked is beyond what may be under way: %s', (taken, booked, expected) => {
    expect(isUnexplained(taken * CREDIT, booked * CREDIT)).toBe(expected);
  });
});
