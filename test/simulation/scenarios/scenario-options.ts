import { beforeQueue } from '../machine/machine-definition.ts';
import { inTurn } from '../provider/provider-behaviour.ts';
import type { Scenario } from './scenario.ts';
import type { Facts, SimulationOptions } from './simulation-options.ts';

const CREDIT = 1000;

/** The simulation options of a scenario, without faults. */
export function optionsOf(scenario: Scenario, facts: Facts): SimulationOptions {
  const { seed = 1, provider, gate, windowSeconds = 12, budget, beforeQueue: isEarlier, ...same } = scenario;
  const { mostQuestions } = scenario;
  return {
    ...same,
    facts: {
      ...facts,
      ...(isEarlier === undefined ? {} : { definition: beforeQueue(facts.definition) }),
      ...(gate === undefined ? {} : { gate: { creates: gate, windowMs: windowSeconds * 1000 } }),
      ...(mostQuestions === undefined ? {} : { questions: { questions: mostQuestions, windowMs: 1200 } }),
    },
    seed,
    character: () => inTurn(...provider),
    thorough: true,
    ...(budget === undefined ? {} : { budgets: { ana: { monthly: budget * CREDIT } } }),
  };
}
