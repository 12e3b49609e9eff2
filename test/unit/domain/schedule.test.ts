import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backoffSeconds, nextPollSeconds, stepAsideMs } from '#domain/tasks/schedule.ts';

const fraction = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const moments = fc.record({
  profile: fc.constantFrom('quick' as const, 'slow' as const),
  polls: fc.integer({ min: 0, max: 500 }),
  waitedSeconds: fc.integer({ min: 0, max: 10_000 }),
  leftSeconds: fc.integer({ min: -100, max: 10_000 }),
});

describe('the time until the next question', () => {
  const plain = (polls: number, waitedSeconds: number, profile: 'quick' | 'slow' = 'quick'): number =>
    nextPollSeconds({ profile, polls, waitedSeconds, leftSeconds: 9999 }, 0.5);

  it('is 2 s three times, 5 s four times, then 10 s, and 30 s after five minutes', () => {
    expect(Array.from({ length: 9 }, (_, polls) => plain(polls, 60))).toEqual([2, 2, 2, 5, 5, 5, 5, 10, 10]);
    expect([plain(0, 299), plain(0, 300), plain(50, 300)]).toEqual([2, 30, 30]);
  });

  it('is 30 s from the start where the provider asks for that', () => {
    expect(plain(0, 0, 'slow')).toBe(30);
  });

  it('is whole, at least one second, within a fifth of the plan, and never beyond the deadline', () => {
    fc.assert(
      fc.property(moments, fraction, (moment, chance) => {
        const seconds = nextPollSeconds(moment, chance);
        expect(Number.isInteger(seconds)).toBe(true);
        expect(seconds).toBeGreaterThanOrEqual(1);
        expect(seconds).toBeLessThanOrEqual(Math.max(1, moment.leftSeconds));
        expect(seconds).toBeLessThanOrEqual(36);
      }),
    );
  });
});

describe('the wait after a refusal for load', () => {
  it('is at least what the provider asks for, and ten seconds', () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.nat(600), fraction, (releases, atLeast, chance) => {
        const seconds = backoffSeconds(releases, atLeast, chance);
        expect(seconds).toBeGreaterThanOrEqual(Math.max(10, atLeast));
        expect(seconds).toBeLessThanOrEqual(1.5 * Math.max(120, atLeast) + 1);
      }),
    );
  });

  it('doubles from refusal to refusal', () => {
    expect([0, 1, 2, 3, 4].map((releases) => backoffSeconds(releases, 0, 0))).toEqual([10, 20, 40, 80, 120]);
  });
});

it('who loses a transaction steps aside for ever longer, at most a second, and never not at all', () => {
  fc.assert(
    fc.property(fc.nat(100), fraction, (tries, chance) => {
      const ms = stepAsideMs(tries, chance);
      expect(ms).toBeGreaterThanOrEqual(5);
      expect(ms).toBeLessThanOrEqual(1000);
    }),
  );
  expect(stepAsideMs(5, 0.5)).toBeGreaterThan(stepAsideMs(0, 0.5));
});
