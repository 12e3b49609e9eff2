import { everyAwait, everyPair, pointsOf, tryPlan } from './enumerate.ts';
import { faults } from '../engine/fault.ts';
import type { Scenario } from '../scenarios/scenario.ts';
import { scenarios } from '../scenarios/scenarios.ts';
import { FIRST_SEED, runSeeds } from './seeds.ts';
import type { Facts } from '../scenarios/simulation-options.ts';

/** Where a defect is expected to show: a scenario, perhaps with a fault at awaits whose name holds these words. */
export interface Trail {
  readonly scenario?: string;
  readonly at?: string;
  /** In so many seeds of it, where the moment counts. */
  readonly seeds?: number;
}

const everything = { part: 0, of: 1 };
const SEEDS = 3;

async function follow(facts: Facts, trail: Trail): Promise<string | undefined> {
  const found = scenarios.find((candidate) => candidate.name === trail.scenario);
  for (let seed = 1; found !== undefined && seed <= (trail.seeds ?? 1); seed += 1) {
    const caught = await followIn(facts, { ...found, seed }, trail.at);
    if (caught !== undefined) return caught;
  }
  return undefined;
}

async function followIn(
  facts: Facts,
  scenario: Scenario,
  at: string | undefined,
): Promise<string | undefined> {
  const plain = await tryPlan(scenario, facts, new Map());
  if (plain !== undefined || at === undefined) return plain?.what;
  for (const { ordinal, action, operation } of await pointsOf(scenario, facts)) {
    if (!`${operation}@${action}`.includes(at)) continue;
    for (const fault of faults) {
      const finding = await tryPlan(scenario, facts, new Map([[ordinal, fault]]));
      if (finding !== undefined) return finding.what;
    }
  }
  return undefined;
}

/** The first thing found wrong on any of these trails: nothing, as long as nothing is planted. */
export async function followAll(facts: Facts, trails: readonly Trail[]): Promise<string | undefined> {
  for (const trail of trails) {
    const caught = await follow(facts, trail);
    if (caught !== undefined) return caught;
  }
  return undefined;
}

/** The first thing found wrong, and where: along the trail, in every scenario, in some seeds, at every await, at every pair. */
export async function hunt(facts: Facts, trail: Trail): Promise<string | undefined> {
  try {
    const followed = await follow(facts, trail);
    if (followed !== undefined) return followed;
    for (const scenario of scenarios) {
      const plain = await tryPlan(scenario, facts, new Map());
      if (plain !== undefined) return plain.what;
    }
    const seeds = await runSeeds(facts, { from: FIRST_SEED, count: SEEDS, thorough: true });
    if (seeds.findings[0] !== undefined) return `seeds: ${seeds.findings[0].what}`;
    const awaits = await everyAwait(facts, everything, 1);
    if (awaits.findings[0] !== undefined) return awaits.findings[0].what;
    return (await everyPair(facts, everything, 1)).findings[0]?.what;
  } catch (error) {
    // The simulation itself threw, as when a table is given something that it cannot store.
    return `broke down: ${String(error)}`;
  }
}
