import { expect, it } from 'vitest';
import { findingsIn, LIMIT_MS, PARTS, perform, runsIn } from './rules/findings.ts';
import { sharesOf } from './search/threads.ts';

it('a task survives every pair of faults on the way of the paid call', { timeout: LIMIT_MS }, async () => {
  const answers = await perform(sharesOf(PARTS).map((share) => ({ type: 'pairs', share })));
  expect(findingsIn(answers)).toEqual([]);
  expect(runsIn(answers)).toBeGreaterThan(10_000);
});
