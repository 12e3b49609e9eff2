import { naiveCounts } from './naive.ts';
import { secondsOf, type Scenario } from './counts.ts';
import { atMost, type Findings, type Goal } from './goals.ts';
import type { Charge } from './table-watch.ts';
import { textTable } from './text-table.ts';

/** What each model takes on each path, and each table write of one task. */
export function reportCounts(scenarios: readonly Scenario[]): Findings {
  const counts = textTable(
    ['model, path', 'states', 'calls', 'creates', 'queries', 'gets', 'WU', 'RU', 'S3 put', 'log B', 'naive'],
    scenarios.map(({ model, path, budget, measured: { usage, ...m } }) => [
      `${model} ${path}${budget ? '' : ', no budget'}`,
      String(usage.transitions),
      String(usage.invocations),
      String(m.creates),
      String(m.queries),
      String(m.downloads),
      String(usage.writeUnits),
      String(usage.readUnits),
      String(usage.s3Puts),
      String(usage.logBytes),
      `${naiveCounts(secondsOf(model)).transitions}/${naiveCounts(secondsOf(model)).invocations}`,
    ]),
  );
  const shown = scenarios.filter(({ path, model }) => path === 'callback' && model === 'IMAGEN4');
  return {
    text: [
      'Counts for one task (20 s image, 180 s video). states: Step Functions transitions; calls: Lambda',
      'invocations; WU, RU: DynamoDB write and read units; gets: files fetched from the provider;',
      'naive: transitions/calls of Wait-Query-Choice (2 s x 3, 5 s x 7, then 10 s).',
      '',
      counts,
      ...shown.flatMap(({ budget, measured }) => ['', writesOf(measured.charges, budget)]),
      '',
      perWriteOf(scenarios),
    ],
    goals: goalsOf(scenarios),
    numbers: scenarios,
  };
}

function writesOf(charges: readonly Charge[], budget: boolean): string {
  const writes = charges.filter(({ writeUnits }) => writeUnits > 0);
  const rows = writes.map((charge) => [
    charge.caller,
    charge.operation + (charge.refused ? ' (refused)' : ''),
    charge.items.map((item) => item.replace(/\/\d{4}-.*$/, '')).join(' '),
    String(charge.writeUnits),
    String(charge.indexUnits),
  ]);
  const title = `Each write of one IMAGEN4 task ${budget ? 'with' : 'without'} a budget:`;
  return `${title}\n${textTable(['by', 'operation', 'items', 'WU', 'of them indexes'], rows)}`;
}

/** A task that is not over after 45 s is looked at by the sweeper, which writes once more. */
function perWriteOf(scenarios: readonly Scenario[]): string {
  const swept = scenarios.flatMap(({ measured }) =>
    measured.charges.filter(({ caller }) => caller === 'sweep-tasks'),
  );
  return swept.length === 0
    ? 'No task needed the sweeper.'
    : `Videos include ${swept[0]?.writeUnits ?? 0} WU of the sweeper, which looks at a task after 45 s.`;
}

const worst = (scenarios: readonly Scenario[], pick: (scenario: Scenario) => number): number =>
  Math.max(...scenarios.map(pick));

function goalsOf(scenarios: readonly Scenario[]): Goal[] {
  const direct = scenarios.filter(({ path }) => path === 'callback');
  const polled = scenarios.filter(({ path }) => path !== 'callback');
  const budgeted = direct.filter(({ budget }) => budget);
  const plain = direct.filter(({ budget }) => !budget);
  // Submit, Finalize, and one Wait before the first question are not part of a poll.
  const perPoll = ({ measured }: Scenario): number =>
    (measured.usage.transitions - 2) / Math.max(1, measured.queries - measured.creates);
  const image = plain.filter(({ model }) => model === 'IMAGEN4');
  return [
    atMost('state transitions, callback path', {
      limit: 2,
      measured: worst(direct, (s) => s.measured.usage.transitions),
    }),
    atMost('state transitions a poll', { limit: 3, measured: worst(polled, perPoll) }),
    atMost('Lambda calls, callback path, one of them for thumbnails', {
      limit: 5,
      measured: worst(direct, (s) => s.measured.usage.invocations),
    }),
    atMost('provider queries, callback path', {
      limit: 1,
      measured: worst(direct, (s) => s.measured.queries),
    }),
    atMost('write units, no budget (image)', {
      limit: 16,
      measured: worst(image, (s) => s.measured.usage.writeUnits),
    }),
    atMost('write units, budget and timeline', {
      limit: 32,
      measured: worst(budgeted, (s) => s.measured.usage.writeUnits),
    }),
    atMost('S3 PUT-class requests an output and its two thumbnails', {
      limit: 3,
      measured: worst(scenarios, ({ measured }) => measured.usage.s3Puts / measured.outputs),
    }),
    atMost('AWS round trips before the 202', {
      limit: 2,
      measured: worst(plain, (s) => s.measured.roundTripsOfCreate),
    }),
  ];
}
