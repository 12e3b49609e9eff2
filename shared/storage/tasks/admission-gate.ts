import { isoTime } from '#domain/ports.ts';
import { placeIn, type GateRule } from '#domain/tasks/lanes.ts';
import type { Priority } from '#domain/tasks/task.ts';
import type { Row, Table } from '../table/table-port.ts';
import { countingWrites, gateKey, gateView, laneUse, takingWrite, type SlotRequest } from './gate-row.ts';

export type Admission =
  | { readonly type: 'slot'; readonly slotAt: string }
  /** The provider refuses our key; nothing is sent until a probe has gone through. */
  | { readonly type: 'shut' };

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
  return {
    /** Takes a slot for one create: the ISO time from which it may be sent. No slot is ever given twice. */
    async take(service: string, priority: Priority, now: number): Promise<Admission> {
      const take = slotTaker(table, ruleOf(service));
      const slot = await take({ key: gateKey(service), priority, now });
      return slot === undefined ? { type: 'shut' } : { type: 'slot', slotAt: isoTime(slot) };
    },

    /** Stops sending to a provider that refuses our key. */
    async shut(service: string): Promise<void> {
      await table.write({ type: 'add', key: gateKey(service), set: { shut: 1 } });
    },

    /** Sends again. */
    async open(service: string): Promise<void> {
      await table.write({ type: 'add', key: gateKey(service), set: { shut: 0 } });
    },

    async isShut(service: string): Promise<boolean> {
      return (await table.get(gateKey(service)))?.['shut'] === 1;
    },
  };
}

export type AdmissionGate = ReturnType<typeof admissionGate>;
