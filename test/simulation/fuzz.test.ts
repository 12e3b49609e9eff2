import { expect, it } from 'vitest';
import { facts } from './engine/facts.ts';
import type { FuzzReport } from './fuzz/fuzz-seeds.ts';
import { LIMIT_MS } from './rules/findings.ts';
import { eachInThread, patchedThread } from './search/threads.ts';

const ANSWERS = 20_000;
const SEEDS_A_JOB = 20;

it(
  `whatever is changed in ${ANSWERS} answers of the provider, every task ends as it may`,
  { timeout: LIMIT_MS },
  async () => {
    const reports: FuzzReport[] = [];
    const changed = (): number => reports.reduce((sum, { answers }) => sum + answers, 0);
    const starts = Array.from({ length: 100 }, (_, i) => 1 + i * SEEDS_A_JOB);
    await eachInThread(starts, patchedThread, async (from, thread) => {
      if (changed() >= ANSWERS) return;
      const { result } = await thread.ask({ job: { type: 'fuzz', from, count: SEEDS_A_JOB }, facts });
      reports.push(result as FuzzReport);
    });
    expect(reports.flatMap(({ findings }) => findings)).toEqual([]);
    expect(changed()).toBeGreaterThanOrEqual(ANSWERS);
  },
);
