import {
  fairStep,
  placeIn,
  stretchFrom,
  type GateRule,
  type GateView,
  type Lane,
  type Placement,
} from '#domain/tasks/lanes.ts';
import { isoTime } from '#domain/ports.ts';
import type { Priority } from '#domain/tasks/task.ts';
import type { Key, Row, Table, Write } from '../table/table-port.ts';

export type Admission =
  | { readonly type: 'slot'; readonly slotAt: string }
  /** The provider refuses our key; nothing is sent until a probe has gone through. */
  | { readonly type: 'shut' };

type Update = Extract<Write, { type: 'add' }>;

const numberAt = (row: Row, name: string): number => {
  const value = row[name];
  return typeof value === 'number' ? value : 0;
};

const laneIn = (row: Row, lane: number): Lane => ({
  use: numberAt(row, `lane${lane}`),
  lateFrom: numberAt(row, `from${lane}`),
  late: numberAt(row, `late${lane}`),
});

const keyOf = (service: string): Key => ({ pk: `gate#${service}`, sk: 'gate' });

/** What hands out the slots of one service. */
function slotsOf(table: Table, rule: GateRule) {
  const { windowMs } = rule;

  /** Counts a request, and moves on by one place what first come, first served would have reached; not while it is shut. */
  const count = async (key: Key, priority: Priority, now: number): Promise<Row | undefined> => {
    const step = fairStep(rule);
    const taken = { [`taken-${priority}`]: 1 };
    const idle = { add: taken, set: { fair: now + step }, when: { belowOrMissing: { shut: 1, fair: now } } };
    const busy = {
      add: { ...taken, fair: step },
      when: { belowOrMissing: { shut: 1 }, atLeast: { fair: now } },
    };
    const counted = await table.update({ type: 'add', key, ...idle });
    return counted ?? (await table.update({ type: 'add', key, ...busy }));
  };

  const viewOf = (row: Row, first: Row, priority: Priority, now: number): GateView => ({
    lanes: Array.from({ length: rule.creates }, (_, lane) => laneIn(row, lane)),
    ticket: numberAt(first, `taken-${priority}`),
    fair: numberAt(first, 'fair') - fairStep(rule),
    tail: numberAt(row, `tail-${priority}`),
    now,
  });

  /** The write that takes a place, provided that the lane still is as it was seen, or that only its queue has grown. */
  const taking = (
    key: Key,
    { lane, at, latest, type }: Placement,
    seen: Lane,
    tail: string,
    now: number,
  ): Update => {
    const [use, from, late] = [`lane${lane}`, `from${lane}`, `late${lane}`];
    const keptAsSeen = { [late]: seen.late + 1 };
    if (type === 'late') {
      const set = { [late]: at, [from]: stretchFrom(rule, seen, at, now), [tail]: at };
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
  };

  const slotFor = async (key: Key, first: Row, priority: Priority, now: number): Promise<number> => {
    let row = first;
    for (;;) {
      const view = viewOf(row, first, priority, now);
      const place = placeIn(rule, priority, view);
      const write = taking(key, place, laneIn(row, place.lane), `tail-${priority}`, now);
      const taken = await table.update(write);
      if (taken !== undefined) return place.type === 'late' ? place.at : numberAt(taken, `lane${place.lane}`);
      row = (await table.get(key)) ?? first; // somebody was faster
    }
  };

  return { count, slotFor };
}

/**
 * A gate that hands out times instead of letting a crowd retry. For each service it has as many lanes as creates fit into
 * a window, and a lane lets one job through per window: so no stretch of time as long as a window ever sees more than that
 * many.
 */
export function admissionGate(table: Table, ruleOf: (service: string) => GateRule) {
  return {
    /** Takes a slot for one create: the ISO time from which it may be sent. No slot is ever given twice. */
    async take(service: string, priority: Priority, now: number): Promise<Admission> {
      const key = keyOf(service);
      const { count, slotFor } = slotsOf(table, ruleOf(service));
      const row = await count(key, priority, now);
      if (row === undefined) return { type: 'shut' };
      return { type: 'slot', slotAt: isoTime(await slotFor(key, row, priority, now)) };
    },

    /** Stops sending to a provider that refuses our key. */
    async shut(service: string): Promise<void> {
      await table.write({ type: 'add', key: keyOf(service), set: { shut: 1 } });
    },

    /** Sends again. */
    async open(service: string): Promise<void> {
      await table.write({ type: 'add', key: keyOf(service), set: { shut: 0 } });
    },

    async isShut(service: string): Promise<boolean> {
      return (await table.get(keyOf(service)))?.['shut'] === 1;
    },
  };
}

export type AdmissionGate = ReturnType<typeof admissionGate>;
