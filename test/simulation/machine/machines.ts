import type { FunctionCalls } from '../engine/function-calls.ts';
import { Chance } from '../engine/random.ts';
import type { Runtime } from '../engine/runtime.ts';
import type { Secrets } from '../ports/secrets.ts';
import type { Facts } from '../scenarios/simulation-options.ts';
import { Machine } from './machine.ts';

/** The two state machines: what drives tasks, and what gives out turns at the provider. */
export interface Machines {
  readonly machine: Machine;
  readonly dispatcher: Machine;
}

interface Parts {
  readonly facts: Facts;
  readonly seed: number;
  readonly runtime: Runtime;
  readonly secrets: Secrets;
  readonly functions: FunctionCalls;
}

export function machinesOf({ facts, seed, runtime, secrets, functions }: Parts): Machines {
  const parts = { runtime, newToken: () => secrets.make('token'), ...functions.forMachine() };
  return {
    machine: new Machine({ ...parts, definition: facts.definition, chance: new Chance(seed, 4) }),
    dispatcher: new Machine({ ...parts, definition: facts.dispatch, chance: new Chance(seed, 10) }),
  };
}
