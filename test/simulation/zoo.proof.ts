import { describe, expect, it } from 'vitest';
import { facts } from './facts.ts';
import { eachInThread, inThread } from './threads.ts';
import { mutants, type Mutant } from './zoo.ts';

const LIMIT_MS = 600_000;
/** A defect that keeps the world from ever coming to rest is caught as well. */
const LONGEST_HUNT_MS = 90_000;

async function hunted({ name, patches = [], machine, trail }: Mutant): Promise<string> {
  const definition = machine === undefined ? facts.definition : machine(facts.definition);
  const order = { job: { type: 'hunt', trail }, facts: { ...facts, definition }, patches } as const;
  const { result } = await inThread(order, LONGEST_HUNT_MS);
  const caught = 'caught' in result ? result.caught : undefined;
  return `${name}: ${caught === undefined ? 'SURVIVES' : 'caught'}`;
}

describe('the zoo of planted defects', () => {
  it('has at least thirty of them, each with a name of its own', () => {
    expect(new Set(mutants.map(({ name }) => name)).size).toBe(mutants.length);
    expect(mutants.length).toBeGreaterThanOrEqual(30);
  });

  it('lets none survive', { timeout: LIMIT_MS }, async () => {
    const fates = await eachInThread(mutants, hunted);
    expect(fates).toEqual(mutants.map(({ name }) => `${name}: caught`));
  });
});
