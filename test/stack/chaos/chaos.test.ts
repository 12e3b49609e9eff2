import { expect, it } from 'vitest';
import { chaos } from './chaos.ts';

/** More of the same are a soak: `npm run chaos -- --tasks 1000`. */
const TASKS = 30;

it(`${TASKS} tasks through the whole stack: none lost, none sent twice, none stuck, nothing overspent`, async () => {
  const report = await chaos({ tasks: TASKS, seed: 20_261_121 });
  const { lost, doubles, stuck, overspent } = report;
  expect({ lost, doubles, stuck, overspent }).toEqual({ lost: [], doubles: [], stuck: [], overspent: [] });
  expect(report.ended).toBeGreaterThan(10);
  expect(report.unknown).toBeLessThan(10);
}, 600_000);
