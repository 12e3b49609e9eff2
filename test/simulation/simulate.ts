import { parseArgs } from 'node:util';
import { facts } from './facts.ts';
import { verdictOf } from './enumerate.ts';
import { faults, faultsAt, noFaults, type Fault, type Injector } from './fault.ts';
import { scenarios, worldOf } from './scenarios.ts';
import { seededWorld } from './seeded-world.ts';
import { TASKS_PER_SEED } from './seeds.ts';
import { World } from './world.ts';
import type { WorldOptions } from './world-options.ts';

/**
 * `npm run simulate -- --seed N [--trace] [--task id]` replays the world of a seed;
 * `npm run simulate -- --scenario "…" [--faults 12:lost,40:slow] [--trace]` one scenario with faults at awaits.
 */
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    scenario: { type: 'string' },
    faults: { type: 'string', default: '' },
    task: { type: 'string', default: '' },
    trace: { type: 'boolean', default: false },
  },
});

const trace = values.trace
  ? (line: () => string): void => {
      const text = line();
      if (text.includes(values.task)) console.log(text);
    }
  : undefined;

const isFault = (text: string): text is Fault => faults.some((fault) => fault === text);

function planned(text: string): Injector {
  if (text === '') return noFaults;
  const plan = text.split(',').map((part): [number, Fault] => {
    const [ordinal = '', fault = ''] = part.split(':');
    if (!isFault(fault)) throw new Error(`${fault} is no fault: ${faults.join(', ')}`);
    return [Number(ordinal), fault];
  });
  return faultsAt(new Map(plan));
}

function chosen(): WorldOptions {
  if (values.scenario === undefined) {
    return seededWorld({ facts, seed: Number(values.seed), tasks: TASKS_PER_SEED, thorough: true, trace });
  }
  const scenario = scenarios.find(({ name }) => name === values.scenario);
  if (scenario === undefined)
    throw new Error(`The scenarios are: ${scenarios.map(({ name }) => name).join(' · ')}`);
  return { ...worldOf(scenario, facts), injector: () => planned(values.faults), trace };
}

const report = await new World(chosen()).run();
const verdict = verdictOf(report);
console.log(JSON.stringify(report.accounts));
console.log(verdict ?? 'all is well');
process.exitCode = verdict === undefined ? 0 : 1;
