import * as z from 'zod';
import { isoTime } from '#domain/ports.ts';
import type { Table } from './table-port.ts';

/** How many creates a provider takes in how long a time, for one account. */
export interface GateRule {
  readonly creates: number;
  readonly windowMs: number;
}

/**
 * A gate that hands out times instead of letting a crowd retry. It has as many lanes as creates fit into a window, and a
 * lane lets one job through per window: so no stretch of time as long as a window ever sees more than that many.
 * Jobs take the lanes in turn, first come, first served.
 */
export function admissionGate(table: Table, rule: GateRule) {
  const ticket = z.object({ taken: z.int() });

  const laneUse = async (pk: string, lane: number, now: number): Promise<number> => {
    const key = { pk, sk: 'gate' };
    const name = `lane${lane}`;
    const free = now - rule.windowMs;
    // Two ways through, each one write: the lane is busy (queue behind its last use) or free (use it now).
    for (;;) {
      const queued = await table.update({
        type: 'add',
        key,
        add: { [name]: rule.windowMs },
        when: { atLeast: { [name]: free } },
      });
      if (queued !== undefined) return Number(queued[name]);
      const fresh = await table.update({
        type: 'add',
        key,
        set: { [name]: now },
        when: { belowOrMissing: { [name]: free } },
      });
      if (fresh !== undefined) return now;
    }
  };

  return {
    /** Takes a slot for one create: the ISO time from which it may be sent. Never more than once for one slot. */
    async take(service: string, now: number): Promise<string> {
      const pk = `gate#${service}`;
      const row = await table.update({ type: 'add', key: { pk, sk: 'gate' }, add: { taken: 1 } });
      const { taken } = ticket.parse(row);
      return isoTime(await laneUse(pk, taken % rule.creates, now));
    },
  };
}

export type AdmissionGate = ReturnType<typeof admissionGate>;
