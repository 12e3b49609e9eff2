import { describe, expect, it } from 'vitest';
import { facts } from './engine/facts.ts';
import { seededOptions } from './scenarios/seeded-options.ts';
import { runSeeds } from './search/seeds.ts';
import { inThread } from './search/threads.ts';
import { Simulation } from './simulation.ts';

async function traceOf(seed: number): Promise<string[]> {
  const lines: string[] = [];
  const trace = (line: () => string): void => void lines.push(line());
  await new Simulation(seededOptions({ facts, seed, tasks: 30, thorough: true, trace })).run();
  return lines;
}

describe('a seed', () => {
  it('makes the same run every time, to the last event', async () => {
    const first = await traceOf(7);
    expect(first.length).toBeGreaterThan(1000);
    expect(await traceOf(7)).toEqual(first);
  });

  it('comes to the same in a thread, where rows that were read once are not read again', async () => {
    const job = { type: 'seeds', from: 7, count: 1, thorough: false } as const;
    const { result } = await inThread({ job, facts });
    expect(result).toEqual(await runSeeds(facts, job));
  });

  it('comes to the same where only those rules look on that must see each change', async () => {
    const options = { facts, seed: 0, tasks: 20, receivers: true };
    const watched = await new Simulation(seededOptions({ ...options, thorough: true })).run();
    expect(watched.accounts.deliveries).toBeGreaterThan(20);
    const report = await new Simulation(seededOptions({ ...options, thorough: false })).run();
    expect(report.problems).toEqual([]);
    expect(report.accounts).toEqual(watched.accounts);
  });

  it('makes another run than the next one', async () => {
    expect(await traceOf(8)).not.toEqual(await traceOf(7));
  });
});
