import { secondsOf, type Scenario } from './counts.ts';
import { assumed } from './durations.ts';
import { atMost, type Findings, type Goal } from './goals.ts';
import { naiveUsage } from './naive.ts';
import { prices, pricesAsOf } from './prices.ts';
import { dollars, textTable } from './text-table.ts';
import { costByKind, costOf, kinds } from './usage.ts';

const MILLION = 1_000_000;

interface Costed extends Scenario {
  readonly dollars: number;
  readonly naiveDollars: number;
}

/** What a question takes: the provider's answer and one read, at half a gigabyte. */
const oneQuery = { gigabyteSeconds: (0.5 * (assumed.providerMs + assumed.dynamodbMs + 10)) / 1000 };

function costed(scenario: Scenario): Costed {
  const { usage } = scenario.measured;
  const naive = naiveUsage(usage, secondsOf(scenario.model), oneQuery);
  return { ...scenario, dollars: costOf(usage, MILLION), naiveDollars: costOf(naive, MILLION) };
}

/** Dollars a million tasks, by kind and in all, the naive loop beside them. */
export function reportCost(scenarios: readonly Scenario[]): Findings {
  const all = scenarios.map(costed);
  const columns = all.filter(({ path, budget }) => path === 'callback' && budget);
  const byKind = kinds.map((kind) => [
    prices[kind].unit,
    ...columns.map(({ measured }) => dollars(costByKind(measured.usage, MILLION)[kind])),
  ]);
  const totals = all.map(({ model, path, budget, ...cost }) => [
    `${model} ${path}${budget ? '' : ', no budget'}`,
    dollars(cost.dollars),
    ...(path === 'callback'
      ? [dollars(cost.naiveDollars), `${(cost.naiveDollars / cost.dollars).toFixed(1)}x`]
      : []),
  ]);
  return {
    text: [
      `Dollars for a million tasks at list prices of us-east-1 (compared ${pricesAsOf}), without free tiers,`,
      'callback path, with a budget:',
      '',
      textTable(['', ...columns.map(({ model }) => model)], byKind),
      '',
      textTable(['model, path', 'ours', 'naive loop', 'ratio'], totals),
      '',
      'Lambda time is an estimate. It is the wall time of each call here, plus, for what is local here',
      `and is not on AWS: ${assumed.dynamodbMs} ms a DynamoDB request, ${assumed.statesMs} ms a Step Functions request, ${assumed.s3Ms} ms an upload, ${assumed.providerMs} ms a`,
      `provider call, ${assumed.firstByteMs} ms to the first byte of outputs of ${assumed.imageMegabytes} MB (image) and ${assumed.videoMegabytes} MB (video) at`,
      `${assumed.megabytesPerSecond} MB/s. Also assumed: ${assumed.accessLogBytes} bytes an access-log line; ${assumed.tracesPerTask} traces a task, ${assumed.tracedShare * 100} % of them recorded;`,
      `${assumed.secretReadsPerTask} readings of the secret a task.`,
    ],
    goals: goalsOf(all),
    numbers: all.map(({ measured, ...rest }) => ({ ...rest, usage: measured.usage })),
  };
}

function goalsOf(all: readonly Costed[]): Goal[] {
  const find = (model: string, budget: boolean): number =>
    all.find((one) => one.model === model && one.path === 'callback' && one.budget === budget)?.dollars ??
    NaN;
  const goal = (what: string, limit: number, [model, budget]: readonly [string, boolean]): Goal =>
    atMost(`$ a million tasks, ${what}`, { limit, measured: find(model, budget), show: dollars });
  return [
    goal('20 s image', 75, ['IMAGEN4', false]),
    goal('180 s video', 80, ['VEO3', false]),
    goal('20 s image, budget and timeline', 85, ['IMAGEN4', true]),
    goal('180 s video, budget and timeline', 90, ['VEO3', true]),
  ];
}
