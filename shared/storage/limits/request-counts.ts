import type { Owner } from '#domain/ids.ts';
import type { Digest } from '#domain/ports.ts';
import { WINDOW_MS } from '#domain/limits/request-rates.ts';
import type { Key, Row, Table } from '../table/table-port.ts';

/** A part of a counter that somebody wants for itself, as long as all parts together stay within the limit. */
export interface Lease {
  readonly counter: string;
  readonly amount: number;
  readonly limit: number;
}

/** Parts of counters that were taken and not used. */
export interface GivenBack {
  readonly parts: readonly Pick<Lease, 'counter' | 'amount'>[];
  /** Who gives them back, and for the how manieth time in this window: what is sent again counts once. */
  readonly giver: string;
  readonly time: number;
}

/** How much of each counter has been handed out, by name. */
export type Used = Readonly<Record<string, number>>;

/** How long a row of a window is kept behind its end: clocks of functions differ a little. */
const KEPT_MS = 5 * WINDOW_MS;

const usedIn = (row: Row | undefined): Used =>
  Object.fromEntries(
    Object.entries(row ?? {}).filter((entry): entry is [string, number] => typeof entry[1] === 'number'),
  );

/**
 * Counts what owners ask for in a window, over all functions: one row an owner and window. The row does not name the owner:
 * it may outlive what is erased of him by some hours, as TTL takes its time.
 */
export const requestCounts = (table: Table, { sha256 }: Pick<Digest, 'sha256'>) => {
  const keyOf = (owner: Owner, window: number): Key => ({
    pk: `requests#${sha256(owner).slice(0, 32)}`,
    sk: `minute#${String(window).padStart(12, '0')}`,
  });
  return {
    /** Takes all these parts, or none: undefined where one would lead above its limit. Answers with what is used then. */
    async lease(owner: Owner, window: number, parts: readonly Lease[]): Promise<Used | undefined> {
      const row = await table.update({
        type: 'add',
        key: keyOf(owner, window),
        add: Object.fromEntries(parts.map(({ counter, amount }) => [counter, amount])),
        set: { expiresAtSeconds: Math.ceil(((window + 1) * WINDOW_MS + KEPT_MS) / 1000) },
        when: {
          belowOrMissing: Object.fromEntries(
            parts.map(({ counter, amount, limit }) => [counter, limit - amount + 1]),
          ),
        },
      });
      return row === undefined ? undefined : usedIn(row);
    },

    async giveBack(owner: Owner, window: number, { parts, giver, time }: GivenBack): Promise<void> {
      const times = `back ${giver}`;
      await table.update({
        type: 'add',
        key: keyOf(owner, window),
        add: Object.fromEntries(parts.map(({ counter, amount }) => [counter, -amount])),
        set: { [times]: time },
        when: { belowOrMissing: { [times]: time } },
      });
    },

    async used(owner: Owner, window: number): Promise<Used> {
      return usedIn(await table.get(keyOf(owner, window)));
    },
  };
};

export type RequestCounts = ReturnType<typeof requestCounts>;
