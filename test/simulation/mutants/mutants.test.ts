import { describe, expect, it } from 'vitest';
import { facts } from '../engine/facts.ts';
import { compileChanged, compileSources, type LinkedOrder } from '../search/compile.ts';
import { eachInThread, inThread, linkedThread, type JobThread } from '../search/threads.ts';
import type { Mutant } from './mutant.ts';
import { mutants } from './mutants.ts';

const LIMIT_MS = 600_000;
/** Most are caught in a second; whoever is not by then survives. */
const DETECTION_LIMIT_MS = 90_000;

const sources = await compileSources();

async function fateOf(
  { name, patches = [], machine, hint }: Mutant,
  thread: JobThread<LinkedOrder>,
): Promise<string> {
  const definition = machine === undefined ? facts.definition : machine(facts.definition);
  try {
    const changed = await compileChanged(sources, patches);
    const order = { job: { type: 'detect', hint }, facts: { ...facts, definition }, changed } as const;
    const { result } = await thread.ask(order, DETECTION_LIMIT_MS);
    const caught = 'caught' in result ? result.caught : undefined;
    return `${name}: ${caught === undefined ? 'survives' : 'caught'}`;
  } catch (error) {
    return `${name}: ${String(error)}`;
  }
}

describe('the planted defects', () => {
  it('are at least thirty, each with a name of its own', () => {
    expect(new Set(mutants.map(({ name }) => name)).size).toBe(mutants.length);
    expect(mutants.length).toBeGreaterThanOrEqual(30);
  });

  // Where a hint names no seeds, what it points at is part of what "survives every fault at every await".
  it(
    'are what is caught: the code without them passes in the seeds that a hint points at',
    { timeout: LIMIT_MS },
    async () => {
      const seeded = mutants.map(({ hint }) => hint).filter(({ seeds }) => seeds !== undefined);
      const hints = [...new Map(seeded.map((hint) => [JSON.stringify(hint), hint])).values()];
      const { result } = await inThread({ job: { type: 'hints', hints }, facts });
      expect(result).toEqual({ caught: undefined });
    },
  );

  it('are all caught', { timeout: LIMIT_MS }, async () => {
    const fates = await eachInThread(mutants, () => linkedThread(sources), fateOf);
    expect(fates).toEqual(mutants.map(({ name }) => `${name}: caught`));
  });
});
