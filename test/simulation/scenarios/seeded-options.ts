import { faults, type Fault, type Injector } from '../engine/fault.ts';
import { population, someBudgets } from '../users/population.ts';
import { moody } from '../provider/provider-behaviour.ts';
import { Chance } from '../engine/random.ts';
import { moods, type ReceiverOptions } from '../engine/receivers.ts';
import type { Trace } from '../engine/runtime.ts';
import type { Facts, SimulationOptions } from './simulation-options.ts';

/** One await in thirty or so goes wrong. */
export const FAULT_RATE = 0.03;

/** A walk through the bucket is one invocation with an await for every object: at the full rate none would succeed. */
const LONG_INVOCATION_SHARE = 0.1;

const isCommon = (fault: Fault): boolean => fault !== 'slow' && fault !== 'late';
const common = faults.filter(isCommon);

/** What somebody asks for who wants to know how tasks end. */
const ends = ['task.succeeded', 'task.failed', 'task.canceled', 'task.late_result', 'task.cost_final'];

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
  /** Whether ana has receivers of events, of all kinds; in two seeds of a hundred where absent. */
  readonly receivers?: boolean;
  /** Whether two versions of the code are at work at once; in every other seed where absent. */
  readonly versions?: boolean;
  readonly trace?: Trace | undefined;
}

/** What ana is told by: some kinds of receivers, each asking for everything, or for how tasks end. */
function someReceivers(chance: Chance): readonly ReceiverOptions[] {
  return moods
    .filter((mood) => mood === 'steady' || chance.happens(0.7))
    .map((mood) => ({
      name: mood,
      mood,
      answers: [],
      ...(chance.happens(0.5) ? { events: ends } : {}),
    }));
}

/** The simulation options of a seed: everything in them follows from the number. */
export function seededOptions({
  facts,
  seed,
  tasks,
  rate,
  trace,
  receivers = [0, 5].includes(seed % 100),
  ...more
}: SeedOptions): SimulationOptions {
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
    // Half of the runs with receivers have no faults but those of receivers: then it shows whom they hold up.
    injector: (own) => randomFaults(own, rate ?? (receivers && seed % 2 === 0 ? 0 : undefined)),
    versions: seed % 2 === 1,
    // Of a number of its own: what a seed without receivers does stays as it is.
    ...(receivers ? { receivers: someReceivers(new Chance(seed, 9)) } : {}),
    ...more,
    trace,
  };
}
