import { describe, expect, it } from 'vitest';
import type { Retrier } from '../../states/definition.ts';
import { matches, retryFor } from '../../states/retry.ts';

const retrier = (more: Partial<Retrier>): Retrier => ({
  ErrorEquals: ['States.ALL'],
  IntervalSeconds: 4,
  MaxAttempts: 5,
  BackoffRate: 2,
  JitterStrategy: 'NONE',
  ...more,
});

const delays = (entry: Retrier, chance: number): (number | undefined)[] =>
  [0, 1, 2, 3, 4, 5].map(
    (used) => retryFor([entry], { error: 'Any' }, { used: { 0: used }, random: () => chance })?.delayMs,
  );

describe('the delay of a retry', () => {
  it('grows by the rate until the attempts are used up', () => {
    expect(delays(retrier({}), 0.25)).toEqual([4_000, 8_000, 16_000, 32_000, 64_000, undefined]);
  });

  it('with full jitter is a share of the whole delay, after the cap', () => {
    const jittered = retrier({ JitterStrategy: 'FULL', MaxDelaySeconds: 20 });
    expect(delays(jittered, 0.25)).toEqual([1_000, 2_000, 4_000, 5_000, 5_000, undefined]);
  });
});

describe('the names in ErrorEquals', () => {
  it.each<[string[], string, boolean]>([
    [['Held'], 'Held', true],
    [['held'], 'Held', false],
    [['States.ALL'], 'Held', true],
    [['States.ALL'], 'States.Timeout', true],
    [['States.ALL'], 'States.QueryEvaluationError', true],
    [['States.ALL'], 'States.DataLimitExceeded', false],
    [['States.DataLimitExceeded'], 'States.DataLimitExceeded', true],
    [['States.ALL'], 'States.Runtime', false],
    [['States.Runtime'], 'States.Runtime', false],
    [['States.TaskFailed'], 'Held', true],
    [['States.TaskFailed'], 'States.Timeout', false],
    [['States.TaskFailed'], 'States.DataLimitExceeded', false],
  ])('%j against %s: %s', (names, error, expected) => {
    expect(matches(names, { error })).toBe(expected);
  });
});
