import { Chance } from '../engine/random.ts';
import { wellBehaved } from '../provider/provider-behaviour.ts';
import type { Facts, SimulationOptions } from '../scenarios/simulation-options.ts';
import type { Finding } from '../search/enumerate.ts';
import { Simulation } from '../simulation.ts';
import { plainOrder, type Order } from '../users/order.ts';
import { families } from './families.ts';
import { retoldFaults, type RetoldCreate } from './fuzz-rules.ts';
import { RetoldProvider } from './retold-provider.ts';
import { retelling } from './retelling.ts';

/** Few enough that a bad seed is replayed in a second. */
const TASKS_PER_SEED = 25;

/** Every third order is one of a family with endpoints of its own, each in its turn. */
function modelOf(turn: number): Pick<Order, 'model'> {
  const family = turn % 3 === 0 ? families[(turn / 3) % families.length] : undefined;
  return family === undefined ? {} : { model: family.model };
}

export interface FuzzRange {
  readonly from: number;
  readonly count: number;
}

export interface FuzzReport {
  readonly answers: number;
  readonly tasks: number;
  readonly findings: readonly Finding[];
}

/** The options of one seed, and how many answers were changed so far. */
export function fuzzOptions(
  facts: Facts,
  seed: number,
): { readonly options: SimulationOptions; readonly changed: () => number } {
  const { retell, changed } = retelling(new Chance(seed, 9));
  const retold: RetoldCreate[] = [];
  const options: SimulationOptions = {
    facts,
    seed,
    orders: Array.from({ length: TASKS_PER_SEED }, (_, i) =>
      plainOrder({ at: 1 + i, key: `key-${i}`, prompt: `order ${i}`, ...modelOf(seed + i) }),
    ),
    budgets: { ana: { monthly: 9_000_000 } },
    character: (chance) => () => ({
      ...wellBehaved,
      seconds: chance.between(3, 90),
      end: chance.happens(0.8) ? 'success' : 'fail',
      outputs: chance.between(1, 3),
      callback: chance.happens(0.5) ? 'once' : 'lost',
      tellsPrice: chance.happens(0.8),
    }),
    another: {
      provider: (parts) => new RetoldProvider(parts, { retell, retold }),
      problemsIn: (world) => {
        const stored = world.table.partitions('task#').length;
        const refused = stored < TASKS_PER_SEED ? [`${TASKS_PER_SEED - stored} orders became no task`] : [];
        return [...refused, ...retoldFaults(world, retold)];
      },
    },
  };
  return { options, changed };
}

/** Runs the worlds of these seeds one after the other, with changed answers. */
export async function fuzzSeeds(facts: Facts, { from, count }: FuzzRange): Promise<FuzzReport> {
  const findings: Finding[] = [];
  let answers = 0;
  for (let seed = from; seed < from + count; seed += 1) {
    const { options, changed } = fuzzOptions(facts, seed);
    const { problems } = await new Simulation(options).run();
    answers += changed();
    if (problems.length > 0)
      findings.push({
        what: problems.join('\n'),
        replay: `npm run fuzz:provider -- --seed ${seed} --answers 1`,
      });
  }
  return { answers, tasks: count * TASKS_PER_SEED, findings };
}
