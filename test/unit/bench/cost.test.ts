import { describe, expect, it } from 'vitest';
import { estimatedMs } from '../../../bench/durations.ts';
import { naiveCounts, naivePolls, naiveUsage } from '../../../bench/naive.ts';
import { monthlyPrices, prices } from '../../../bench/prices.ts';
import { costByKind, costOf, dollarsFor, nothing } from '../../../bench/usage.ts';

describe('the price arithmetic', () => {
  it('charges two transitions a task fifty dollars a million tasks', () => {
    expect(costOf({ ...nothing, transitions: 2 }, 1_000_000)).toBeCloseTo(50, 9);
  });

  it('adds up what was worked out by hand', () => {
    const usage = {
      ...nothing,
      transitions: 2, //        50.00
      writeUnits: 16, //        10.00
      readUnits: 8, //           1.00
      invocations: 4, //         0.80
      gigabyteSeconds: 0.3, //   4.00002
      apiRequests: 2, //         2.00
      s3Puts: 1, //              5.00
      s3Gets: 1, //              0.40
      logBytes: 3_000, //        1.50
    };
    expect(costOf(usage, 1_000_000)).toBeCloseTo(74.70002, 5);
    expect(costByKind(usage, 1_000_000)).toMatchObject({ s3Puts: 5, writeUnits: 10, traces: 0 });
  });

  it('counts requests by the thousand where AWS does', () => {
    expect(dollarsFor('s3Puts', 1_000)).toBeCloseTo(0.005, 12);
    expect(dollarsFor('logBytes', 1_000_000_000)).toBeCloseTo(0.5, 12);
  });

  it('names the page of every price', () => {
    for (const { page, dollars, per } of Object.values({ ...prices, ...monthlyPrices })) {
      expect(page).toMatch(/^aws\.amazon\.com\/[a-z0-9-]+\/pricing/);
      expect(dollars).toBeGreaterThan(0);
      expect(per).toBeGreaterThan(0);
    }
  });
});

describe('the naive loop', () => {
  it.each([
    // Questions come after 2, 4, 6, 11, 16, 21, 26, 31, 36, 41, 51, 61 … seconds.
    [1, 1],
    [2, 1],
    [2.5, 2],
    [6, 3],
    [6.5, 4],
    [20, 6],
    [41, 10],
    [42, 11],
    [180, 24],
  ])('asks about %d s of work %d times', (_seconds, polls) => {
    expect(naivePolls(_seconds)).toBe(polls);
  });

  it('takes three transitions a question and two more', () => {
    expect(naiveCounts(20)).toEqual({ polls: 6, transitions: 20, invocations: 9 });
    expect(naiveCounts(180)).toEqual({ polls: 24, transitions: 74, invocations: 27 });
  });

  it('is charged nothing that it does not use', () => {
    const ours = { ...nothing, transitions: 2, writeUnits: 20, readUnits: 9, apiRequests: 2, invocations: 4 };
    expect(naiveUsage(ours, 20, { gigabyteSeconds: 0.1 })).toEqual({
      ...ours,
      transitions: 20,
      invocations: 9,
      apiRequests: 1,
      readUnits: 15,
      gigabyteSeconds: expect.closeTo(0.6, 9) as number,
    });
  });
});

it('estimates a call as what it took here and the way to everything it waits for', () => {
  const waiting = { dynamodb: 4, states: 1, s3: 1, provider: 1, images: 2, videos: 0 };
  // 20 + 4 x 5 + 15 + 30 + 300 + 150 + 3 MB at 30 MB/s
  expect(estimatedMs(20, waiting)).toBeCloseTo(20 + 20 + 15 + 30 + 300 + 150 + 100, 9);
});
