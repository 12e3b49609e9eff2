import { faultsAt, pointName, type Fault, type Injector, type Point } from '../engine/fault.ts';
import type { Scenario } from '../scenarios/scenario.ts';
import { optionsOf } from '../scenarios/scenario-options.ts';
import { scenarios } from '../scenarios/scenarios.ts';
import type { Report } from '../rules/reconciliation.ts';
import { Simulation } from '../simulation.ts';
import { faultChoices } from './fault-choice.ts';
import { firstOfItsLike, roughly, situationAt, type IsFirst } from './situation.ts';
import type { Facts } from '../scenarios/simulation-options.ts';

/** A run that went wrong, and how to see it again. */
export interface Finding {
  readonly what: string;
  readonly replay: string;
}

export interface Enumeration {
  readonly runs: number;
  /** Faults that were not tried, because the same fault is tried in the same situation in another run. */
  readonly alike: number;
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

/** The same, and by ordinal the situation in which those that are wanted are reached. */
async function situationsIn(
  { scenario, plan }: Trial,
  facts: Facts,
  isWanted: (point: Point) => boolean = () => true,
): Promise<{ points: Point[]; situations: ReadonlyMap<number, string> }> {
  const points: Point[] = [];
  const situations = new Map<number, string>();
  await new Simulation({
    ...optionsOf(scenario, facts),
    injector: (_chance, look) => (point, about) => {
      points.push(point);
      if (isWanted(point)) situations.set(point.ordinal, situationAt(point, about, { ...look(), scenario }));
      return plan.get(point.ordinal);
    },
  }).run();
  return { points, situations };
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
  /** True where another trial stands for it. */
  readonly isAlike?: boolean;
  /** The fault planned, and the situation that it falls into. */
  readonly situation?: string;
}

const MOST_FINDINGS = 20;

/** How thoroughly an enumeration is gone through. */
export interface Thoroughness {
  /** It ends early when so much is found. */
  readonly enough?: number;
  /**
   * Which faults are tried. Absent: those that are alike once (see `roughly`). `closely`: those in the very same situation
   * once. `every`: all.
   */
  readonly faults?: 'closely' | 'every';
}

async function tryAll(
  trials: AsyncIterable<Trial>,
  facts: Facts,
  enough = MOST_FINDINGS,
): Promise<Enumeration> {
  const findings: Finding[] = [];
  let [runs, alike] = [0, 0];
  for await (const { scenario, plan, isAlike } of trials) {
    if (isAlike === true) {
      alike += 1;
      continue;
    }
    runs += 1;
    const finding = await tryPlan(scenario, facts, plan);
    if (finding !== undefined) findings.push(finding);
    if (findings.length >= enough) break;
  }
  return { runs, alike, findings };
}

function isFirstOf({ faults }: Thoroughness): IsFirst {
  return faults === 'every'
    ? () => true
    : firstOfItsLike(faults === 'closely' ? (situation) => situation : roughly);
}

const byLength = (left: { readonly points: readonly Point[] }, right: typeof left): number =>
  left.points.length - right.points.length;

/** The shortest scenarios first: of those that are alike, the shortest run is made. */
async function* singles(facts: Facts, isFirst: IsFirst): AsyncGenerator<Trial> {
  const found: (Awaited<ReturnType<typeof situationsIn>> & { scenario: Scenario })[] = [];
  for (const scenario of scenarios) {
    const plain = { scenario, plan: new Map() };
    yield plain;
    found.push({ scenario, ...(await situationsIn(plain, facts)) });
  }
  for (const { scenario, points, situations } of found.toSorted(byLength)) {
    for (const { point, faults } of faultChoices(points)) {
      for (const fault of faults) {
        const isAlike = !isFirst(fault, situations.get(point.ordinal));
        yield { scenario, plan: new Map([[point.ordinal, fault]]), isAlike };
      }
    }
  }
}

/** Those of a share; what is tried and what something else stands for is shared out evenly. */
async function* only(share: Share, trials: AsyncIterable<Trial>): AsyncGenerator<Trial> {
  let [tried, alike] = [0, 0];
  for await (const trial of trials) {
    if (isMine(share, trial.isAlike === true ? (alike += 1) : (tried += 1))) yield trial;
  }
}

/** Every await of every scenario with every fault, one at a time; those that are alike once. */
export const everyAwait = (facts: Facts, share: Share, how: Thoroughness = {}): Promise<Enumeration> =>
  tryAll(only(share, singles(facts, isFirstOf(how))), facts, how.enough);

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
async function* seconds(first: Trial, facts: Facts, isFirst: IsFirst): AsyncGenerator<Trial> {
  const { scenario, plan, situation } = first;
  const last = Math.max(...plan.keys());
  const isLater = (point: Point): boolean => point.ordinal > last && afterSubmit(point);
  const { points, situations } = await situationsIn(first, facts, isLater);
  for (const { point, faults } of faultChoices(points, isLater)) {
    for (const fault of faults) {
      const isAlike = !isFirst(fault, situations.get(point.ordinal), situation);
      yield { scenario, plan: new Map([...plan, [point.ordinal, fault]]), isAlike };
    }
  }
}

async function* firsts(facts: Facts): AsyncGenerator<Trial> {
  for (const scenario of submitScenarios) {
    const { points, situations } = await situationsIn({ scenario, plan: new Map() }, facts);
    for (const { point, faults } of faultChoices(points, onSubmitPath)) {
      for (const fault of faults) {
        const situation = `${fault}\n${situations.get(point.ordinal)}`;
        yield { scenario, plan: new Map([[point.ordinal, fault]]), situation };
      }
    }
  }
}

async function* pairs(facts: Facts, isFirst: IsFirst): AsyncGenerator<Trial> {
  for await (const first of firsts(facts)) yield* seconds(first, facts, isFirst);
}

/** All pairs of faults on the submit path; those that are alike once. */
export const everyPair = (facts: Facts, share: Share, how: Thoroughness = {}): Promise<Enumeration> =>
  tryAll(only(share, pairs(facts, isFirstOf(how))), facts, how.enough);
