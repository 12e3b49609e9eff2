import {
  fairStep,
  stretchFrom,
  type GateRule,
  type GateView,
  type Lane,
  type Placement,
} from '#domain/tasks/lanes.ts';
import type { MilliCredits } from '#domain/money/money.ts';
import type { Closure } from '#domain/tasks/closure.ts';
import type { Priority } from '#domain/tasks/task.ts';
import type { Key, Row, Write } from '../table/table-port.ts';

/** How the admission gate of a service lies in the table: one row of counters. */

type Update = Extract<Write, { type: 'add' }>;

/** A request for the slot of a call of this price (thousandths of a credit), at a time in epoch milliseconds. */
export interface SlotRequest {
  readonly key: Key;
  readonly priority: Priority;
  readonly price: MilliCredits;
  readonly now: number;
}

/** Where no call is too dear. */
const NOTHING_IS_TOO_DEAR = Number.MIN_SAFE_INTEGER;

/**
 * How a row says what is shut: `shut` is 1 while the key is refused; `dear` is the least price that could not be paid, with
 * its sign turned, so that "missing or below" lets through what is cheaper.
 */
const openFor = ({ price }: Pick<SlotRequest, 'price'>): Readonly<Record<string, number>> => ({
  shut: 1,
  dear: -price,
});

/** The write that shuts; of two prices that could not be paid the lower one stays. */
export function shuttingWrite(key: Key, closure: Closure): Update {
  if (closure.type === 'key') return { type: 'add', key, set: { shut: 1 } };
  const dear = -closure.price;
  return { type: 'add', key, set: { dear }, when: { belowOrMissing: { dear } } };
}

/** The write that opens what this closure has shut. */
export const openingWrite = (key: Key, { type }: Closure): Update => ({
  type: 'add',
  key,
  set: type === 'key' ? { shut: 0 } : { dear: NOTHING_IS_TOO_DEAR },
});

/** What is shut, as a row says it. */
export function closuresIn(row: Row): readonly Closure[] {
  const price = -numberAt(row, 'dear');
  const isDear = row['dear'] !== undefined && price !== -NOTHING_IS_TOO_DEAR;
  return [
    ...(row['shut'] === 1 ? [{ type: 'key' } as const] : []),
    ...(isDear ? [{ type: 'credit', price } as const] : []),
  ];
}

export const gateKey = (service: string): Key => ({ pk: `gate#${service}`, sk: 'gate' });

const numberAt = (row: Row, name: string): number => {
  const value = row[name];
  return typeof value === 'number' ? value : 0;
};

const laneIn = (row: Row, lane: number): Lane => ({
  use: numberAt(row, `lane${lane}`),
  lateFrom: numberAt(row, `from${lane}`),
  late: numberAt(row, `late${lane}`),
});

/** Until when a lane is in use, as a row says it. */
export const laneUse = (row: Row, lane: number): number => laneIn(row, lane).use;

/**
 * Count a request, and move on by one place what first come, first served would have reached; not while the gate is shut
 * for it. The first is for a gate that is idle, the second for one that is not.
 */
export function countingWrites(rule: GateRule, request: SlotRequest): readonly [Update, Update] {
  const { key, priority, now } = request;
  const open = openFor(request);
  const step = fairStep(rule);
  const taken = { [`taken-${priority}`]: 1 };
  const idle = { add: taken, set: { fair: now + step }, when: { belowOrMissing: { ...open, fair: now } } };
  const busy = {
    add: { ...taken, fair: step },
    when: { belowOrMissing: open, atLeast: { fair: now } },
  };
  return [
    { type: 'add', key, ...idle },
    { type: 'add', key, ...busy },
  ];
}

/** The row as it would be with a request counted in. */
export const asCounted = (
  rule: GateRule,
  row: Row,
  { priority, now }: Pick<SlotRequest, 'priority' | 'now'>,
): Row => ({
  ...row,
  [`taken-${priority}`]: numberAt(row, `taken-${priority}`) + 1,
  fair: Math.max(numberAt(row, 'fair'), now) + fairStep(rule),
});

/** The gate as a request sees it: by the row as it is, and as it was when the request was counted. */
export const gateView = (
  rule: GateRule,
  { row, counted }: { readonly row: Row; readonly counted: Row },
  { priority, now }: Pick<SlotRequest, 'priority' | 'now'>,
): GateView => ({
  lanes: Array.from({ length: rule.creates }, (_, lane) => laneIn(row, lane)),
  ticket: numberAt(counted, `taken-${priority}`),
  fair: numberAt(counted, 'fair') - fairStep(rule),
  tail: numberAt(row, `tail-${priority}`),
  now,
});

/** The write that takes a place, provided that the lane still is as it was seen in `row`, or that only its queue has grown. */
export function takingWrite(
  rule: GateRule,
  { place, row }: { readonly place: Placement; readonly row: Row },
  { key, priority, now }: SlotRequest,
): Update {
  const { lane, at, latest, type } = place;
  const { windowMs } = rule;
  const seen = laneIn(row, lane);
  const [use, from, late, tail] = [`lane${lane}`, `from${lane}`, `late${lane}`, `tail-${priority}`];
  const keptAsSeen = { [late]: seen.late + 1 };
  if (type === 'late') {
    const set = { [late]: at, [from]: stretchFrom(rule, seen, { at, now }), [tail]: at };
    const below = { ...keptAsSeen, [use]: at - windowMs + 1, [tail]: at + 1 };
    return { type: 'add', key, set, when: { belowOrMissing: below } };
  }
  if (at !== seen.use + windowMs) {
    const when = { belowOrMissing: { ...keptAsSeen, [use]: at - windowMs + 1 } };
    return { type: 'add', key, set: { [use]: at }, when };
  }
  // Behind others: however many they have become, as long as that is not too late and not within what is kept.
  const most = seen.late > seen.use ? Math.min(latest, seen.lateFrom - windowMs) : latest;
  const when = {
    atLeast: { [use]: seen.use },
    belowOrMissing: { ...keptAsSeen, [use]: most - windowMs + 1 },
  };
  return { type: 'add', key, add: { [use]: windowMs }, when };
}
