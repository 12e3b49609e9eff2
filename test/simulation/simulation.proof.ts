import { describe, expect, it } from 'vitest';
import type { Enumeration, Finding } from './enumerate.ts';
import { facts } from './facts.ts';
import type { Job } from './perform.ts';
import { markAwaits, outOfReach, simulatedFiles } from './reach.ts';
import { FIRST_SEED, type SeedReport } from './seeds.ts';
import type { SourcePatch } from './source-patch.ts';
import { eachInThread, inThread, sharesOf, type ThreadAnswer } from './threads.ts';

const run = (jobs: readonly Job[], patches: readonly SourcePatch[] = []): Promise<ThreadAnswer[]> =>
  eachInThread(jobs, (job) => inThread({ job, facts, patches }));

const told = (findings: readonly Finding[]): string[] =>
  findings.map(({ what, replay }) => `${what}\n  ${replay}`);

const PARTS = 4;
const RANDOM_TASKS = 2000;
const SEEDS = 13;
const LIMIT_MS = 600_000;

describe('the life of a task, simulated', () => {
  it('survives every fault at every await, and reaches every await', { timeout: LIMIT_MS }, async () => {
    const { awaits, patches } = markAwaits(simulatedFiles);
    const answers = await run(
      sharesOf(PARTS).map((share) => ({ type: 'awaits', share })),
      patches,
    );
    const results = answers.map(({ result }) => result as Enumeration);
    expect(told(results.flatMap(({ findings }) => findings))).toEqual([]);
    const reached = new Set(answers.flatMap((answer) => answer.reached));
    const missed = awaits.filter(({ id, file, text }) => {
      const excused = outOfReach.some((one) => one.file === file && text.startsWith(one.text));
      return !reached.has(id) && !excused;
    });
    expect(missed.map(({ file, line, text }) => `${file}:${line} ${text}`)).toEqual([]);
  });

  it('survives every pair of faults on the way of the paid call', { timeout: LIMIT_MS }, async () => {
    const answers = await run(sharesOf(PARTS).map((share) => ({ type: 'pairs', share })));
    const results = answers.map(({ result }) => result as Enumeration);
    expect(told(results.flatMap(({ findings }) => findings))).toEqual([]);
  });

  it('survives two thousand random tasks among random faults', { timeout: LIMIT_MS }, async () => {
    const answers = await run(
      Array.from({ length: SEEDS }, (_, i) => ({
        type: 'seeds',
        from: FIRST_SEED + i,
        count: 1,
        thorough: true,
      })),
    );
    const reports = answers.map(({ result }) => result as SeedReport);
    expect(told(reports.flatMap(({ findings }) => findings))).toEqual([]);
    expect(reports.reduce((sum, { accounts }) => sum + accounts.tasks, 0)).toBeGreaterThan(RANDOM_TASKS);
  });
});
