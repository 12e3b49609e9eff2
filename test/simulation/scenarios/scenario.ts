import type { Behaviour } from '../provider/provider-behaviour.ts';
import type { SimulationOptions } from './simulation-options.ts';

/** What every run of a scenario has in common, and what is said of it in another way. */
type Settled = 'facts' | 'seed' | 'character' | 'injector' | 'budgets' | 'thorough' | 'trace';

/** A small, fixed course of events, in which every await is tried with every fault. */
export interface Scenario extends Omit<SimulationOptions, Settled> {
  readonly name: string;
  readonly seed?: number;
  readonly provider: readonly Partial<Behaviour>[];
  /** What ana may spend in a month, in credits. */
  readonly budget?: number;
  /** Creates in a window. */
  readonly gate?: number;
  /** How long that window is; twelve where absent. */
  readonly windowSeconds?: number;
  /** Executions have been started before there was a queue. */
  readonly beforeQueue?: true;
}
