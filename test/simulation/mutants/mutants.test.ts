import { describe, expect, it } from 'vitest';
import { facts } from '../engine/facts.ts';
import { eachInThread, inThread } from '../search/threads.ts';
import type { Mutant } from './mutant.ts';
import { mutants } from './mutants.ts';

const LIMIT_MS = 600_000;
/** Most are caught in a second; whoever is not by then survives. */
const DETECTION_LIMIT_MS = 90_000;

async function fateOf({ name, patches = [], machine, hint }: Mutant): Promise<string> {
  const definition = machine === undefined ? facts.definition : machine(facts.definition);
  const order = { job: { type: 'detect', hint }, facts: { ...facts, definition }, patches } as const;
  try {
    const { result } = await inThread(order, DETECTION_LIMIT_MS);
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

  it(
    'are what is caught: the code without them passes wherever a hint points',
    { timeout: LIMIT_MS },
    async () => {
      const known = new Map(mutants.map(({ hint }) => [JSON.stringify(hint), hint]));
      const hints = [...known.values()];
      const { result } = await inThread({ job: { type: 'hints', hints }, facts, patches: [] });
      expect(result).toEqual({ caught: undefined });
    },
  );

  it('are all caught', { timeout: LIMIT_MS }, async () => {
    const fates = await eachInThread(mutants, fateOf);
    expect(fates).toEqual(mutants.map(({ name }) => `${name}: caught`));
  });
});
