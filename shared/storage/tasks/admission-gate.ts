import { isoTime } from '#domain/ports.ts';
import type { Closure } from '#domain/tasks/closure.ts';
import { placeIn, type GateRule } from '#domain/tasks/lanes.ts';
import type { Row, Table } from '../table/table-port.ts';
import {
  asCounted,
  closuresIn,
  countingWrites,
  gateKey,
  gateView,
  laneUse,
  openingWrite,
  shuttingWrite,
  takingWrite,
  type SlotRequest,
} from './gate-row.ts';

export type Admission =
  | { readonly type: 'slot'; readonly slotAt: string }
  /** Nothing like it is sent until a probe has shown that this is over. */
  | { readonly type: 'shut'; readonly why: Closure['type'] };

/** Hands out the slots of one service, in epoch milliseconds; undefined while its gate is shut. */
const slotTaker = (table: Table, rule: GateRule) => {
  /** The gate's row with the request counted in. */
  const count = async (request: SlotRequest): Promise<Row | undefined> => {
    const [idle, busy] = countingWrites(rule, request);
    return (await table.update(idle)) ?? (await table.update(busy));
  };

  return async (request: SlotRequest): Promise<number | undefined> => {
    const counted = await count(request);
    if (counted === undefined) return undefined;
    let row = counted;
    for (;;) {
      const place = placeIn(rule, request.priority, gateView(rule, { row, counted }, request));
      const taken = await table.update(takingWrite(rule, { place, row }, request));
      if (taken !== undefined) return place.type === 'late' ? place.at : laneUse(taken, place.lane);
      row = (await table.get(request.key)) ?? counted; // somebody was faster
    }
  };
};

/**
 * A gate that hands out times instead of letting a crowd retry. For each service it has as many lanes as creates fit into
 * a window, and a lane lets one job through per window: so no stretch of time as long as a window ever sees more than that
 * many.
 */
export function admissionGate(table: Table, ruleOf: (service: string) => GateRule) {
  /** What stops calls to a service, the widest first. */
  const closures = async (service: string): Promise<readonly Closure[]> => {
    const row = await table.get(gateKey(service));
    return row === undefined ? [] : closuresIn(row);
  };

  return {
    /** Takes a slot for one create: the ISO time from which it may be sent. No slot is ever given twice. */
    async take(service: string, order: Omit<SlotRequest, 'key'>): Promise<Admission> {
      const take = slotTaker(table, ruleOf(service));
      const slot = await take({ ...order, key: gateKey(service) });
      if (slot !== undefined) return { type: 'slot', slotAt: isoTime(slot) };
      const [closure] = await closures(service);
      return { type: 'shut', why: closure?.type ?? 'key' };
    },

    /**
     * About how many milliseconds a call of this class would wait for its slot, were it asked for now. Takes none. What is
     * held while the gate is shut is not counted.
     */
    async expectedWait(
      service: string,
      { priority, now }: Pick<SlotRequest, 'priority' | 'now'>,
    ): Promise<number> {
      const rule = ruleOf(service);
      const row = (await table.get(gateKey(service))) ?? { ...gateKey(service) };
      const view = gateView(
        rule,
        { row, counted: asCounted(rule, row, { priority, now }) },
        { priority, now },
      );
      return Math.max(0, placeIn(rule, priority, view).at - now);
    },

    /** Stops sending what a closure is about. */
    async shut(service: string, closure: Closure): Promise<void> {
      await table.write(shuttingWrite(gateKey(service), closure));
    },

    /** Sends again what a closure had stopped. */
    async open(service: string, closure: Closure): Promise<void> {
      await table.write(openingWrite(gateKey(service), closure));
    },

    closures,
  };
}

export type AdmissionGate = ReturnType<typeof admissionGate>;
