import { faultsAt, pointName, type Fault, type Injector, type Point } from '../engine/fault.ts';
import type { Scenario } from '../scenarios/scenario.ts';
import { optionsOf } from '../scenarios/scenario-options.ts';
import { scenarios } from '../scenarios/scenarios.ts';
import type { Report } from '../rules/reconciliation.ts';
import { Simulation } from '../simulation.ts';
import { faultChoices } from './fault-choice.ts';
import type { Facts } from '../scenarios/simulation-options.ts';

/** A run that went wrong, and how to see it again. */
export interface Finding {
  readonly what: string;
  readonly replay: string;
}

export interface Enumeration {
  readonly runs: number;
  readonly findings: readonly Finding[];
}

/** What is wrong with a run, if anything. */
export function verdictOf({ problems, accounts, explanations }: Report): string | undefined {
  const { lost, doubleSubmits, stuck, overspent, unrecovered } = accounts;
  if (problems.length > 0) return problems.join('; ');
  if (lost + doubleSubmits + stuck + overspent + unrecovered === 0) return undefined;
  return `lost ${lost}, double submits ${doubleSubmits}, stuck ${stuck}, overspent ${overspent}, unrecovered ${unrecovered}: ${explanations.join('; ')}`;
}

export async function runWith(scenario: Scenario, facts: Facts, injector: Injector): Promise<Report> {
  return new Simulation({ ...optionsOf(scenario, facts), injector: () => injector }).run();
}

/** Every await that a run of the scenario reaches with these faults planned, in order. */
export async function pointsOf(
  scenario: Scenario,
  facts: Facts,
  plan: ReadonlyMap<number, Fault> = new Map(),
): Promise<Point[]> {
  const points: Point[] = [];
  await runWith(scenario, facts, (point) => {
    points.push(point);
    return plan.get(point.ordinal);
  });
  return points;
}

const replayOf = (scenario: Scenario, plan: ReadonlyMap<number, Fault>): string => {
  const at = [...plan].map(([ordinal, fault]) => `${ordinal}:${fault}`).join(',');
  return `npm run simulate -- --scenario "${scenario.name}" --faults ${at} --trace`;
};

export async function tryPlan(
  scenario: Scenario,
  facts: Facts,
  plan: ReadonlyMap<number, Fault>,
): Promise<Finding | undefined> {
  const what = verdictOf(await runWith(scenario, facts, faultsAt(plan)));
  if (what === undefined) return undefined;
  const points = await pointsOf(scenario, facts, plan);
  const named = [...plan].map(([ordinal, fault]) => {
    const point = points[ordinal];
    return `${fault} at ${point === undefined ? ordinal : pointName(point)}`;
  });
  return { what: `${scenario.name}, ${named.join(', ')}: ${what}`, replay: replayOf(scenario, plan) };
}

/** Which part of a large work is done here. */
export interface Share {
  readonly part: number;
  readonly of: number;
}

export const isMine = ({ part, of }: Share, nth: number): boolean => nth % of === part;

/** One run to be made: a scenario with faults at awaits. */
interface Trial {
  readonly scenario: Scenario;
  readonly plan: ReadonlyMap<number, Fault>;
}

async function tryAll(trials: AsyncIterable<Trial>, facts: Facts, enough: number): Promise<Enumeration> {
  const findings: Finding[] = [];
  let runs = 0;
  for await (const { scenario, plan } of trials) {
    runs += 1;
    const finding = await tryPlan(scenario, facts, plan);
    if (finding !== undefined) findings.push(finding);
    if (findings.length >= enough) break;
  }
  return { runs, findings };
}

async function* singles(facts: Facts): AsyncGenerator<Trial> {
  for (const scenario of scenarios) {
    yield { scenario, plan: new Map() };
    for (const { point, faults } of faultChoices(await pointsOf(scenario, facts))) {
      for (const fault of faults) yield { scenario, plan: new Map([[point.ordinal, fault]]) };
    }
  }
}

async function* only(share: Share, trials: AsyncIterable<Trial>): AsyncGenerator<Trial> {
  let nth = 0;
  for await (const trial of trials) if (isMine(share, (nth += 1))) yield trial;
}

const MOST_FINDINGS = 20;

/** Every await of every scenario with every fault, one at a time. Ends early when `enough` is found. */
export const everyAwait = (facts: Facts, share: Share, enough = MOST_FINDINGS): Promise<Enumeration> =>
  tryAll(only(share, singles(facts)), facts, enough);

const onSubmitPath = ({ action, operation }: Point): boolean =>
  action === 'submit-generation' ||
  operation === 'enter.Submit' ||
  (action === 'create-task' && operation === 'workflow.start');

/** After a first fault, what may still happen on the way of the paid call: its own path, and what finds out about it. */
const afterSubmit = (point: Point): boolean =>
  onSubmitPath(point) || point.action === 'query-generation' || point.action === 'provider-callback';

/** A call whose end is told, asked after, or told to nobody. */
const submitNames = ['a picture by callback', 'a picture by polling', 'a callback that is lost'];
const submitScenarios = scenarios.filter(({ name }) => submitNames.includes(name));

/** What follows a first fault: every second one, in the run that the first has bent. */
async function* seconds({ scenario, plan }: Trial, facts: Facts): AsyncGenerator<Trial> {
  const last = Math.max(...plan.keys());
  const isLater = (point: Point): boolean => point.ordinal > last && afterSubmit(point);
  for (const { point, faults } of faultChoices(await pointsOf(scenario, facts, plan), isLater)) {
    for (const fault of faults) {
      yield { scenario, plan: new Map([...plan, [point.ordinal, fault]]) };
    }
  }
}

async function* firsts(facts: Facts): AsyncGenerator<Trial> {
  for (const scenario of submitScenarios) {
    for (const { point, faults } of faultChoices(await pointsOf(scenario, facts), onSubmitPath)) {
      for (const fault of faults) yield { scenario, plan: new Map([[point.ordinal, fault]]) };
    }
  }
}

async function* pairs(facts: Facts, share: Share): AsyncGenerator<Trial> {
  for await (const first of only(share, firsts(facts))) yield* seconds(first, facts);
}

/** All pairs of faults on the submit path. */
export const everyPair = (facts: Facts, share: Share, enough = MOST_FINDINGS): Promise<Enumeration> =>
  tryAll(pairs(facts, share), facts, enough);
