import { faults, type Fault, type Injector } from '../engine/fault.ts';
import { population, someBudgets } from '../users/population.ts';
import { moody } from '../provider/provider-behaviour.ts';
import { Chance } from '../engine/random.ts';
import type { Trace } from '../engine/runtime.ts';
import type { Facts, SimulationOptions } from './simulation-options.ts';

/** One await in thirty or so goes wrong. */
export const FAULT_RATE = 0.03;

/** A walk through the bucket is one invocation with an await for every object: at the full rate none would succeed. */
const LONG_INVOCATION_SHARE = 0.1;

const isCommon = (fault: Fault): boolean => fault !== 'slow' && fault !== 'late';
const common = faults.filter(isCommon);

/** Any fault at any await. The two that cost a whole timeout are rarer than the others. */
export const randomFaults =
  (chance: Chance, rate = FAULT_RATE): Injector =>
  ({ action }) => {
    if (!chance.happens(action === 'expire-uploads' ? rate * LONG_INVOCATION_SHARE : rate)) return undefined;
    // A person stops one execution in so many, not one state in thirty.
    if (action === 'machine' && !chance.happens(0.1)) return undefined;
    return chance.happens(0.15) ? chance.pick(faults) : chance.pick(common);
  };

export interface SeedOptions {
  readonly facts: Facts;
  readonly seed: number;
  readonly tasks: number;
  readonly rate?: number;
  readonly thorough?: boolean;
  /** Whether two versions of the code are at work at once; in every other seed where absent. */
  readonly versions?: boolean;
  readonly trace?: Trace | undefined;
}

/** The simulation options of a seed: everything in them follows from the number. */
export function seededOptions({ facts, seed, tasks, rate, trace, ...more }: SeedOptions): SimulationOptions {
  const chance = new Chance(seed);
  return {
    facts,
    seed,
    orders: population(chance, tasks),
    callbacks: chance.happens(0.9),
    cleanup: true,
    forgeries: chance.happens(0.3),
    ...(chance.happens(0.7) ? { budgets: someBudgets } : {}),
    character: (own) => moody(own),
    injector: (own) => randomFaults(own, rate),
    versions: seed % 2 === 1,
    ...more,
    trace,
  };
}
