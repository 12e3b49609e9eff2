import { expect, it } from 'vitest';
import { countsIn, findingsIn, LIMIT_MS, perform } from './rules/findings.ts';
import { allShares } from './search/threads.ts';

it('a task survives every pair of faults on the way of the paid call', { timeout: LIMIT_MS }, async () => {
  const answers = await perform(allShares().map((share) => ({ type: 'pairs', share })));
  expect(findingsIn(answers)).toEqual([]);
  const { runs, alike } = countsIn(answers);
  console.log(`pairs of faults: ${runs} runs, which stand for ${runs + alike}`);
  expect(runs).toBeGreaterThan(5000);
  expect(runs + alike).toBeGreaterThan(10_000);
});
