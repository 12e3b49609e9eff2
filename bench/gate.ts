import { facts } from '../test/simulation/engine/facts.ts';
import { START } from '../test/simulation/engine/limits.ts';
import { inTurn } from '../test/simulation/provider/provider-behaviour.ts';
import { Simulation } from '../test/simulation/simulation.ts';
import { plainOrder, type Order } from '../test/simulation/users/order.ts';
import type { Findings, Goal } from './goals.ts';
import { fixed, textTable } from './text-table.ts';

/** How long tasks wait for their turn at a provider that takes twenty calls in ten seconds: on virtual time, from the simulation. */

const CREATES = 20;
const WINDOW_SECONDS = 10;
const classes = ['high', 'normal', 'low'] as const;
type Class = (typeof classes)[number] | 'mixed';

interface Run {
  readonly name: string;
  readonly orders: readonly Order[];
  /** Of the calls in a burst, over what the provider's limit would allow at best; undefined where the stream is the point. */
  readonly burst?: number;
}

interface Wait {
  readonly order: Order;
  readonly seconds: number;
}

export interface Measured {
  readonly waits: readonly Wait[];
  /** Seconds from the first order to the last call. */
  readonly span: number;
  /** The same without our gate: first come, first served in windows that are always full. */
  readonly ideal: readonly number[];
  readonly overLimit: number;
  /** State transitions of the machine that gives out turns. */
  readonly transitions: number;
}

/** Waits where every place is used as soon as the provider has it, first come, first served. */
function idealWaits(orders: readonly Order[]): number[] {
  const starts: number[] = [];
  for (const { at } of [...orders].sort((left, right) => left.at - right.at)) {
    const before = starts[starts.length - CREATES];
    starts.push(Math.max(at, before === undefined ? 0 : before + WINDOW_SECONDS));
  }
  return starts;
}

/** A line of the trace that tells of a state of the machine that gives out turns. */
const dispatches = / \w+-default-\d+ enters /;

/** Runs these orders, and tells how long each waited for its call. */
export async function measure(orders: readonly Order[], seed = 1): Promise<Measured> {
  const sent = new Map<string, number>();
  const times: number[] = [];
  let transitions = 0;
  const report = await new Simulation({
    ...{ facts, seed, orders, character: () => inTurn({ seconds: 20 }), calm: true },
    trace: (line) => {
      if (dispatches.test(line())) transitions += 1;
    },
    onCreate: ({ prompt, sentAt: at = 0 }) => {
      times.push(at);
      if (!sent.has(prompt)) sent.set(prompt, (at - START) / 1000);
    },
  }).run();
  if (report.problems.length > 0) throw new Error(report.problems.join('\n'));
  const waits = orders.flatMap((order) => {
    const at = sent.get(order.prompt);
    return at === undefined ? [] : [{ order, seconds: at - order.at }];
  });
  const first = Math.min(...orders.map(({ at }) => at));
  const sorted = times.toSorted((left, right) => left - right);
  const close = sorted.filter((time, i) => (sorted[i + CREATES] ?? Infinity) - time < WINDOW_SECONDS * 900);
  const last = (sorted.at(-1) ?? START) - START;
  return {
    waits,
    span: last / 1000 - first,
    ideal: idealWaits(orders),
    overLimit: close.length,
    transitions,
  };
}

const crowd = (count: number, more: (i: number) => Partial<Order>): Order[] =>
  Array.from({ length: count }, (_, i) =>
    plainOrder({ at: 1 + i / 1000, key: `key-${i}`, prompt: `order ${i}`, ...more(i) }),
  );

const burst = (count: number, of: Class): Run => ({
  name: `${count} ${of}`,
  burst: count,
  orders: crowd(count, (i) => ({ priority: of === 'mixed' ? (classes[i % 3] ?? 'low') : of })),
});

const stream = (share: number, hours: number): Run => {
  const apart = WINDOW_SECONDS / (CREATES * share);
  const count = Math.floor((hours * 3600) / apart);
  const later = Array.from({ length: count }, (_, i) =>
    plainOrder({ at: 5 + i * apart, key: `later-${i}`, prompt: `later ${i}` }),
  );
  return { name: `60, then ${share * 100} % for ${hours} h`, orders: [...crowd(60, () => ({})), ...later] };
};

const storm = (count: number): Run => ({
  name: `${count} canceled, 100 stay`,
  orders: [
    ...crowd(count, () => ({ cancelAfterSeconds: 30, owner: 'ben' })),
    ...Array.from({ length: 100 }, (_, i) =>
      plainOrder({ at: 20 + i / 100, key: `stays-${i}`, prompt: `stays ${i}` }),
    ),
  ],
});

const percentile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;

const figures = (seconds: readonly number[]): string[] => {
  const sorted = seconds.toSorted((left, right) => left - right);
  return [0.5, 0.9, 0.99]
    .map((share) => fixed(percentile(sorted, share), 1))
    .concat(fixed(sorted.at(-1) ?? 0, 1));
};

function goalOf({ name, burst: count }: Run, { span, ideal }: Measured): readonly Goal[] {
  if (count === undefined) return [];
  const best = (ideal.at(-1) ?? 0) - 1;
  const over = span / best;
  return [
    { what: `gate: ${name} over the ideal`, goal: '≤ 1.05', measured: fixed(over, 3), met: over <= 1.05 },
  ];
}

export async function gate(): Promise<Findings> {
  const runs = [
    ...[100, 500].flatMap((count) => [...classes, 'mixed' as const].map((of) => burst(count, of))),
    ...[3000].flatMap((count) => (['normal', 'mixed'] as const).map((of) => burst(count, of))),
    ...[0.4, 0.7, 0.9].map((share) => stream(share, 2)),
    storm(500),
  ];
  const rows: string[][] = [];
  const goals: Goal[] = [];
  const numbers: Record<string, unknown> = {};
  for (const run of runs) {
    const measured = await measure(run.orders);
    const all = measured.waits.map(({ seconds }) => seconds);
    const fcfs = measured.ideal.map((start, i) => start - (run.orders[i]?.at ?? 0));
    rows.push([
      run.name,
      fixed(measured.span, 1),
      fixed((measured.ideal.at(-1) ?? 1) - 1, 1),
      ...figures(all),
      ...figures(fcfs),
      fixed(measured.transitions / run.orders.length, 2),
    ]);
    numbers[run.name] = {
      span: measured.span,
      waits: figures(all),
      ideal: figures(fcfs),
      transitions: measured.transitions,
    };
    goals.push(...goalOf(run, measured));
  }
  const head = [
    'waits in seconds',
    'all sent',
    'ideal',
    'p50',
    'p90',
    'p99',
    'most',
    'ideal p50',
    'p90',
    'p99',
    'most',
    'transitions of the dispatcher a task',
  ];
  return { text: [textTable(head, rows)], numbers, goals };
}
