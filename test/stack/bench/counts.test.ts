import { describe, expect, it } from 'vitest';
import { countPath } from '../../../bench/counts.ts';

describe('what one task takes', () => {
  it('stays within its budgets on the callback path, with a credit budget set', async () => {
    const scenarios = await countPath('callback', true);
    expect(scenarios.map(({ model }) => model)).toEqual(['IMAGEN4', 'MIDJOURNEY', 'VEO3', 'SORA2']);
    for (const { measured } of scenarios) {
      expect(measured.usage.transitions).toBeLessThanOrEqual(2);
      expect(measured.usage.invocations).toBeLessThanOrEqual(5);
      expect(measured.queries).toBeLessThanOrEqual(1);
      expect(measured.creates).toBe(1);
      expect(measured.downloads).toBe(measured.outputs);
      // One for the file, and one for each of its two thumbnails.
      expect(measured.usage.s3Puts).toBe(measured.outputs * 3);
      expect(measured.usage.writeUnits).toBeLessThanOrEqual(34);
    }
  });

  it('makes a caller wait for two requests to AWS where no budget is set', async () => {
    const [scenario] = await countPath('callback', false, ['IMAGEN4']);
    expect(scenario?.measured.roundTripsOfCreate).toBe(2);
    expect(scenario?.measured.usage.writeUnits).toBeLessThanOrEqual(24);
  });

  it('takes three transitions a poll and no more where no callback can come', async () => {
    const [scenario] = await countPath('no callbacks', true, ['VEO3']);
    const { usage, queries, creates } = scenario?.measured ?? { usage: undefined, queries: 0, creates: 0 };
    expect(usage?.transitions).toBeLessThanOrEqual(2 + 3 * (queries - creates));
    expect(queries).toBeLessThanOrEqual(8);
  });
});
