import { chooseLane, type GateRule } from '#domain/lanes.ts';
import { isoTime } from '#domain/ports.ts';
import type { Priority } from '#domain/task.ts';
import type { Key, Row, Table } from './table-port.ts';

export type Admission =
  | { readonly type: 'slot'; readonly slotAt: string }
  /** The provider refuses our key; nothing is sent until a probe has gone through. */
  | { readonly type: 'shut' };

/**
 * A gate that hands out times instead of letting a crowd retry. It has as many lanes as creates fit into a window, and a
 * lane lets one job through per window: so no stretch of time as long as a window ever sees more than that many.
 */
export function admissionGate(table: Table, rule: GateRule) {
  const keyOf = (service: string): Key => ({ pk: `gate#${service}`, sk: 'gate' });
  const nameOf = (lane: number): string => `lane${lane}`;
  const numberAt = (row: Row, name: string): number => {
    const value = row[name];
    return typeof value === 'number' ? value : 0;
  };
  const lanesIn = (row: Row): number[] =>
    Array.from({ length: rule.creates }, (_, lane) => numberAt(row, nameOf(lane)));

  /** Uses a lane that is free at `floor`; undefined when it is not. */
  const useFree = async (key: Key, lane: number, floor: number): Promise<number | undefined> => {
    const name = nameOf(lane);
    const when = { belowOrMissing: { [name]: floor - rule.windowMs + 1 } };
    const row = await table.update({ type: 'add', key, set: { [name]: floor }, when });
    return row === undefined ? undefined : floor;
  };

  /** Uses a lane from `floor` on: now, or behind its last use. Each try is one write, and one of the two must hold. */
  const use = async (key: Key, lane: number, floor: number): Promise<number> => {
    const name = nameOf(lane);
    for (;;) {
      const when = { atLeast: { [name]: floor - rule.windowMs + 1 } };
      const queued = await table.update({ type: 'add', key, add: { [name]: rule.windowMs }, when });
      if (queued !== undefined) return numberAt(queued, name);
      const free = await useFree(key, lane, floor);
      if (free !== undefined) return free;
    }
  };

  /** A lane that somebody else has just taken counts as used now; after as many tries as lanes only queueing is left. */
  const slotFor = async (key: Key, row: Row, priority: Priority, now: number): Promise<number> => {
    const lastUse = lanesIn(row);
    const ticket = numberAt(row, `taken-${priority}`);
    for (;;) {
      const choice = chooseLane(rule, priority, { lastUse, ticket, now });
      if (!choice.onlyIfFree) return use(key, choice.lane, choice.floor);
      const slot = await useFree(key, choice.lane, choice.floor);
      if (slot !== undefined) return slot;
      lastUse[choice.lane] = now;
    }
  };

  return {
    /** Takes a slot for one create: the ISO time from which it may be sent. No slot is ever given twice. */
    async take(service: string, priority: Priority, now: number): Promise<Admission> {
      const key = keyOf(service);
      const row = await table.update({ type: 'add', key, add: { [`taken-${priority}`]: 1 } });
      if (row === undefined || row['shut'] === 1) return { type: 'shut' };
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
