import { verdictOf, type Finding } from './enumerate.ts';
import { seededOptions } from '../scenarios/seeded-options.ts';
import { noAccounts, type Accounts } from '../rules/reconciliation.ts';
import { Simulation } from '../simulation.ts';
import type { Facts } from '../scenarios/simulation-options.ts';

/** Orders in the run of one seed: few enough that a bad one is replayed in a second. */
export const TASKS_PER_SEED = 200;

/** Where the seeds of the test run begin: planted defects are sought among seeds that are known to be good. */
export const FIRST_SEED = 1000;

export interface SeedRange {
  readonly from: number;
  readonly count: number;
  readonly thorough: boolean;
  /** True: two versions of the code are at work at once in every run, and not in every other one. */
  readonly versions?: true;
  /** True: ana has receivers of events in every run. */
  readonly receivers?: true;
}

export interface SeedReport {
  readonly accounts: Accounts;
  readonly findings: readonly Finding[];
}

export function addAccounts(sum: Accounts, more: Accounts): void {
  sum.lost += more.lost;
  sum.doubleSubmits += more.doubleSubmits;
  sum.stuck += more.stuck;
  sum.overspent += more.overspent;
  sum.unrecovered += more.unrecovered;
  sum.unknown += more.unknown;
  sum.paid += more.paid;
  sum.tasks += more.tasks;
  sum.deliveries += more.deliveries;
  sum.givenUp += more.givenUp;
}

/** The command that makes the same run again. */
const replayOf = (seed: number, mixed: Readonly<Record<string, true>>): string =>
  ['npm run simulate -- --seed', seed, ...Object.keys(mixed).map((name) => `--${name}`), '--trace'].join(' ');

/** Runs the worlds of these seeds one after the other. */
export async function runSeeds(
  facts: Facts,
  { from, count, thorough, versions, receivers }: SeedRange,
): Promise<SeedReport> {
  const accounts = noAccounts();
  const findings: Finding[] = [];
  for (let seed = from; seed < from + count; seed += 1) {
    const mixed = {
      ...(versions === undefined ? {} : { versions }),
      ...(receivers === undefined ? {} : { receivers }),
    };
    const options = { facts, seed, tasks: TASKS_PER_SEED, thorough, ...mixed };
    const report = await new Simulation(seededOptions(options)).run();
    addAccounts(accounts, report.accounts);
    const what = verdictOf(report);
    if (what !== undefined) findings.push({ what, replay: replayOf(seed, mixed) });
  }
  return { accounts, findings };
}
