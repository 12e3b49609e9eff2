import type { Outcome, Report } from './run-rows.ts';
import type { Row } from './row.ts';

/** Something that two sides answer differently, or that one answers as nobody may. */
export interface Difference {
  readonly row: string;
  /** Who breaks the promise; both, where only the difference between them is wrong. */
  readonly side: 'laptop' | 'deployment' | 'both';
  /** Where in the observation, as a JSON pointer. */
  readonly at: string;
  readonly expected: unknown;
  readonly found: unknown;
}

type Finding = Omit<Difference, 'row' | 'side'>;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** Every place where two values differ. */
function unequal(expected: unknown, found: unknown, at: string): Finding[] {
  if (!isObject(expected) || !isObject(found)) {
    return Object.is(expected, found) ? [] : [{ at, expected, found }];
  }
  const names = new Set([...Object.keys(expected), ...Object.keys(found)]);
  return [...names].flatMap((name) => unequal(expected[name], found[name], `${at}/${name}`));
}

function asPromised(row: Row, outcome: Outcome | undefined): Finding[] {
  if (outcome === undefined) return [{ at: '', expected: 'an answer', found: undefined }];
  if ('broken' in outcome) return [{ at: '', expected: 'an answer', found: outcome.broken }];
  const code = isObject(outcome.body) ? outcome.body['code'] : undefined;
  return [
    ...(outcome.status === row.status
      ? []
      : [{ at: '/status', expected: row.status, found: outcome.status }]),
    ...(row.refusal === undefined || code === row.refusal
      ? []
      : [{ at: '/body/code', expected: row.refusal, found: code }]),
  ];
}

/** What is wrong: where a side breaks a promise, and else where the two differ. */
export function differences(rows: readonly Row[], laptop: Report, deployment: Report): Difference[] {
  return rows.flatMap((row) => {
    const expected = laptop.get(row.name);
    const found = deployment.get(row.name);
    const on = (side: Difference['side']) => (finding: Finding) => ({ row: row.name, side, ...finding });
    const broken = [
      ...asPromised(row, expected).map(on('laptop')),
      ...asPromised(row, found).map(on('deployment')),
    ];
    return broken.length > 0 ? broken : unequal(expected, found, '').map(on('both'));
  });
}
