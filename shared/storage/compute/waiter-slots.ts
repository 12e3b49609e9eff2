import type { Key, Table } from '../table/table-port.ts';

/** Longer than any request can be kept waiting: who began in a window has left before the one after it ends. */
const WINDOW_MS = 30_000;

const windowOf = (now: number): number => Math.floor(now / WINDOW_MS);
const keyOf = (window: number): Key => ({ pk: 'waiters', sk: String(window).padStart(12, '0') });

/** A place among the requests that are kept waiting; to be left at the end. */
export interface WaiterSlot {
  leave(): Promise<void>;
}

/**
 * Counts the requests that are kept waiting, over all functions and never more than `most`. Each is counted in the window
 * in which it began; those of the window before are still counted, so a process that dies without leaving is forgotten
 * within a minute.
 */
export function waiterSlots(table: Table, most: number) {
  return {
    /** A place, or undefined where there is none. */
    async take(now: number): Promise<WaiterSlot | undefined> {
      const window = windowOf(now);
      const before = Number((await table.get(keyOf(window - 1)))?.['waiting'] ?? 0);
      const room = most - Math.max(0, before);
      if (room <= 0) return undefined;
      const key = keyOf(window);
      const expiresAtSeconds = ((window + 3) * WINDOW_MS) / 1000;
      const result = await table.write({
        type: 'add',
        key,
        add: { waiting: 1 },
        set: { expiresAtSeconds },
        when: { belowOrMissing: { waiting: room } },
      });
      if (result.type !== 'done') return undefined;
      return {
        leave: async () => {
          const when = { atLeast: { waiting: 1 } };
          await table.write({ type: 'add', key, add: { waiting: -1 }, when });
        },
      };
    },
  };
}

export type WaiterSlots = ReturnType<typeof waiterSlots>;
