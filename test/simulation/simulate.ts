import { parseArgs } from 'node:util';
import { understood, wholeNumber } from '../command-line.ts';
import { facts } from './engine/facts.ts';
import { verdictOf } from './search/enumerate.ts';
import { faults, faultsAt, noFaults, type Fault } from './engine/fault.ts';
import type { Scenario } from './scenarios/scenario.ts';
import { optionsOf } from './scenarios/scenario-options.ts';
import { scenarios } from './scenarios/scenarios.ts';
import { seededOptions } from './scenarios/seeded-options.ts';
import { TASKS_PER_SEED } from './search/seeds.ts';
import { allShares } from './search/threads.ts';
import { countsIn, findingsIn, perform } from './rules/findings.ts';
import { Simulation } from './simulation.ts';
import type { SimulationOptions } from './scenarios/simulation-options.ts';

/** Replays the run of a seed, or one scenario with faults at given awaits; or tries every fault at every await, and every pair. */
const usage = `npm run simulate -- --seed N [--versions] [--receivers] [--trace] [--task ID]
npm run simulate -- --scenario NAME [--faults 12:lost,40:slow] [--trace] [--task ID]
npm run simulate -- --closely | --every`;

const options = {
  seed: { type: 'string' },
  scenario: { type: 'string' },
  faults: { type: 'string' },
  task: { type: 'string' },
  versions: { type: 'boolean' },
  receivers: { type: 'boolean' },
  trace: { type: 'boolean' },
  closely: { type: 'boolean' },
  every: { type: 'boolean' },
} as const;

/** Every fault at every await, or each of them once in the very same situation: both stand alone. */
function enumerationWanted(closely = false, every = false): 'closely' | 'every' | undefined {
  if (!closely && !every) return undefined;
  if (process.argv.length > 3) throw new Error('--closely and --every stand alone');
  return every ? 'every' : 'closely';
}

const isFault = (text: string): text is Fault => faults.some((fault) => fault === text);

function planned(text: string): Map<number, Fault> {
  const plan = text.split(',').map((part): [number, Fault] => {
    const [ordinal = '', fault = '', ...more] = part.split(':');
    if (!isFault(fault) || more.length > 0) {
      throw new Error(`"${part}" is no fault at an await, such as 12:lost. Faults: ${faults.join(', ')}`);
    }
    return [wholeNumber('The number of an await', ordinal, 0), fault];
  });
  return new Map(plan);
}

function scenarioNamed(wanted: string): Scenario {
  const scenario = scenarios.find(({ name }) => name === wanted);
  if (scenario !== undefined) return scenario;
  throw new Error(
    `There is no scenario "${wanted}". There are: ${scenarios.map(({ name }) => name).join(' · ')}`,
  );
}

function chosen(): SimulationOptions | 'closely' | 'every' {
  const {
    seed,
    scenario,
    faults: plan,
    task,
    trace: traced,
    closely,
    every,
    ...mixed
  } = parseArgs({ options }).values;
  const enumeration = enumerationWanted(closely, every);
  if (enumeration !== undefined) return enumeration;
  const isTraced = traced === true || task !== undefined;
  const trace = (line: () => string): void => {
    const text = line();
    if (text.includes(task ?? '')) console.log(text);
  };
  const tracing = isTraced ? { trace } : {};
  if (scenario !== undefined) {
    if (seed !== undefined) throw new Error('A scenario has its own seed: give --scenario or --seed');
    if (Object.keys(mixed).length > 0) throw new Error('--versions and --receivers go with --seed');
    const injector = plan === undefined ? noFaults : faultsAt(planned(plan));
    return { ...optionsOf(scenarioNamed(scenario), facts), injector: () => injector, ...tracing };
  }
  if (plan !== undefined) throw new Error('--faults goes with --scenario');
  const number = wholeNumber('--seed', seed ?? '1', 0);
  return seededOptions({ facts, seed: number, tasks: TASKS_PER_SEED, thorough: true, ...mixed, ...tracing });
}

/** Also what `npm test` takes to be alike, or only what differs in anything that is stored; says whether all went well. */
async function tryMore(which: 'closely' | 'every'): Promise<boolean> {
  const jobs = (['awaits', 'pairs'] as const).flatMap((type) =>
    allShares().map((share) => ({ type, share, faults: which }) as const),
  );
  const answers = await perform(jobs);
  const findings = findingsIn(answers);
  console.log(`${countsIn(answers).runs} runs`);
  console.log(findings.length === 0 ? 'all is well' : findings.join('\n'));
  return findings.length === 0;
}

async function replay(simulated: SimulationOptions): Promise<boolean> {
  const report = await new Simulation(simulated).run();
  const verdict = verdictOf(report);
  console.log(JSON.stringify(report.accounts));
  console.log(verdict ?? 'all is well');
  return verdict === undefined;
}

const wanted = understood(usage, chosen);
const isWell = typeof wanted === 'string' ? await tryMore(wanted) : await replay(wanted);
process.exitCode = isWell ? 0 : 1;
