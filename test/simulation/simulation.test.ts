import { beforeAll, describe, expect, it } from 'vitest';
import { countsIn, findingsIn, LIMIT_MS, perform } from './rules/findings.ts';
import { outOfReach } from './engine/out-of-reach.ts';
import { markAwaits, simulatedFiles } from './engine/reach.ts';
import type { DetectionHint } from './search/detect-mutant.ts';
import { FIRST_SEED, type SeedReport } from './search/seeds.ts';
import { allShares, type ThreadAnswer } from './search/threads.ts';

/** Tried besides, in every situation: what leads to awaits that are not reached otherwise. */
const besides: readonly DetectionHint[] = [
  {
    scenario: 'an operator finds a lost call of an owner who may have one task open',
    at: 'table.write#items@operate',
  },
];
const RANDOM_TASKS = 2000;
const SEEDS = 11;

describe('a simulated task', () => {
  const { awaits, patches } = markAwaits(simulatedFiles);
  let enumerated: ThreadAnswer[];
  let rare: ThreadAnswer[];
  let random: ThreadAnswer[];
  beforeAll(async () => {
    enumerated = await perform(
      allShares().map((share) => ({ type: 'awaits', share })),
      patches,
    );
    rare = await perform([{ type: 'hints', hints: besides }], patches);
    random = await perform(
      Array.from({ length: SEEDS }, (_, i) => ({
        type: 'seeds',
        from: FIRST_SEED + i,
        count: 1,
        thorough: true,
      })),
      patches,
    );
  }, LIMIT_MS);

  it('survives every fault at every await', () => {
    expect(findingsIn(enumerated)).toEqual([]);
    expect(rare.map(({ result }) => result)).toEqual([{ caught: undefined }]);
    const { runs, alike } = countsIn(enumerated);
    console.log(`every await × every fault: ${runs} runs, which stand for ${runs + alike}`);
    expect(runs).toBeGreaterThan(5000);
    expect(runs + alike).toBeGreaterThan(30_000);
  });

  it('survives two thousand random tasks among random faults', () => {
    expect(findingsIn(random)).toEqual([]);
    const tasks = random.reduce((sum, { result }) => sum + (result as SeedReport).accounts.tasks, 0);
    expect(tasks).toBeGreaterThan(RANDOM_TASKS);
  });

  it('reaches every await, but for those of which it is written down why not', () => {
    const reached = new Set([...enumerated, ...rare, ...random].flatMap((answer) => answer.reached));
    const missed = awaits.filter(({ id }) => !reached.has(id));
    const isExcused = ({ file, text }: (typeof awaits)[number]): boolean =>
      outOfReach.some((one) => one.file === file && text.startsWith(one.text));
    const unexcused = missed.filter((one) => !isExcused(one));
    expect(unexcused.map(({ file, line, text }) => `${file}:${line} ${text}`)).toEqual([]);
    const stale = outOfReach.filter(
      ({ file, text }) => !missed.some((one) => one.file === file && one.text.startsWith(text)),
    );
    expect(stale).toEqual([]);
  });
});
