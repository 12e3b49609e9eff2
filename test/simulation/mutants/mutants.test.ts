import { describe, expect, it } from 'vitest';
import { facts } from '../engine/facts.ts';
import { eachInThread, inThread } from '../search/threads.ts';
import type { Mutant } from './mutant.ts';
import { mutants } from './mutants.ts';

const LIMIT_MS = 600_000;
/** Most are caught in a second; whoever is not by then survives. */
const LONGEST_HUNT_MS = 90_000;

async function hunted({ name, patches = [], machine, trail }: Mutant): Promise<string> {
  const definition = machine === undefined ? facts.definition : machine(facts.definition);
  const order = { job: { type: 'hunt', trail }, facts: { ...facts, definition }, patches } as const;
  try {
    const { result } = await inThread(order, LONGEST_HUNT_MS);
    const caught = 'caught' in result ? result.caught : undefined;
    return `${name}: ${caught === undefined ? 'survives' : 'caught'}`;
  } catch (error) {
    return `${name}: ${String(error)}`;
  }
}

describe('the zoo of planted defects', () => {
  it('has at least thirty of them, each with a name of its own', () => {
    expect(new Set(mutants.map(({ name }) => name)).size).toBe(mutants.length);
    expect(mutants.length).toBeGreaterThanOrEqual(30);
  });

  it(
    'is caught for its defects: the code without them passes on every trail',
    { timeout: LIMIT_MS },
    async () => {
      const known = new Map(mutants.map(({ trail }) => [JSON.stringify(trail), trail]));
      const trails = [...known.values()];
      const { result } = await inThread({ job: { type: 'trails', trails }, facts, patches: [] });
      expect(result).toEqual({ caught: undefined });
    },
  );

  it('lets none survive', { timeout: LIMIT_MS }, async () => {
    const fates = await eachInThread(mutants, hunted);
    expect(fates).toEqual(mutants.map(({ name }) => `${name}: caught`));
  });
});
