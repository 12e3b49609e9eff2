import { everyAwait, everyPair, pointsOf, tryPlan } from './enumerate.ts';
import { faultChoices } from './fault-choice.ts';
import type { Scenario } from '../scenarios/scenario.ts';
import { scenarios } from '../scenarios/scenarios.ts';
import { FIRST_SEED, runSeeds } from './seeds.ts';
import type { Facts } from '../scenarios/simulation-options.ts';

/** Where a defect is expected to be caught: a scenario, perhaps with a fault at awaits whose name holds these words. */
export interface DetectionHint {
  readonly scenario?: string;
  readonly at?: string;
  /** In so many seeds of it, where the moment counts. */
  readonly seeds?: number;
}

const everything = { part: 0, of: 1 };
const SEEDS = 3;

async function tryHint(facts: Facts, hint: DetectionHint): Promise<string | undefined> {
  const found = scenarios.find((candidate) => candidate.name === hint.scenario);
  if (found === undefined) return undefined;
  if (hint.seeds === undefined) return tryHintIn(facts, found, hint.at);
  for (let seed = 1; seed <= hint.seeds; seed += 1) {
    const caught = await tryHintIn(facts, { ...found, seed }, hint.at);
    if (caught !== undefined) return caught;
  }
  return undefined;
}

async function tryHintIn(
  facts: Facts,
  scenario: Scenario,
  at: string | undefined,
): Promise<string | undefined> {
  const plain = await tryPlan(scenario, facts, new Map());
  if (plain !== undefined || at === undefined) return plain?.what;
  for (const { point, faults } of faultChoices(await pointsOf(scenario, facts))) {
    if (!`${point.operation}@${point.action}`.includes(at)) continue;
    for (const fault of faults) {
      const finding = await tryPlan(scenario, facts, new Map([[point.ordinal, fault]]));
      if (finding !== undefined) return finding.what;
    }
  }
  return undefined;
}

/** The first thing found wrong where any of these hints points: nothing, as long as nothing is planted. */
export async function tryHints(facts: Facts, hints: readonly DetectionHint[]): Promise<string | undefined> {
  for (const hint of hints) {
    const caught = await tryHint(facts, hint);
    if (caught !== undefined) return caught;
  }
  return undefined;
}

/** The first thing found wrong, and where: where the hint points, in every scenario, in some seeds, at every await, at every pair. */
export async function detectMutant(facts: Facts, hint: DetectionHint): Promise<string | undefined> {
  try {
    const hinted = await tryHint(facts, hint);
    if (hinted !== undefined) return hinted;
    for (const scenario of scenarios) {
      const plain = await tryPlan(scenario, facts, new Map());
      if (plain !== undefined) return plain.what;
    }
    const seeds = await runSeeds(facts, { from: FIRST_SEED, count: SEEDS, thorough: true });
    if (seeds.findings[0] !== undefined) return `seeds: ${seeds.findings[0].what}`;
    const awaits = await everyAwait(facts, everything, { enough: 1 });
    if (awaits.findings[0] !== undefined) return awaits.findings[0].what;
    return (await everyPair(facts, everything, { enough: 1 })).findings[0]?.what;
  } catch (error) {
    // The simulation itself threw, as when a table is given something that it cannot store.
    return `broke down: ${String(error)}`;
  }
}
